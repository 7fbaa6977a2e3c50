import { describe, expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { differences } from '../src/crosscheck/compare.ts';
import { comparisonOf } from '../src/crosscheck/fields.ts';
import { readElsewhere } from '../src/crosscheck/second-decoder.ts';
import { cleanSentence } from '../src/crosscheck/sentence.ts';
import { createReader } from '../src/nmea/reader.ts';
import { sharedBytes, sharedFile } from './shared.ts';

/** Reads a log with both decoders: how many messages were compared, and what differed. */
function compareAll(bytes: Buffer): { compared: number; silent: number; found: string[] } {
  const outcome = { compared: 0, silent: 0, found: [] as string[] };
  const reader = createReader({
    payload(payload) {
      const message = decode(payload);
      const comparison = typeof message === 'string' ? null : comparisonOf(message);
      if (typeof message === 'string' || comparison === null || payload.bits < comparison.minBits) return;
      const sentence = cleanSentence(payload.sextets, payload.bits, payload.channel);
      const reading = readElsewhere(sentence);
      outcome.compared++;
      if (reading === null) outcome.silent++;
      else for (const text of differences(message, reading)) outcome.found.push(`${sentence} ${text}`);
    },
    refused() {},
    faulted() {},
    counted() {},
  });
  reader.push(bytes, 0);
  reader.end(0);
  return outcome;
}

/** Log, and how many of its messages are of a kind that both read. */
const logs = [
  ['antwerp-2012', 5_000],
  ['world-2012', 40_000],
  ['denmark-2013', 25_000],
  ['dma_538004030_drift', 5_000],
  ['noaadata_test', 700],
  ['knapply_20181101', 80],
  ['aduvenhage_test_ais_data', 900],
  ['signalk_nais400', 500],
] as const;

describe.each(logs)('%s', (name, atLeast) => {
  const path = sharedFile(`nmea/${name}.nmea.gz`);
  test.runIf(path !== null)('N18 the second decoder agrees on every message', () => {
    const { compared, silent, found } = compareAll(sharedBytes(path));
    expect(found).toEqual([]);
    expect(silent).toBe(0);
    expect(compared).toBeGreaterThan(atLeast);
  });
});
