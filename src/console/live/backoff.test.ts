import { expect, test } from 'vitest';
import { longestPauseMs, pauseMs } from './backoff.ts';

test('pauses double, are spread over their upper half, and have a longest', () => {
  expect([1, 2, 3, 4].map((attempt) => pauseMs(attempt, 0))).toEqual([250, 500, 1000, 2000]);
  expect(pauseMs(3, 0.5)).toBe(1500);
  expect(pauseMs(50, 0)).toBe(longestPauseMs / 2);
  expect(pauseMs(5000, 0.999)).toBeLessThanOrEqual(longestPauseMs);
});
