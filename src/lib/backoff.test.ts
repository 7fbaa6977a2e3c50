import { expect, test } from 'vitest';
import { createBackoff } from './backoff.ts';

test('the ceiling doubles up to the maximum and falls back after a success', () => {
  const almostOne = () => 0.999_999;
  const backoff = createBackoff(500, 30_000, almostOne);
  const waits = Array.from({ length: 9 }, () => backoff.next());
  expect(waits).toEqual([499, 999, 1999, 3999, 7999, 15_999, 29_999, 29_999, 29_999]);
  backoff.reset();
  expect(backoff.next()).toBe(499);
});

test('the jitter is full: a wait may be anything from nothing to the ceiling', () => {
  const draws = [0, 0.5, 0.25];
  const backoff = createBackoff(1000, 8000, () => draws.shift() ?? 0);
  expect([backoff.next(), backoff.next(), backoff.next()]).toEqual([0, 1000, 1000]);
});
