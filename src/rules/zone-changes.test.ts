import { beforeEach, expect, test } from 'vitest';
import { hazardOf, vesselOf } from '../../test/gateway-helpers.ts';
import { readZone } from '../config/zone.ts';
import type { Finding } from '../model/alert.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Zone } from '../model/zone.ts';
import { createZoneWatch, type ZoneWatch } from './zone-watch.ts';

const three = [{ rule: 'zone.enter' }, { rule: 'zone.exit' }, { rule: 'zone.speed', limitKn: 6, holdS: 30 }];
const box = (west: number, east: number, lat = 51.3): number[][][] => [
  [
    [west, lat],
    [east, lat],
    [east, lat + 0.01],
    [west, lat + 0.01],
    [west, lat],
  ],
];
function zoneOf(
  id: string,
  coordinates: number[][][],
  rules: readonly object[] = three,
  more: object = {},
): Zone {
  const zone = readZone({
    ...{ type: 'Feature', id, geometry: { type: 'Polygon', coordinates } },
    properties: { kind: 'dock', rules, ...more },
  });
  if (typeof zone === 'string') throw new Error(zone);
  return zone;
}
const a = zoneOf('a', box(4.3, 4.31));
const b = zoneOf('b', box(4.32, 4.33));
const outside = 4.28;
const inA = 4.305;

let watch: ZoneWatch;
let concerned: Set<number>;
let vessels: Map<number, Vessel>;
beforeEach(() => {
  watch = createZoneWatch([b, a]);
  concerned = new Set();
  vessels = new Map();
});
const brief = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ action, cause }) => `${action === 'raise' ? '+' : '-'}${cause.replace(/:0*(\d+)$/, ':$1')}`,
  );
function sail(mmsi: number, atS: number, lon: number, sogKn = 3, lat = 51.305): string[] {
  const before = vesselOf(mmsi, lon, lat, { hazard: hazardOf('confirmed') });
  const { kinematics } = before;
  const vessel = { ...before, kinematics: kinematics && { ...kinematics, sogKn, positionAtMs: atS * 1000 } };
  vessels.set(mmsi, vessel);
  return brief(watch.evaluate(vessel, atS * 1000).findings);
}
/** Other zones, and what comes of it for those concerned. */
function replace(...zones: Zone[]): { ended: string[]; judged: string[]; concerned: number[] } {
  concerned.clear();
  const ended = brief(watch.replace(zones, 60_000, concerned));
  const judged = [...concerned].flatMap((mmsi) => {
    const vessel = vessels.get(mmsi);
    return vessel ? brief(watch.evaluate(vessel, 60_000).findings) : [];
  });
  return { ended, judged, concerned: [...concerned].sort() };
}
const zonesOf = (mmsi: number): readonly string[] => {
  const vessel = vessels.get(mmsi);
  return vessel ? watch.evaluate(vessel, 60_000).zones : [];
};

test('Z24 vessels stay in zones that did not change, with what is open, whatever the order of the list', () => {
  sail(1, 0, inA, 9);
  expect(sail(1, 30, inA, 9)).toEqual(['+zone.speed:a:1']);
  const c = zoneOf('c', box(4.4, 4.41));
  expect(replace(a, c, b)).toEqual({ ended: [], judged: [], concerned: [] });
  expect(zonesOf(1)).toEqual(['a']);
  expect(sail(1, 40, 4.316)).toEqual(['-zone.enter:a:1', '+zone.exit:a:1', '-zone.speed:a:1']);
  expect(sail(1, 50, 4.325)).toEqual(['+zone.enter:b:1']);
});

test('Z24 the same shape read anew is the same zone', () => {
  sail(1, 0, inA);
  const again = zoneOf('a', box(4.3, 4.31), three, { note: 'told anew' });
  expect(replace(again, b)).toEqual({ ended: [], judged: [], concerned: [1] });
  expect(zonesOf(1)).toEqual(['a']);
});

test('Z25 a new zone, or one drawn over vessels, finds those inside without a report of theirs', () => {
  sail(1, 0, outside);
  sail(2, 0, inA);
  sail(3, 0, 4.36);
  const here = zoneOf('here', box(4.27, 4.29));
  expect(replace(a, b, here)).toEqual({ ended: [], judged: ['+zone.enter:here:1'], concerned: [1] });
  expect(zonesOf(1)).toEqual(['here']);
  const wide = zoneOf('b', box(4.32, 4.37));
  expect(replace(a, wide, here)).toEqual({ ended: [], judged: ['+zone.enter:b:3'], concerned: [3] });
});

test('Z25 the words are of a rule that began to concern the vessel there; the evidence names the version', () => {
  sail(1, 0, outside);
  concerned.clear();
  watch.replace([a, b, { ...zoneOf('here', box(4.27, 4.29)), version: 4 }], 60_000, concerned);
  const vessel = vessels.get(1);
  const [found] = vessel ? watch.evaluate(vessel, 60_000).findings : [];
  expect(found).toMatchObject({ action: 'raise', evidence: { zoneVersion: 4, passage: 'stays' } });
});

test('Z26 what is open by a zone or rule that is gone ends at once; other rules of the zone stand', () => {
  sail(1, 0, inA, 9);
  sail(1, 30, inA, 9);
  const slower = zoneOf('a', box(4.3, 4.31), [{ rule: 'zone.speed', limitKn: 8, holdS: 30 }]);
  expect(replace(slower, b)).toEqual({ ended: ['-zone.enter:a:1'], judged: [], concerned: [1] });
  expect(replace(b)).toEqual({ ended: ['-zone.speed:a:1'], judged: [], concerned: [1] });
  expect(zonesOf(1)).toEqual([]);
  expect(sail(1, 60, outside)).toEqual([]);
});

test('Z26 a new rule of a zone that did not move is judged for those inside', () => {
  const silent = zoneOf('a', box(4.3, 4.31), []);
  replace(silent, b);
  expect(sail(1, 0, inA)).toEqual([]);
  expect(replace(a, b).judged).toEqual(['+zone.enter:a:1']);
});

test('Z27 a vessel from under which a zone is drawn away has not left it', () => {
  sail(1, 0, inA);
  const moved = zoneOf('a', box(4.35, 4.36));
  expect(replace(moved, b)).toEqual({ ended: [], judged: ['-zone.enter:a:1'], concerned: [1] });
  expect(zonesOf(1)).toEqual([]);
  expect(sail(1, 70, 4.3055)).toEqual([]);
});

test('Z28 a crowd is known when the rule changes, and ends with its zone', () => {
  const crowd = (maxVessels: number) => zoneOf('a', box(4.3, 4.31), [{ rule: 'zone.capacity', maxVessels }]);
  replace(crowd(2), b);
  for (const mmsi of [1, 2]) expect(sail(mmsi, 0, inA)).toEqual([]);
  expect(replace(crowd(1), b).judged).toEqual(['+zone.capacity:a']);
  expect(replace(crowd(3), b).judged).toEqual(['-zone.capacity:a']);
  expect(replace(crowd(1), b).judged).toEqual(['+zone.capacity:a']);
  expect(replace(b).ended).toEqual(['-zone.capacity:a']);
});

test('Z29 hours given to a zone count at once', () => {
  sail(1, 0, inA);
  const over = zoneOf('a', box(4.3, 4.31), three, { validTo: '1970-01-01T00:00:30Z' });
  expect(replace(over, b)).toEqual({ ended: ['-zone.enter:a:1'], judged: [], concerned: [1] });
  expect(zonesOf(1)).toEqual(['a']);
  expect(replace(a, b).judged).toEqual(['+zone.enter:a:1']);
});

test('Z23 a line over the antimeridian goes the short way round, and meets the zones on both sides', () => {
  const east = zoneOf('east', box(-179.99, -179.98));
  const west = zoneOf('west', box(179.98, 179.99));
  const far = zoneOf('far', box(4.3, 4.31));
  const both = zoneOf('both', [
    [
      [179.995, 51.3],
      [-179.995, 51.3],
      [-179.995, 51.31],
      [179.995, 51.31],
      [179.995, 51.3],
    ],
  ]);
  for (const [mmsi, from, to] of [
    [1, 179.97, -179.97],
    [2, -179.97, 179.97],
  ] as const) {
    watch = createZoneWatch([east, west, far, both]);
    sail(mmsi, 0, from);
    const found = sail(mmsi, 60, to).filter((f) => f.startsWith('+zone.enter'));
    expect(found.sort()).toEqual(['both', 'east', 'west'].map((id) => `+zone.enter:${id}:${mmsi}`));
  }
});

test('Z23 the margin of a zone that ends at the antimeridian lies behind it', () => {
  watch = createZoneWatch([zoneOf('west', box(179.98, 180))]);
  expect(sail(1, 0, 179.995)).toEqual(['+zone.enter:west:1']);
  expect(sail(1, 10, -179.9997)).toEqual([]);
  expect(sail(1, 20, -179.99)).toEqual(['-zone.enter:west:1', '+zone.exit:west:1']);
});
