import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { createZoneIndex, meetsBorder } from './zone-index.ts';
import { place, shape, zone } from './zone-shapes.test-data.ts';

const seeded = { seed: 20120314, numRuns: 200 };

const corners = (g: Polygon | MultiPolygon): Position[] =>
  g.type === 'Polygon' ? g.coordinates.flat() : g.coordinates.flat(2);

describe('zone index', () => {
  test('Z1 the zones at a point are those that Turf finds, corners and edges included', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.array(shape, { maxLength: 12 }),
        fc.array(place, { maxLength: 12 }),
        (shapes, anywhere) => {
          const index = createZoneIndex(shapes.map((g, i) => zone(g, `z${i}`)));
          const all = shapes.flatMap(corners);
          const middles = all.map((p, i): Position => {
            const [x = 0, y = 0] = all[i + 1] ?? p;
            return [((p[0] ?? 0) + x) / 2, ((p[1] ?? 0) + y) / 2];
          });
          const out: number[] = [];
          for (const [lon = 0, lat = 0] of [...anywhere, ...all, ...middles]) {
            index.at(lon, lat, out);
            const oracle = shapes.flatMap((g, i) => (booleanPointInPolygon([lon, lat], g) ? [i] : []));
            expect(out.toSorted((a, b) => a - b)).toEqual(oracle);
            held += oracle.length;
          }
        },
      ),
      seeded,
    );
    expect(held).toBeGreaterThan(1000);
  });

  test('Z7 a line meets a border when it has points on both sides of it, and never when a box keeps it away', () => {
    let through = 0;
    fc.assert(
      fc.property(shape, place, place, (g, [lon0, lat0], [lon1, lat1]) => {
        const meets = meetsBorder(g, lon0, lat0, lon1, lat1);
        const sides = new Set<boolean>();
        for (let i = 0; i <= 64; i++) {
          const at = [lon0 + ((lon1 - lon0) * i) / 64, lat0 + ((lat1 - lat0) * i) / 64];
          sides.add(booleanPointInPolygon(at, g));
        }
        if (sides.size === 2) {
          expect(meets).toBe(true);
          through++;
        }
        expect(meetsBorder(g, lon1, lat1, lon0, lat0)).toBe(meets);
        expect(meetsBorder(g, lon0 + 9, lat0, lon1 + 9, lat1)).toBe(false);
        const out: number[] = [];
        createZoneIndex([zone(g)]).crossedBy(lon0, lat0, lon1, lat1, out);
        expect(out).toEqual(meets ? [0] : []);
      }),
      seeded,
    );
    expect(through).toBeGreaterThan(50);
  });

  test('Z7 touching a corner and running along an edge count as meeting', () => {
    const square: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [4, 51],
          [5, 51],
          [5, 52],
          [4, 52],
          [4, 51],
        ],
      ],
    };
    expect(meetsBorder(square, 3, 52, 5, 50)).toBe(true);
    expect(meetsBorder(square, 3, 51, 6, 51)).toBe(true);
    expect(meetsBorder(square, 4.2, 51.2, 4.8, 51.8)).toBe(false);
    expect(meetsBorder(square, 3, 50.9, 6, 50.9)).toBe(false);
  });

  test('Z6 clear of a zone means further outside than the margin, in metres, holes included', () => {
    const dLat = (metres: number): number => metres / 111_195;
    const dLon = (metres: number): number => dLat(metres) / Math.cos((51.3 * Math.PI) / 180);
    const square = (x: number, y: number, side: number): Position[] => [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ];
    const holed = zone({
      type: 'Polygon',
      coordinates: [square(4.3, 51.3, 0.03), square(4.31, 51.31, 0.01)],
    });
    const index = createZoneIndex([holed]);
    for (const margin of [10, 30, 100, 1000]) {
      const near = margin * 0.97;
      const far = margin * 1.03;
      expect(index.clearOf(0, 4.3 - dLon(near), 51.31, margin)).toBe(false);
      expect(index.clearOf(0, 4.3 - dLon(far), 51.31, margin)).toBe(true);
      expect(index.clearOf(0, 4.315, 51.3 - dLat(near), margin)).toBe(false);
      expect(index.clearOf(0, 4.315, 51.3 - dLat(far), margin)).toBe(true);
    }
    expect(index.clearOf(0, 4.31 + dLon(29), 51.315, 30)).toBe(false);
    expect(index.clearOf(0, 4.31 + dLon(31), 51.315, 30)).toBe(true);
  });

  test('Z15 ten thousand zones are indexed, and no zone at all is fine', () => {
    const cell = (i: number): Polygon => {
      const x = 4 + (i % 100) / 100;
      const y = 51 + Math.floor(i / 100) / 100;
      return {
        type: 'Polygon',
        coordinates: [
          [
            [x, y],
            [x + 0.009, y],
            [x + 0.009, y + 0.009],
            [x, y + 0.009],
            [x, y],
          ],
        ],
      };
    };
    const index = createZoneIndex(Array.from({ length: 10_000 }, (_, i) => zone(cell(i), `z${i}`)));
    const out: number[] = [7];
    let held = 0;
    for (let i = 0; i < 10_000; i++) {
      index.at(4 + (i % 100) / 100 + 0.004, 51 + Math.floor(i / 100) / 100 + 0.004, out);
      if (out.length === 1 && out[0] === i) held++;
    }
    expect(held).toBe(10_000);
    createZoneIndex([]).at(4, 51, out);
    expect(out).toEqual([]);
    createZoneIndex([]).crossedBy(4, 51, 5, 52, out);
    expect(out).toEqual([]);
  });

  test('Z53 zones at the ends of the world are found as in one port, in cells that are larger', () => {
    const square = (x: number, y: number): Polygon => ({
      type: 'Polygon',
      coordinates: [
        [
          [x, y],
          [x + 1, y],
          [x + 1, y + 1],
          [x, y + 1],
          [x, y],
        ],
      ],
    });
    const shapes = [square(-180, -90), square(179, 89), square(4, 51), square(4.5, 51.5)];
    const index = createZoneIndex(shapes.map((g, i) => zone(g, `z${i}`)));
    const out: number[] = [];
    for (let i = 0; i <= 64; i++)
      for (let k = 0; k <= 64; k++)
        for (const [x, y] of [
          [-180, -90],
          [178.5, 88.5],
          [3.9, 50.9],
        ] as const) {
          const [lon, lat] = [x + i / 32, y + k / 32];
          index.at(lon, lat, out);
          const oracle = shapes.flatMap((g, n) => (booleanPointInPolygon([lon, lat], g) ? [n] : []));
          expect(out.toSorted((a, b) => a - b)).toEqual(oracle);
        }
    index.crossedBy(-100, -89.5, 179.5, 89.5, out);
    expect(out).toEqual([1]);
    index.crossedBy(3.999, 51.2, 4.001, 51.2, out);
    expect(out).toEqual([2]);
  });
});
