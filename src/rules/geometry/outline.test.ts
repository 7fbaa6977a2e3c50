import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { Outline } from './outline.ts';

const seeded = { seed: 20261125, numRuns: 300 };
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const middle = fc.tuple(unit, unit).map(([x, y]): [number, number] => [4 + x / 10, 51 + y / 10]);
const closed = (ring: Position[]): Position[] => [...ring, ring[0] ?? []];

/** A star of 3 to 40 corners around a middle: simple by construction, convex or not. */
const star = (sizeDeg: number) =>
  fc
    .tuple(middle, fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 }))
    .map(([[x, y], radii]) => ({
      middle: [x, y],
      ring: closed(
        radii.map((r, i): Position => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [x + r * sizeDeg * Math.cos(angle), y + r * sizeDeg * Math.sin(angle)];
        }),
      ),
    }));
/** A star, with a smaller one of the same kind cut out of its middle or not. */
const holed = fc.tuple(star(0.02), fc.boolean()).map(
  ([
    {
      middle: [x = 0, y = 0],
      ring,
    },
    hasHole,
  ]) => {
    const hole = ring.map(([lon = 0, lat = 0]): Position => [x + (lon - x) * 0.2, y + (lat - y) * 0.2]);
    return hasHole ? [ring, hole] : [ring];
  },
);
/** A strip of no more width than rounding leaves, or of some, at any angle. */
const sliver = fc
  .tuple(middle, unit, fc.constantFrom(0, 1e-15, 1e-13, 1e-9))
  .map(([[x, y], turn, width]): Position[][] => {
    const [dx, dy] = [Math.cos(turn * 6.3) * 0.02, Math.sin(turn * 6.3) * 0.02];
    const [wx, wy] = [-dy * 50 * width, dx * 50 * width];
    return [
      closed([
        [x, y],
        [x + dx, y + dy],
        [x + dx + wx, y + dy + wy],
        [x + wx, y + wy],
      ]),
    ];
  });
/** A square with corners in the middle of its sides, and again between these: many collinear segments. */
const collinear = middle.map(([x, y]): Position[][] => {
  const corners: Position[] = [
    [x, y],
    [x + 0.01, y],
    [x + 0.01, y + 0.01],
    [x, y + 0.01],
  ];
  const sides = corners.flatMap((from, i): Position[] => {
    const [ax = 0, ay = 0] = from;
    const [bx = 0, by = 0] = corners[(i + 1) % 4] ?? [];
    return [0, 0.25, 0.5, 0.75].map((t) => [ax + (bx - ax) * t, ay + (by - ay) * t]);
  });
  return [closed(sides)];
});
/** Half a continent: rounding is as coarse there as the steps between two places. */
const wide = star(40).map(({ ring }) => [ring]);
const polygon = fc.oneof(holed, sliver, collinear, wide);

/** The next number there is, or the one after it. */
const step = (v: number, up: boolean): number => v * (1 + (up ? 1 : -1) * 2 ** -52);

/** Corners, places on edges as good as rounding lets them be, those a bit beside, and some anywhere. */
function places(rings: Position[][], parts: readonly number[]): Position[] {
  const on = rings.flatMap((ring) =>
    ring.flatMap(([ax = 0, ay = 0], i): Position[] => {
      const [bx = ax, by = ay] = ring[i + 1] ?? [];
      return [0, ...parts].map((t) => [ax + (bx - ax) * t, ay + (by - ay) * t]);
    }),
  );
  const beside = on.flatMap(([x = 0, y = 0]): Position[] => [
    [step(x, true), y],
    [step(x, false), y],
    [x, step(y, true)],
    [x, step(y, false)],
  ]);
  const anywhere = parts.flatMap((x) => parts.map((y): Position => [4 + x / 8, 51 + y / 8]));
  return [...on, ...beside, ...anywhere];
}

/** Fractions as exact arithmetic on whole numbers: whether p + t·d and a + s·e meet for t and s in 0…1. */
function meetExactly(p: bigint[], q: bigint[], a: bigint[], b: bigint[]): boolean {
  const [px = 0n, py = 0n, ax = 0n, ay = 0n] = [...p, ...a];
  const d = [(q[0] ?? 0n) - px, (q[1] ?? 0n) - py] as const;
  const e = [(b[0] ?? 0n) - ax, (b[1] ?? 0n) - ay] as const;
  const w = [ax - px, ay - py] as const;
  const cross = (u: readonly [bigint, bigint], v: readonly [bigint, bigint]): bigint =>
    u[0] * v[1] - u[1] * v[0];
  const along = (u: readonly [bigint, bigint], v: readonly [bigint, bigint]): bigint =>
    u[0] * v[0] + u[1] * v[1];
  const both = cross(d, e);
  const isPart = (n: bigint, of: bigint): boolean => (of > 0n ? n >= 0n && n <= of : n <= 0n && n >= of);
  if (both !== 0n) return isPart(cross(w, e), both) && isPart(cross(w, d), both);
  const length = along(d, d);
  if (length === 0n) {
    const back = [-w[0], -w[1]] as const;
    if (along(e, e) === 0n) return along(w, w) === 0n;
    return cross(back, e) === 0n && isPart(along(back, e), along(e, e));
  }
  if (cross(w, d) !== 0n) return false;
  const from = along(w, d);
  const to = from + along(e, d);
  return (from < to ? from : to) <= length && (from < to ? to : from) >= 0n;
}

describe('outline of a polygon', () => {
  test('Z50 a position is inside as Turf says, on borders and a rounding beside them, in holes, slivers and beside collinear edges', () => {
    let inside = 0;
    let outside = 0;
    fc.assert(
      fc.property(polygon, fc.array(unit, { minLength: 2, maxLength: 4 }), (rings, parts) => {
        const outline = new Outline(rings);
        const shape: Polygon = { type: 'Polygon', coordinates: rings };
        for (const [lon = 0, lat = 0] of places(rings, parts)) {
          const said = booleanPointInPolygon([lon, lat], shape);
          if (outline.holds(lon, lat) !== said) expect([lon, lat, shape, said]).toBe('equal');
          if (said) inside++;
          else outside++;
        }
      }),
      seeded,
    );
    expect(inside).toBeGreaterThan(10_000);
    expect(outside).toBeGreaterThan(10_000);
  });

  test('Z51 a line meets a border when exact arithmetic says so, touching, overlapping and of no length included', () => {
    const number = fc.integer({ min: 0, max: 6 });
    const point = fc.tuple(number, number);
    const exact = (at: readonly number[]): bigint[] => at.map(BigInt);
    let met = 0;
    let missed = 0;
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), point, point, (corners, p, q) => {
        const ring = closed(corners);
        const said = corners.some((a, i) =>
          meetExactly(exact(p), exact(q), exact(a), exact(ring[i + 1] ?? a)),
        );
        expect(new Outline([ring]).meets(...p, ...q)).toBe(said);
        if (said) met++;
        else missed++;
      }),
      { ...seeded, numRuns: 5_000 },
    );
    expect(met).toBeGreaterThan(500);
    expect(missed).toBeGreaterThan(500);
  });

  test('Z52 the distance from a polygon is that of Turf to one in a hundred, in metres, holes included', () => {
    fc.assert(
      fc.property(holed, fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 6 }), (rings, around) => {
        const outline = new Outline(rings);
        const shape: Polygon = { type: 'Polygon', coordinates: rings };
        const { west, south, east, north } = outline.box;
        for (const [x, y] of around) {
          const at: [number, number] = [
            west + (2 * x - 0.5) * (east - west),
            south + (2 * y - 0.5) * (north - south),
          ];
          const metres = pointToPolygonDistance(at, shape, { units: 'meters' });
          if (metres <= 0) expect(outline.isWithin(...at, 0)).toBe(true);
          else {
            expect(outline.isWithin(...at, metres * 1.01 + 0.01)).toBe(true);
            expect(outline.isWithin(...at, metres * 0.99 - 0.01)).toBe(false);
          }
        }
      }),
      seeded,
    );
  });
});
