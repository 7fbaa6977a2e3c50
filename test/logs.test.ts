import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { createReader } from '../src/nmea/reader.ts';
import { sharedBytes, sharedFile } from './shared.ts';

/** What a real log comes to, fed in chunks of `size` bytes. */
function tally(bytes: Buffer, size: number): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const reader = createReader({
    payload(payload) {
      const message = decode(payload);
      count(typeof message === 'string' ? message : `type ${message.type}`);
    },
    refused: count,
    faulted: count,
    counted: count,
  });
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size), 0);
  reader.end(0);
  return counts;
}

const sum = (counts: Record<string, number>, pattern: RegExp): number =>
  Object.entries(counts).reduce((total, [key, n]) => total + (pattern.test(key) ? n : 0), 0);

/** Messages in each log, and lines refused. */
const logs = [
  ['antwerp-2012', 5620, 0],
  ['world-2012', 46_713, 10],
  ['denmark-2013', 26_077, 0],
  ['dma_538004030_drift', 5252, 0],
  ['noaadata_test', 853, 1],
  ['knapply_20181101', 341, 51],
  ['aduvenhage_test_ais_data', 988, 0],
  ['signalk_nais400', 668, 0],
] as const;

describe.each(logs)('%s', (name, messages, refused) => {
  const path = sharedFile(`nmea/${name}.nmea.gz`);
  test.runIf(path !== null)('decodes, the same however it is cut', () => {
    const bytes = sharedBytes(path);
    const whole = tally(bytes, 65_536);
    expect(sum(whole, /^type/)).toBe(messages);
    expect(sum(whole, /^(not-|bad-(?!length)|missing|line-)/)).toBe(refused);
    expect(tally(bytes.subarray(0, 200_000), 61)).toEqual(tally(bytes.subarray(0, 200_000), 200_000));
  });
});
