import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualTime } from '../../../test/manual-time.ts';
import { Pace } from './pace.ts';

test('W23 the time of a replay passes as often as its speed says, and stands while it is paused', () => {
  const time = createManualTime(5_000);
  const pace = new Pace(1_000_000, 60, time.clock);
  time.advance(1_000);
  expect(pace.atMs).toBe(1_000_000);
  pace.run();
  time.advance(1_000);
  expect(pace.atMs).toBe(1_060_000);
  pace.speed = 600;
  time.advance(100);
  expect(pace.atMs).toBe(1_120_000);
  pace.stand();
  time.advance(1_000);
  expect(pace.atMs).toBe(1_120_000);
  pace.goTo(1_000);
  pace.run();
  pace.run();
  time.advance(10);
  expect(pace.atMs).toBe(7_000);
});

test('W23 what it had to wait for is not made up', () => {
  const time = createManualTime();
  const pace = new Pace(0, 10, time.clock);
  pace.run();
  time.advance(1_000);
  expect(pace.atMost(4_000)).toBe(4_000);
  time.advance(100);
  expect(pace.atMost(60_000)).toBe(5_000);
});

test('W23 it never goes back, whatever is done to it but going elsewhere', () => {
  const step = fc.oneof(
    fc.record({ advance: fc.integer({ min: 0, max: 5_000 }) }),
    fc.record({ speed: fc.double({ min: 1, max: 600, noNaN: true }) }),
    fc.constantFrom('run', 'stand', 'limit'),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const time = createManualTime();
      const pace = new Pace(0, 1, time.clock);
      let lastMs = 0;
      for (const one of steps) {
        if (one === 'run') pace.run();
        else if (one === 'stand') pace.stand();
        else if (one === 'limit') pace.atMost(lastMs + 100);
        else if ('advance' in one) time.advance(one.advance);
        else pace.speed = one.speed;
        if (pace.atMs < lastMs) return false;
        lastMs = pace.atMs;
      }
      return true;
    }),
    { seed: 23 },
  );
});
