import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wait } from '../../model/history.ts';
import { createWaitSummary } from './waits.ts';

const enteredMs = Date.parse('2026-11-23T10:15:00Z');
const wait = (over: Partial<Wait> = {}): Wait => ({
  ...{ mmsi: 1, enteredMs, arrivedMs: enteredMs - 600_000, slowS: 300 },
  ...{ class: 'inland', shipType: 80, eriType: 8021, ...over },
});

test('V49 waits are summed up by class of ship, and by hour of the day', () => {
  const summary = createWaitSummary();
  for (const slowS of [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]) summary.add(wait({ slowS }));
  summary.add(wait({ arrivedMs: null, slowS: 0 }));
  summary.add(
    wait({ enteredMs: enteredMs + 25 * 3_600_000, arrivedMs: enteredMs + 25 * 3_600_000, slowS: 0 }),
  );
  summary.add(wait({ eriType: 8440, slowS: 5 }));
  const tankersAtTen = { entries: 11, unknown: 1, medianWaitS: 50, p90WaitS: 90, medianApproachS: 600 };
  expect(summary.byHour()).toMatchObject([
    { hourUtc: 10, shipClass: 'tanker', ...tankersAtTen },
    { hourUtc: 10, shipClass: 'passenger', entries: 1, medianWaitS: 5 },
    { hourUtc: 11, shipClass: 'tanker', entries: 1, medianWaitS: 0, medianApproachS: 0 },
  ]);
  expect(summary.byClass()).toMatchObject([
    { shipClass: 'tanker', entries: 12, unknown: 1 },
    { shipClass: 'passenger', entries: 1 },
  ]);
});

test('V49 at least half, and nine tenths, waited no longer than what is told; nobody known is null', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 60 }), (all) => {
      const summary = createWaitSummary();
      for (const slowS of all) summary.add(wait({ slowS }));
      const [{ medianWaitS, p90WaitS } = { medianWaitS: null, p90WaitS: null }] = summary.byClass();
      for (const [told, part] of [
        [medianWaitS, 0.5],
        [p90WaitS, 0.9],
      ] as const) {
        expect(all).toContain(told);
        const shareBelow = (limit: number) => all.filter((s) => s <= limit).length / all.length;
        expect(shareBelow(told ?? -1)).toBeGreaterThanOrEqual(part);
        const smaller = all.filter((s) => s < (told ?? 0));
        if (smaller.length > 0) expect(shareBelow(Math.max(...smaller))).toBeLessThan(part);
      }
    }),
    { seed: 49 },
  );
  const nobody = createWaitSummary();
  nobody.add(wait({ arrivedMs: null }));
  expect(nobody.byClass()).toMatchObject([{ entries: 1, unknown: 1, medianWaitS: null, p90ApproachS: null }]);
});
