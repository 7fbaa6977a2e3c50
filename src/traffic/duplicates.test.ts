import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Payload } from '../model/reception.ts';
import { createDuplicateFilter } from './duplicates.ts';

const payload = (...sextets: number[]): Payload => ({
  sextets: Uint8Array.from(sextets),
  bits: sextets.length * 6,
  channel: 'A',
  own: false,
  station: null,
  recordedAtMs: null,
  recordedBy: null,
  signal: null,
});

test('T1 the same payload within 8 s is one transmission, later it is another', () => {
  const filter = createDuplicateFilter();
  expect(filter.seen(payload(1, 2, 3), 0)).toBe(false);
  expect(filter.seen(payload(1, 2, 3), 8_000)).toBe(true);
  expect(filter.seen(payload(1, 2, 3), 8_001)).toBe(false);
});

test('T2 safety messages 12 and 14 are never swallowed', () => {
  const filter = createDuplicateFilter();
  for (const type of [12, 14]) {
    expect(filter.seen(payload(type, 9, 9), 0)).toBe(false);
    expect(filter.seen(payload(type, 9, 9), 1)).toBe(false);
  }
});

test('T1 different payloads are never taken for each other', () => {
  const filter = createDuplicateFilter();
  const distinct = fc.uniqueArray(
    fc.array(fc.integer({ min: 0, max: 63 }), { minLength: 6, maxLength: 28 }),
    {
      selector: (sextets) => sextets.join(),
      minLength: 2_000,
      maxLength: 2_000,
    },
  );
  fc.assert(
    fc.property(distinct, fc.integer({ min: 1, max: 1e9 }), (payloads, round) =>
      payloads.every((sextets) => !filter.seen(payload(1, ...sextets), round * 10_000)),
    ),
    { seed: 7, numRuns: 5 },
  );
});

test('T1 a clock that is set back does not make old payloads duplicates for ever', () => {
  const filter = createDuplicateFilter();
  expect(filter.seen(payload(5, 5), 3_600_000)).toBe(false);
  expect(filter.seen(payload(5, 5), 0)).toBe(false);
});
