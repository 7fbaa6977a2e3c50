import { resolve } from 'node:path';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToLineDistance } from '@turf/point-to-line-distance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPort, parsePort } from './port-file.ts';
import { zoneShape } from './zone-shape.ts';

const points = [
  [4.3, 51.3],
  [4.31, 51.305],
  [4.312, 51.298],
];
const widthM = 200;
const line = { type: 'LineString' as const, coordinates: points };

test('P17 a corridor holds what lies within half its width of the line, ends and bends included', () => {
  const { geometry } = zoneShape(line, { widthM }, 'p');
  for (const point of points) expect(booleanPointInPolygon(point, geometry)).toBe(true);
  let near = 0;
  const place = fc.tuple(
    fc.double({ min: 4.295, max: 4.317, noNaN: true }),
    fc.double({ min: 51.295, max: 51.308, noNaN: true }),
  );
  fc.assert(
    fc.property(place, (at) => {
      const offM = pointToLineDistance(at, line, { units: 'meters' });
      // 0.13 % of half the width by the corners of the joints, and a little for sphere against plane
      if (Math.abs(offM - widthM / 2) < 0.5) return;
      if (offM < widthM / 2) near++;
      expect(booleanPointInPolygon(at, geometry)).toBe(offM < widthM / 2);
    }),
    { seed: 17, numRuns: 3000 },
  );
  expect(near).toBeGreaterThan(200);
});

test('P17 what was drawn is kept, and can be read again with all the rest', () => {
  const port = loadPort(resolve(import.meta.dirname, '../../fixtures/zones/good-rules.geojson'));
  const [fairway, ring] = port.zones;
  expect(fairway?.source).toMatchObject({ type: 'LineString', widthM: 200 });
  expect(ring).toMatchObject({
    source: { type: 'Point', coordinates: [4.4, 51.3], radiusM: 300 },
    geometry: { type: 'Polygon' },
    validTo: '2027-01-01T00:00:00.000Z',
  });
  expect(ring?.rules[0]?.appliesTo).toMatchObject({ shipTypes: [70, 71, 72, 80], mmsis: [2052780] });
  const features = port.zones.map(({ id, geometry, ...properties }) => ({
    type: 'Feature',
    id,
    geometry,
    properties,
  }));
  expect(parsePort({ type: 'FeatureCollection', features }, 'p').zones).toEqual(port.zones);
});

const ruled = (rule: object, more: object = {}) => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 'a',
      geometry: { type: 'Point', coordinates: [4.3, 51.3] },
      properties: { kind: 'lock', radiusM: 50, rules: [rule], ...more },
    },
  ],
});
const who = (appliesTo: object) => ({ rule: 'zone.enter', appliesTo });
test.each([
  [{ rule: 'zone.dwell' }, 'rules[0].limitS is missing: zone.dwell needs it.'],
  [{ rule: 'zone.wrong-way' }, 'rules[0].axisDeg is missing: zone.wrong-way needs it.'],
  [{ rule: 'zone.wrong-way', axisDeg: 400 }, 'rules[0].axisDeg 400 is not a number from 0 to 360°.'],
  [{ rule: 'zone.capacity' }, 'rules[0].maxVessels is missing: zone.capacity needs it.'],
  [
    { rule: 'zone.stop', limitS: 5 },
    'rules[0].limitS has no meaning for zone.stop: it belongs to zone.dwell.',
  ],
  [who({ shipTypes: ['79-70'] }), 'rules[0].appliesTo.shipTypes[0] "79-70" is not a ship type'],
  [who({ flags: ['be'] }), 'rules[0].appliesTo.flags[0] "be" is not a flag'],
  [who({ mmsis: [] }), 'rules[0].appliesTo.mmsis [] is not a list with at least one item.'],
  [
    who({ exempt: [{ mmsi: 1, until: '2026-02-31' }] }),
    'appliesTo.exempt[0].until "2026-02-31" is not a day',
  ],
  [who({ exempt: [{ mmsi: -1, until: '2026-02-01' }] }), 'appliesTo.exempt[0].mmsi -1 is not an MMSI.'],
])('P18 rule %j is refused', (rule, fault) => {
  expect(() => parsePort(ruled(rule), 'p')).toThrow(fault);
});
