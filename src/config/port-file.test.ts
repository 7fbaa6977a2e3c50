import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPort, parsePort } from './port-file.ts';

const shapes = resolve(import.meta.dirname, '../../fixtures/zones');

function faultOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'accepted';
}

const square = [
  [4.3, 51.3],
  [4.31, 51.3],
  [4.31, 51.31],
  [4.3, 51.31],
  [4.3, 51.3],
];
const feature = (properties: object, more: object = {}): object => ({
  type: 'Feature',
  id: 'royers',
  geometry: { type: 'Polygon', coordinates: [square] },
  properties: { name: 'Royerssluis', kind: 'lock', ...properties },
  ...more,
});
const port = (...features: object[]): object => ({
  type: 'FeatureCollection',
  name: 'Test port',
  features,
});
const withRule = (rule: unknown) => () => parsePort(port(feature({ rules: [rule] })), 'p.geojson');

describe('port file', () => {
  test('P10 what is not given takes its default', () => {
    const read = parsePort(port(feature({ rules: [{ rule: 'zone.enter' }] })), 'p.geojson');
    expect(read).toEqual({
      name: 'Test port',
      note: null,
      bbox: [4.3, 51.3, 4.31, 51.31],
      zones: [
        {
          id: 'royers',
          name: 'Royerssluis',
          kind: 'lock',
          geometry: { type: 'Polygon', coordinates: [square] },
          exitMarginM: 30,
          approximate: false,
          uncertaintyM: null,
          note: null,
          rules: [
            {
              rule: 'zone.enter',
              severity: 'info',
              appliesTo: {
                hazard: ['confirmed', 'suspected'],
                classes: null,
                minCones: null,
                minLengthM: null,
              },
              limitKn: null,
              holdS: 60,
            },
          ],
        },
      ],
    });
  });

  test('P10 a zone that was read can be written and read again', () => {
    const rules = [{ rule: 'zone.speed', limitKn: 6, severity: 'alarm' }, { rule: 'zone.exit' }];
    const once = parsePort(port(feature({ rules, uncertainty_m: 80, note: 'n' })), 'p');
    const again = once.zones.map(({ id, geometry, ...properties }) => ({
      type: 'Feature',
      id,
      geometry,
      properties,
    }));
    expect(parsePort(port(...again), 'p').zones).toEqual(once.zones);
  });

  const known =
    'known: zone.enter, zone.exit, zone.speed, zone.dwell, zone.stop, zone.capacity, zone.wrong-way.';
  test.each([
    [{ rule: 'zone.entre' }, `rules[0].rule "zone.entre" is not known; ${known}`],
    [{}, `rules[0].rule nothing is not known; ${known}`],
    [
      { rule: 'zone.enter', severty: 'info' },
      'rules[0].severty is not known; known: rule, severity, appliesTo, limitKn, holdS, limitS',
    ],
    [{ rule: 'zone.enter', severity: 'loud' }, 'rules[0].severity "loud" is not known'],
    [
      { rule: 'zone.enter', appliesTo: { hazards: ['confirmed'] } },
      'rules[0].appliesTo.hazards is not known',
    ],
    [
      { rule: 'zone.enter', appliesTo: { hazard: ['dangerous'] } },
      'rules[0].appliesTo.hazard[0] "dangerous" is not known; known: confirmed, suspected, unknown',
    ],
    [
      { rule: 'zone.enter', appliesTo: { hazard: [] } },
      'rules[0].appliesTo.hazard [] is not a list with at least one',
    ],
    [
      { rule: 'zone.enter', appliesTo: { classes: ['base'] } },
      'rules[0].appliesTo.classes[0] "base" is not known; known: A, B, inland, sart, sar.',
    ],
    [
      { rule: 'zone.enter', appliesTo: { minCones: 4 } },
      'rules[0].appliesTo.minCones 4 is not a whole number from 0 to 3.',
    ],
    [{ rule: 'zone.speed' }, 'rules[0].limitKn is missing: zone.speed needs it.'],
    [{ rule: 'zone.speed', limitKn: '6' }, 'rules[0].limitKn "6" is not a number from 0.1 to 102.2 kn.'],
    [{ rule: 'zone.speed', limitKn: 0 }, 'rules[0].limitKn 0 is not a number'],
    [{ rule: 'zone.exit', limitKn: 6 }, 'rules[0].limitKn has no meaning for zone.exit'],
    [{ rule: 'zone.speed', limitKn: 6, holdS: -1 }, 'rules[0].holdS -1 is not a number from 0 to 3600 s.'],
    ['zone.enter', 'rules[0] "zone.enter" is not an object.'],
  ])('P11 rule %j is refused', (rule, fault) => {
    expect(faultOf(withRule(rule))).toContain(`p.geojson: feature 0 "Royerssluis": ${fault}`);
  });

  test.each([
    [{ kind: 'sluice' }, 'kind "sluice" is not known; known: river, dock, lock'],
    [{ rules: { rule: 'zone.enter' } }, 'rules {"rule":"zone.enter"} is not a list.'],
    [
      { rules: [{ rule: 'zone.exit' }, { rule: 'zone.exit' }] },
      'rules[1].rule "zone.exit" stands twice: a zone has each rule once.',
    ],
    [{ exitMarginM: '30' }, 'exitMarginM "30" is not a number'],
    [{ approximate: 'yes' }, 'approximate "yes" is not true or false.'],
    [{ uncertainty_m: -5 }, 'uncertainty_m -5 is not a number from 0'],
    [{ id: '' }, 'id "" is not a text.'],
    [{ note: 7 }, 'note 7 is not a text.'],
  ])('P12 properties %j are refused', (properties, fault) => {
    expect(faultOf(() => parsePort(port(feature(properties)), 'p.geojson'))).toContain(
      `p.geojson: feature 0 "Royerssluis": ${fault}`,
    );
  });

  test.each([
    [[], 'p: is not a GeoJSON FeatureCollection.'],
    [null, 'p: is not a GeoJSON FeatureCollection.'],
    [feature({}), 'p: is not a GeoJSON FeatureCollection.'],
    [port(), 'p: features has no zone.'],
    [port({ type: 'feature' }), 'p: feature 0: {"type":"feature"} is not a Feature.'],
    [port(feature({}, { properties: 'x' })), 'p: feature 0: properties "x" is not an object.'],
    [port(feature({}, { id: null })), 'p: feature 0 "Royerssluis": id is missing'],
    [
      port(feature({}), feature({ name: 'Kallosluis' })),
      'p: feature 1 "Kallosluis": id "royers" is already taken by feature 0.',
    ],
  ])('P12 file %# is refused', (json, fault) => {
    expect(faultOf(() => parsePort(json, 'p'))).toContain(fault);
  });

  const faults: Record<string, string> = {
    'bow-tie-antimeridian': 'coordinates[0] crosses itself at [180,51.35]',
    pole: 'coordinates[0] runs round a pole, which no zone may hold',
    'bow-tie': 'coordinates[0] crosses itself at [4.305,51.305]',
    'bow-tie-in-multi': 'coordinates[1][0] crosses itself at [4.305,51.305]',
    'empty-multi': 'coordinates has no polygon',
    'hole-outside': 'coordinates[1] is a hole that leaves its polygon at [4.5,51.5]',
    'no-area': 'coordinates[0] encloses no area',
    'no-rings': 'coordinates has no ring',
    'null-coordinate': 'coordinates[0][0] [4.3,null] is not a position [lon, lat]',
    'null-geometry': 'type nothing is not Polygon, MultiPolygon, LineString or Point',
    'one-point': 'coordinates[0] encloses no area',
    'open-ring': 'coordinates[0] is not closed: it begins at [4.3,51.3] and ends at [4.3,51.31]',
    'out-of-range': 'coordinates[0][1] [190, 51.3] is outside WGS 84: lon must be within ±180',
    swapped:
      'coordinates[0][0] [-33.9, 151.2] is outside WGS 84: lon must be within ±180 and lat within ±90; lat and lon may be swapped.',
    'text-coordinate': 'coordinates[0][0] ["4.3",51.3] is not a position [lon, lat]',
    'three-positions': 'coordinates[0] has 3 positions; a ring needs at least 4',
  };
  /** Of corridors, circles and hours: the field is not always the geometry. */
  const shapeFaults: Record<string, string> = {
    'line.geojson': 'widthM is missing: a LineString needs it.',
    'point.geojson': 'radiusM is missing: a Point needs it.',
    'circle-negative.geojson': 'radiusM -5 is not a number from 1 to 50000 m.',
    'corridor-no-length.geojson': 'geometry.coordinates has no length.',
    'circle-pole.geojson': 'geometry reaches nearer than 1° to a pole',
    'polygon-width.geojson': 'widthM has no meaning here: it belongs to a LineString.',
    'bad-hours.geojson': 'schedule[0].from "7:00" is not a time of day',
    'bad-validity.geojson': 'validTo "2026-01-01" is not after validFrom "2026-02-01".',
  };
  test.each(readdirSync(shapes).filter((f) => !f.startsWith('good-')))('P13 %s is refused', (file) => {
    const fault = shapeFaults[file] ?? faults[file.replace('.geojson', '')];
    expect(fault).toBeDefined();
    expect(faultOf(() => loadPort(join(shapes, file)))).toContain(
      `${file}: feature 1 "Bad Lock": ${shapeFaults[file] === undefined ? 'geometry.' : ''}${fault}`,
    );
  });

  const circle = (positions: number): number[][] =>
    Array.from({ length: positions }, (_, i) => {
      const angle = (2 * Math.PI * (i % (positions - 1))) / (positions - 1);
      return [4.3 + 0.01 * Math.cos(angle), 51.3 + 0.01 * Math.sin(angle)];
    });
  test('P13 a ring may have 4,000 positions and no more', () => {
    const load = (ring: number[][]) =>
      parsePort(port(feature({}, { geometry: { type: 'Polygon', coordinates: [ring] } })), 'p');
    expect(load(circle(4000)).zones).toHaveLength(1);
    expect(faultOf(() => load(circle(4001)))).toContain('has 4001 positions; at most 4000 are taken');
    const touching = [...square.slice(0, 2), [4.3, 51.305], ...square.slice(2)];
    expect(faultOf(() => load(touching))).toContain('crosses itself at [4.3,51.305]');
  });

  test('P13 every expected fault has its file', () => {
    expect(readdirSync(shapes).length).toBe(Object.keys(faults).length + Object.keys(shapeFaults).length + 3);
  });

  test('P14 repeated points, altitudes, holes and several parts are taken', () => {
    const [, repeated, parts] = loadPort(join(shapes, 'good-shapes.geojson')).zones;
    expect(repeated?.geometry).toEqual({
      type: 'Polygon',
      coordinates: [square],
    });
    expect(parts?.geometry.coordinates.flat(2)).toHaveLength(15);
    expect(parts?.geometry.coordinates.flat(2)).toContainEqual([4.504, 51.502]);
  });

  test('P15 a file that cannot be read or is no JSON is named', () => {
    expect(faultOf(() => loadPort('/nowhere/port.geojson'))).toMatch(
      /^port.geojson: the port file cannot be read/,
    );
    expect(faultOf(() => loadPort(import.meta.filename))).toMatch(/^port-file.test.ts: is not JSON/);
  });
});
