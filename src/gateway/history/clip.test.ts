import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import fc from 'fast-check';
import type { MultiPolygon, Polygon } from 'geojson';
import { expect, test } from 'vitest';
import type { NearPoint } from '../../model/history.ts';
import { boxShape, createClip, type InsidePoint, polygonShape, type Shape } from './clip.ts';

const startMs = 1_795_428_000_000;
const report = (s: number, lon: number, lat: number, over: Partial<NearPoint> = {}): NearPoint => ({
  ...{ mmsi: 1, timeMs: startMs + s * 1000, lon, lat, sogKn: 5, cogDeg: null, follows: true },
  ...over,
});
function partsOf(shape: Shape, points: readonly NearPoint[]): readonly (readonly InsidePoint[])[] {
  const clip = createClip(shape);
  for (const point of points) clip.add(point);
  return clip.parts;
}
const seconds = (parts: readonly (readonly InsidePoint[])[]) =>
  parts.map((part) => part.map(({ timeMs }) => (timeMs - startMs) / 1000));
const box = boxShape([4, 51, 5, 52]);

test('V45 a track is cut where it crosses the border, in place and time', () => {
  const parts = partsOf(box, [report(0, 3.5, 51.5), report(10, 4.5, 51.5), report(30, 4.5, 52.5)]);
  expect(parts).toEqual([
    [
      { timeMs: startMs + 5_000, lon: 4, lat: 51.5, sogKn: null, onBorder: true },
      { timeMs: startMs + 10_000, lon: 4.5, lat: 51.5, sogKn: 5, onBorder: false },
      { timeMs: startMs + 20_000, lon: 4.5, lat: 52, sogKn: null, onBorder: true },
    ],
  ]);
});

test('V45 who goes through between two reports was there; who only passes by was not', () => {
  expect(seconds(partsOf(box, [report(0, 3, 51.5), report(30, 6, 51.5)]))).toEqual([[10, 20]]);
  expect(partsOf(box, [report(0, 3, 52.5), report(30, 6, 52.5)])).toEqual([]);
});

test('V45 no line is drawn through a silence, nor where reports far away lie between', () => {
  const silent = [report(0, 4.2, 51.5), report(10, 4.3, 51.5), report(1_000, 4.8, 51.5)];
  expect(seconds(partsOf(box, silent))).toEqual([[0, 10], [1_000]]);
  const away = [report(0, 3.9, 51.5), report(10, 5.1, 51.5, { follows: false })];
  expect(partsOf(box, away)).toEqual([]);
});

test('V45 who leaves and comes back has two parts, and who stays has one', () => {
  const out = [report(0, 4.5, 51.5), report(10, 4.5, 52.5), report(20, 4.6, 51.5), report(30, 4.7, 51.6)];
  expect(seconds(partsOf(box, out)).map((part) => part.length)).toEqual([2, 3]);
  expect(partsOf(box, [report(0, 4.5, 51.5), report(9, 4.6, 51.5), report(18, 4.7, 51.5)])).toHaveLength(1);
});

/** A star around a place, with a hole of half its size. */
const stars = (lon: number, lat: number) =>
  fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 }).map((radii) => {
    const ring = (scale: number): [number, number][] => {
      const points = radii.map((radius, i): [number, number] => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [lon + scale * radius * Math.cos(angle), lat + scale * radius * Math.sin(angle)];
      });
      return [...points, points[0] as [number, number]];
    };
    return [ring(1), ring(0.4)];
  });
const shapes: fc.Arbitrary<Polygon | MultiPolygon> = fc.oneof(
  stars(0, 0).map((coordinates): Polygon => ({ type: 'Polygon', coordinates })),
  fc
    .tuple(stars(-1, 0), stars(1.5, 0))
    .map((coordinates): MultiPolygon => ({ type: 'MultiPolygon', coordinates })),
);
const place = fc.double({ min: -2, max: 2, noNaN: true });
const ways = fc
  .array(fc.tuple(place, place), { minLength: 2, maxLength: 12 })
  .map((places) => places.map(([lon, lat], i) => report(i * 60, lon, lat)));

test('V45 at every time a vessel is in a part exactly when it is in the zone, by another implementation', () => {
  fc.assert(
    fc.property(shapes, ways, (geometry, points) => {
      const parts = partsOf(polygonShape(geometry), points);
      for (const part of parts)
        part.slice(1).forEach((point, i) => {
          expect(point.timeMs).toBeGreaterThanOrEqual(part[i]?.timeMs ?? Number.POSITIVE_INFINITY);
        });
      points.slice(1).forEach((b, i) => {
        const a = points[i] as NearPoint;
        for (let at = 0.05; at < 1; at += 0.1) {
          const here = [a.lon + at * (b.lon - a.lon), a.lat + at * (b.lat - a.lat)];
          // times are whole milliseconds
          if (Math.abs(pointToPolygonDistance(here, geometry)) < 0.05) continue;
          const timeMs = a.timeMs + at * (b.timeMs - a.timeMs);
          const inPart = parts.some(
            (part) => timeMs >= (part[0]?.timeMs ?? 0) && timeMs <= (part.at(-1)?.timeMs ?? 0),
          );
          expect(inPart).toBe(booleanPointInPolygon(here, geometry));
        }
      });
    }),
    { seed: 45, numRuns: 200 },
  );
});
