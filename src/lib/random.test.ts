import { expect, test } from 'vitest';
import { createRandom, xoshiro128starstar } from './random.ts';

test('xoshiro128** gives the published sequence for the state 1, 2, 3, 4', () => {
  const next = xoshiro128starstar([1, 2, 3, 4]);
  expect(Array.from({ length: 10 }, next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('the same seed gives the same stream, another seed another', () => {
  const stream = (seed: number): number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, () => random.bits());
  };
  expect(stream(7)).toEqual(stream(7));
  expect(stream(7)).not.toEqual(stream(8));
});

test('values stay in their ranges and spread over them', () => {
  const random = createRandom(1);
  const seen = new Set<number>();
  let sum = 0;
  for (let i = 0; i < 10_000; i += 1) {
    const unit = random.unit();
    expect(unit >= 0 && unit < 1).toBe(true);
    expect(Math.abs(random.bell())).toBeLessThan(1);
    seen.add(random.whole(3, 7));
    sum += unit;
  }
  expect([...seen].sort()).toEqual([3, 4, 5, 6, 7]);
  expect(sum / 10_000).toBeCloseTo(0.5, 1);
});

test('a shuffle keeps every item, and a fork is a stream of its own', () => {
  const random = createRandom(3);
  const items = Array.from({ length: 40 }, (_, i) => i);
  const shuffled = random.shuffled(items);
  expect(shuffled).not.toEqual(items);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  const fork = random.fork();
  expect(fork.bits()).not.toBe(random.bits());
  expect(() => random.pick([])).toThrow(RangeError);
});
