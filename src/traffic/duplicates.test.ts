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

/** A class A position with its UTC second at bits 137–142. */
const positionAtSecond = (second: number, mmsi = 205278090, repeat = 0): Payload => {
  const sextets = new Array<number>(28).fill(0);
  sextets[0] = 1;
  sextets[1] = (repeat << 4) | ((mmsi >>> 26) & 0xf);
  for (let i = 0; i < 4; i++) sextets[2 + i] = (mmsi >>> (20 - 6 * i)) & 0x3f;
  sextets[6] = (mmsi & 3) << 4;
  sextets[22] = (second >>> 5) & 1;
  sextets[23] = (second & 0x1f) << 1;
  return payload(...sextets);
};

test('T1 a payload with its UTC second is one transmission within the minute, from whichever connection', () => {
  const filter = createDuplicateFilter();
  expect(filter.seen(positionAtSecond(17), 1, 0)).toBe(false);
  expect(filter.seen(positionAtSecond(17), 2, 9_000)).toBe(true);
  expect(filter.seen(positionAtSecond(17), 1, 55_000)).toBe(true);
  expect(filter.seen(positionAtSecond(18), 1, 1_000)).toBe(false);
  expect(filter.seen(positionAtSecond(17), 1, 60_000)).toBe(false);
});

test('T1 what a repeater sends again is the same message', () => {
  const filter = createDuplicateFilter();
  expect(filter.seen(positionAtSecond(17), 1, 0)).toBe(false);
  expect(filter.seen(positionAtSecond(17, 205278090, 1), 1, 2_000)).toBe(true);
});

test('T1 fill bits are no part of a message, and all other bits are', () => {
  const filter = createDuplicateFilter();
  const cut = (last: number): Payload => ({ ...payload(8, 2, 3, 4, last), bits: 28 });
  expect(filter.seen(cut(0b101100), 1, 0)).toBe(false);
  expect(filter.seen(cut(0b101111), 2, 100)).toBe(true);
  expect(filter.seen(cut(0b100100), 2, 200)).toBe(false);
});

test('T27 units without time and static data may repeat themselves: one connection hears each transmission once', () => {
  for (const repeated of [positionAtSecond(60), payload(5, 2, 3)]) {
    const filter = createDuplicateFilter();
    expect(filter.seen(repeated, 1, 0)).toBe(false);
    expect(filter.seen(repeated, 1, 1_500)).toBe(true);
    expect(filter.seen(repeated, 2, 2_000)).toBe(true);
    expect(filter.seen(repeated, 1, 2_001)).toBe(false);
    expect(filter.seen(repeated, 2, 2_300)).toBe(true);
    expect(filter.seen(repeated, 3, 10_100)).toBe(false);
  }
});

test('T2 safety messages 12 and 14, and all that SART, MOB and EPIRB send, are never swallowed', () => {
  const filter = createDuplicateFilter();
  const never = [payload(12, 9, 9), payload(14, 9, 9)];
  for (const mmsi of [970123456, 972123456, 974123456]) never.push(positionAtSecond(5, mmsi));
  for (const one of never) {
    expect(filter.seen(one, 1, 0)).toBe(false);
    expect(filter.seen(one, 1, 1)).toBe(false);
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
      payloads.every((sextets) => !filter.seen(payload(1, ...sextets), 1, round * 10_000)),
    ),
    { seed: 7, numRuns: 5 },
  );
});

test('T1 a clock that is set back does not make old payloads duplicates for ever', () => {
  const filter = createDuplicateFilter();
  expect(filter.seen(payload(5, 5), 1, 3_600_000)).toBe(false);
  expect(filter.seen(payload(5, 5), 1, 0)).toBe(false);
});
