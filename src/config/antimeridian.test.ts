import { resolve } from 'node:path';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { loadPort } from './port-file.ts';
import { zoneGeometry } from './zone-geometry.ts';

const world = (lon: number): number => (lon > 180 ? lon - 360 : lon);
const angleOf = (i: number, of: number): number => (2 * Math.PI * i) / of;
/** A star about [180, 51] in longitudes that go on beyond 180. */
const star = (radii: readonly number[]): Position[] => {
  const points = radii.map((r, i): Position => {
    const angle = angleOf(i, radii.length);
    return [180 + 0.1 * r * Math.cos(angle), 51 + 0.1 * r * Math.sin(angle)];
  });
  return [...points, points[0] ?? []];
};
const radii = fc.array(fc.double({ min: 1, max: 3, noNaN: true }), { minLength: 4, maxLength: 24 });
const near = fc.tuple(
  fc.double({ min: 179.7, max: 180.3, noNaN: true }),
  fc.double({ min: 50.7, max: 51.3, noNaN: true }),
);
const written = (rings: Position[][]): Position[][] =>
  rings.map((ring) => ring.map(([lon = 0, lat = 0]) => [world(lon), lat]));

test('Z22 a zone over the antimeridian is cut there, and holds what it held, holes and bays included', () => {
  const hole = star([0.3, 0.4, 0.2, 0.5, 0.3]).toReversed();
  let inside = 0;
  fc.assert(
    fc.property(radii, near, fc.boolean(), (shape, [lon, lat], clockwise) => {
      const outer = clockwise ? star(shape).toReversed() : star(shape);
      const drawn: Polygon = { type: 'Polygon', coordinates: [outer, hole] };
      const zone = zoneGeometry({ type: 'Polygon', coordinates: written([outer, hole]) }, 'p');
      expect(zone.type).toBe('MultiPolygon');
      const held = booleanPointInPolygon([lon, lat], drawn);
      if (held) inside++;
      expect(booleanPointInPolygon([world(lon), lat], zone)).toBe(held);
    }),
    { seed: 22, numRuns: 2000 },
  );
  expect(inside).toBeGreaterThan(200);
});

const partsOf = (shape: Polygon | MultiPolygon): Position[][][] =>
  shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;

test('Z22 polygons, circles and corridors are cut at ±180; what was drawn is kept', () => {
  const zones = loadPort(
    resolve(import.meta.dirname, '../../fixtures/zones/good-antimeridian.geojson'),
  ).zones;
  for (const { geometry } of zones) {
    for (const [outer = []] of partsOf(geometry)) {
      const lons = outer.map(([lon = 0]) => lon);
      expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(1);
      expect(Math.max(...lons.map(Math.abs))).toBeLessThanOrEqual(180);
    }
  }
  const [strait, horseshoe, buoy, route] = zones;
  expect(strait?.geometry).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [
        expect.arrayContaining([
          [179.9, 51.3],
          [180, 51.32],
          [179.95, 51.32],
          [180, 51.4],
        ]),
      ],
      [
        expect.arrayContaining([
          [-179.9, 51.3],
          [-180, 51.36],
          [-179.95, 51.36],
        ]),
        [
          [-179.93, 51.37],
          [-179.93, 51.38],
          [-179.92, 51.38],
          [-179.92, 51.37],
          [-179.93, 51.37],
        ],
      ],
    ].map((rings) => rings),
  });
  expect(horseshoe?.geometry.coordinates).toHaveLength(3);
  expect(buoy?.source).toEqual({ type: 'Point', coordinates: [179.999, 51.3], radiusM: 500 });
  expect(buoy?.geometry.coordinates).toHaveLength(2);
  const held = (lon: number, lat: number) => route && booleanPointInPolygon([lon, lat], route.geometry);
  expect([held(-180, 52.0067), held(-179.99, 52.01), held(179.99, 52.02), held(0, 52.01)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('Z22 a shape that is cut already, or ends at the antimeridian, stays as it is', () => {
  const east = [
    [
      [-180, 51],
      [-179, 51],
      [-179, 52],
      [-180, 52],
      [-180, 51],
    ],
  ];
  const west = [
    [
      [179, 51],
      [180, 51],
      [180, 52],
      [179, 52],
      [179, 51],
    ],
  ];
  const both = { type: 'MultiPolygon', coordinates: [west, east] };
  expect(zoneGeometry(both, 'p')).toEqual(both);
  const touching = [
    [
      [179, 51],
      [-180, 51],
      [-180, 52],
      [179, 52],
      [179, 51],
    ],
  ];
  expect(zoneGeometry({ type: 'Polygon', coordinates: touching }, 'p')).toEqual({
    type: 'Polygon',
    coordinates: west,
  });
});
