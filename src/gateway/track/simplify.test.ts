import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresFrom } from './metres.ts';
import { simplified } from './simplify.ts';
import { inStretches, type ShownPoint } from './stretch.ts';

/** A wandering vessel: legs of any course, stops, and now and then a silence. */
const tracks = fc
  .array(
    fc.record({
      seconds: fc.oneof(
        { weight: 30, arbitrary: fc.integer({ min: 2, max: 30 }) },
        { weight: 1, arbitrary: fc.constant(4_000) },
      ),
      east: fc.integer({ min: -120, max: 120 }),
      north: fc.integer({ min: -120, max: 120 }),
    }),
    { minLength: 1, maxLength: 400 },
  )
  .map((steps) => {
    let [timeMs, lon, lat] = [1_795_428_000_000, 4.3, 51.3];
    return steps.map(({ seconds, east, north }) => {
      timeMs += seconds * 1000;
      lon += east / 70_000;
      lat += north / 111_195;
      return { timeMs, lon, lat, sogKn: 5, cogDeg: null, headingDeg: null, navStatus: null };
    });
  });

async function collect(pages: AsyncIterable<readonly ShownPoint[]>): Promise<ShownPoint[]> {
  const all: ShownPoint[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
async function* inPages<T>(all: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}

/** Metres from a point to where the line through `a` and `b` is at its time, and to the line anywhere. */
function distances(a: ShownPoint, b: ShownPoint, point: ShownPoint): { atItsTime: number; ever: number } {
  const [bx, by] = metresFrom(a.lon, a.lat, b.lon, b.lat);
  const [px, py] = metresFrom(a.lon, a.lat, point.lon, point.lat);
  const at = (part: number): number => Math.hypot(px - part * bx, py - part * by);
  const long = bx * bx + by * by;
  const nearest = long === 0 ? 0 : Math.min(1, Math.max(0, (px * bx + py * by) / long));
  return { atItsTime: at((point.timeMs - a.timeMs) / (b.timeMs - a.timeMs)), ever: at(nearest) };
}

test('V42 every point that is left out lies within the tolerance of the line, at its time too', async () => {
  await fc.assert(
    fc.asyncProperty(
      tracks,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 50 }),
      async (track, toleranceM, size) => {
        const all = await collect(inStretches(inPages(track, size)));
        const kept = await collect(simplified(inPages(all, size), toleranceM));
        const stays = new Set(kept);
        expect(kept.every((point) => all.includes(point))).toBe(true);
        all.forEach((point, i) => {
          if (stays.has(point)) return;
          const before = all.slice(0, i).findLast((p) => stays.has(p)) as ShownPoint;
          const after = all.slice(i).find((p) => stays.has(p)) as ShownPoint;
          const { atItsTime, ever } = distances(before, after, point);
          // a flat patch of the sphere, and another one
          expect(atItsTime).toBeLessThanOrEqual(toleranceM * 1.001 + 0.01);
          expect(ever).toBeLessThanOrEqual(toleranceM * 1.001 + 0.01);
        });
      },
    ),
    { seed: 42, numRuns: 150 },
  );
});

test('V42 what begins and ends a stretch stays, and so do stops; a straight way is two points', async () => {
  const at = (s: number, lon: number) => ({
    ...{ timeMs: s * 1000, lon, lat: 51.3, sogKn: 5, cogDeg: null, headingDeg: null, navStatus: null },
  });
  const straight = Array.from({ length: 50 }, (_, i) => at(i * 10, 4.3 + i * 1e-3));
  const later = straight.map((point) => ({ ...point, timeMs: point.timeMs + 5_000_000 }));
  const shown = await collect(inStretches(inPages([...straight, ...later], 9)));
  const kept = await collect(simplified(inPages(shown, 9), 10));
  expect(kept.map(({ timeMs, begins }) => [timeMs / 1000, begins])).toEqual([
    [0, true],
    [490, false],
    [5_000, true],
    [5_490, false],
  ]);
  const stop = [at(0, 4.3), at(10, 4.301), at(20, 4.301), at(300, 4.301), at(310, 4.302)];
  const stopped = await collect(simplified(inStretches(inPages(stop, 9)), 10));
  expect(stopped.map(({ timeMs }) => timeMs / 1000)).toEqual([0, 10, 300, 310]);
});

test('V42 a stretch longer than what is looked at together keeps the point between', async () => {
  const long = Array.from({ length: 4_500 }, (_, i) => ({
    ...{ timeMs: i * 10_000, lon: 4.3 + i * 1e-5, lat: 51.3, sogKn: 5 },
    ...{ cogDeg: null, headingDeg: null, navStatus: null },
  }));
  const kept = await collect(simplified(inStretches(inPages(long, 1_000)), 10));
  expect(kept.map(({ timeMs }) => timeMs / 10_000)).toEqual([0, 999, 1_998, 2_997, 3_996, 4_499]);
});
