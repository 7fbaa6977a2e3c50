import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { createReader } from '../src/nmea/reader.ts';
import { sharedBytes, sharedFile } from './shared.ts';

type Counts = Record<string, number>;

/** What a real log comes to, fed in chunks of `size` bytes: every line once, and what was said about the messages. */
function tally(bytes: Buffer, size: number) {
  const messages: Counts = {};
  const refused: Counts = {};
  const others: Counts = {};
  const faults: Counts = {};
  const recorded: Counts = {};
  const count = (counts: Counts, key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const reader = createReader({
    payload(payload) {
      const message = decode(payload);
      if (typeof message === 'string') count(refused, message);
      else count(messages, `type ${message.type}`);
      count(recorded, payload.recordedBy ?? 'nobody');
    },
    refused: (cause) => count(refused, cause),
    faulted: (fault) => count(faults, fault),
    counted: (result) => count(others, result),
  });
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size), 0);
  reader.end(0);
  return { messages, refused, others, faults, recorded };
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);
const sorted = (counts: Counts): Counts =>
  Object.fromEntries(
    Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })),
  );

describe.each([
  'antwerp-2012',
  'world-2012',
  'denmark-2013',
  'dma_538004030_drift',
  'noaadata_test',
  'knapply_20181101',
  'aduvenhage_test_ais_data',
  'signalk_nais400',
])('%s', (name) => {
  const path = sharedFile(`nmea/${name}.nmea.gz`);
  const bytes = sharedBytes(path);

  /** Numbers only, made by our own decoder. After a change that means to change them: `vitest run -u test/logs.test.ts`. */
  test.runIf(path !== null)('N3 comes to the counts that are on file', async () => {
    const counts = Object.entries(tally(bytes, 65_536)).map(([kind, n]) => [kind, sorted(n)]);
    const text = `${JSON.stringify(Object.fromEntries(counts), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`golden/${name}.json`);
  });

  test.runIf(path !== null)('N3 every line is counted once', () => {
    const { messages, refused, others } = tally(bytes, 65_536);
    const ends = bytes.reduce((n, byte) => n + (byte === 10 ? 1 : 0), bytes.at(-1) === 10 ? 0 : 1);
    expect(total(messages) + total(refused) + total(others)).toBe(ends);
  });

  test.runIf(path !== null)('N1 comes to the same however it is cut', () => {
    const start = bytes.subarray(0, 200_000);
    expect(tally(start, 61)).toEqual(tally(start, 200_000));
  });
});
