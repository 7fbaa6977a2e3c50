import { describe, expect, test } from 'vitest';
import { levelM, signBitOf, signBits } from './water-level.ts';

const gauges = (...raws: readonly number[]) => raws.map((raw14, i) => ({ gauge: i + 1, raw14 }));

/** Heard on the air from two countries. */
const austrian = gauges(727, 775, 737, 1537);
const croatian = gauges(8377, 8539, 8363, 8388);
/** Levels that are possible in both readings. */
const small = gauges(90, 726);

describe('the sign of a water level', () => {
  test('both readings of both stations', () => {
    expect(austrian.map((g) => levelM(g.raw14, 'last'))).toEqual([3.63, 3.87, 3.68, 7.68]);
    expect(croatian.map((g) => levelM(g.raw14, 'first'))).toEqual([1.85, 3.47, 1.71, 1.96]);
    expect([120, 8312].map((raw) => levelM(raw, 'first'))).toEqual([-1.2, 1.2]);
    expect([240, 241].map((raw) => levelM(raw, 'last'))).toEqual([-1.2, 1.2]);
    expect(Object.is(levelM(0, 'first'), 0) && Object.is(levelM(0, 'last'), 0)).toBe(true);
  });

  test('a message tells by what is possible on a river', () => {
    expect(signBitOf(austrian)).toBe('last');
    expect(signBitOf(croatian)).toBe('first');
    expect(signBitOf(small)).toBeNull();
    expect(signBitOf(gauges(16_383, 8191))).toBeNull();
    expect(signBitOf([{ gauge: 0, raw14: 16_383 }, ...austrian])).toBe('last');
  });

  test('a sender that has told once is read in its way ever after', () => {
    const signs = signBits();
    expect(signs.of(2_030_001, small)).toBeNull();
    expect(signs.of(2_030_001, austrian)).toBe('last');
    expect(signs.of(2_380_001, croatian)).toBe('first');
    expect(signs.of(2_030_001, small)).toBe('last');
    expect(signs.of(2_380_001, small)).toBe('first');
    expect(signs.of(2_110_001, small)).toBeNull();
    expect(signs.of(2_030_001, gauges(16_383))).toBeNull();
    expect(signs.of(2_030_001, croatian)).toBe('first');
  });

  test('only so many senders are remembered', () => {
    const signs = signBits(2);
    signs.of(1, austrian);
    signs.of(2, austrian);
    signs.of(1, small);
    signs.of(3, austrian);
    expect([1, 2, 3].map((mmsi) => signs.of(mmsi, small))).toEqual(['last', null, 'last']);
  });
});
