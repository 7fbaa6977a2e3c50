import { resolve } from 'node:path';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { raised } from '../src/alerts/life.ts';
import { loadPort, parsePort } from '../src/config/port-file.ts';
import { presentZone } from '../src/gateway/present.ts';
import { ZoneFeature } from '../src/protocol/port.ts';
import { createZoneIndex } from '../src/rules/geometry/zone-index.ts';

const feature = (id: string, type: string, coordinates: unknown, size: object) => ({
  type: 'Feature',
  id,
  geometry: { type, coordinates },
  properties: { kind: 'river', ...size },
});
const bend = [
  [4.3, 51.3],
  [4.31, 51.305],
  [4.312, 51.298],
];
const { zones } = parsePort(
  {
    type: 'FeatureCollection',
    features: [
      feature('corridor', 'LineString', bend, { widthM: 200 }),
      feature('circle', 'Point', [4.305, 51.302], { radiusM: 300 }),
    ],
  },
  'p',
);
const index = createZoneIndex(zones);
const rings = zones.flatMap(({ geometry: g }) =>
  g.type === 'Polygon' ? g.coordinates : g.coordinates.flat(),
);
const corner = fc.constantFrom(...rings.flat());
const edge = fc
  .constantFrom(...rings)
  .chain((ring) =>
    fc.tuple(
      fc.constant(ring),
      fc.integer({ min: 1, max: ring.length - 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
  )
  .map(([ring, i, share]) => {
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = [ring[i - 1], ring[i]];
    return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
  });
const anywhere = fc
  .tuple(fc.double({ min: 4.29, max: 4.32, noNaN: true }), fc.double({ min: 51.29, max: 51.31, noNaN: true }))
  .map(([lon, lat]) => [lon, lat]);

test('Z1 Z6 corridors and circles hold what Turf says, corners and edges included, and are left as it measures', () => {
  const hits: number[] = [];
  fc.assert(
    fc.property(fc.oneof(corner, edge, anywhere), ([lon = 0, lat = 0]) => {
      index.at(lon, lat, hits);
      zones.forEach(({ geometry }, i) => {
        const inside = booleanPointInPolygon([lon, lat], geometry);
        expect(hits.includes(i)).toBe(inside);
        if (inside) return;
        const offM = pointToPolygonDistance([lon, lat], geometry, { units: 'meters' });
        expect(index.clearOf(i, lon, lat, 30)).toBe(offM > 30);
      });
    }),
    { seed: 6, numRuns: 1500 },
  );
});

test('P17 GET /zones gives shape, rules and hours as its schema says, and they are read again', () => {
  const port = loadPort(resolve(import.meta.dirname, '../fixtures/zones/good-rules.geojson'));
  const features = port.zones.map(presentZone);
  for (const zone of features) expect([...Value.Errors(ZoneFeature, zone)]).toEqual([]);
  const again = parsePort(JSON.parse(JSON.stringify({ type: 'FeatureCollection', features })), 'p');
  expect(again.zones).toEqual(port.zones);
});

test('Z19 the other vessels of a finding are those of its alert, with nine digits', () => {
  const finding = {
    action: 'raise',
    cause: 'zone.capacity:z',
    kind: 'zone.capacity',
    severity: 'warning',
    mmsi: 205278090,
    others: [2052780],
    zoneId: 'z',
    position: null,
    title: 'title',
    text: 'text',
    evidence: {},
  } as const;
  expect(raised(finding, 'a1', 1, '2026-11-25T00:00:00Z').others).toEqual(['002052780']);
});
