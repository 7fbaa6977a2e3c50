import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { unknownHazard } from '../model/vessel.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';
import { meetsBorder } from './geometry/zone-index.ts';
import { sampleFix, sampleVessel, sampleZone } from './sample-vessel.test-data.ts';
import { createZoneLaws, hazardBits } from './zone-law.ts';
import { createZoneWatch } from './zone-watch.ts';

const seeded = { seed: 20261125, numRuns: 150 };
const part = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000);

const who = { classes: null, minCones: null, minLengthM: null };
const enter: ZoneRule = {
  ...{ rule: 'zone.enter', severity: 'warning', limitKn: null, holdS: 0 },
  appliesTo: { ...who, hazard: ['suspected'] },
};

/** A star a kilometre or two wide, near the others. Who is outside has left: without a margin the answer is Turf's. */
const zone = fc
  .tuple(part, part, fc.array(fc.integer({ min: 3, max: 12 }), { minLength: 3, maxLength: 24 }))
  .map(([x, y, radii]): Zone => {
    const ring = radii.map((r, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [4.3 + 0.01 * x + 0.001 * r * Math.cos(angle), 51.3 + 0.01 * y + 0.001 * r * Math.sin(angle)];
    });
    const geometry: Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
    return sampleZone({ geometry, rules: [enter], exitMarginM: 0 });
  });
const zones = fc
  .array(zone, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((z, i): Zone => ({ ...z, id: `z${i}` })));
/** Steps of a few metres, and now and then of some hundred. */
const steps = fc.array(fc.tuple(part, part, fc.constantFrom(0.0001, 0.0005, 0.0005, 0.005)), {
  minLength: 40,
  maxLength: 80,
});

test('Z55 a vessel that goes about by steps is at each in the zones that Turf says, and has crossed those whose border lay between', () => {
  let held = 0;
  let crossings = 0;
  fc.assert(
    fc.property(zones, steps, zones, (first, walk, then) => {
      const watch = createZoneWatch(first);
      let now: readonly Zone[] = first;
      let [lon, lat] = [4.3, 51.3];
      let before: readonly string[] = [];
      for (const [i, [x, y, length]] of walk.entries()) {
        const [lon0, lat0] = [lon, lat];
        // at half of the way other zones come under the same ids
        const isNew = i === Math.floor(walk.length / 2);
        if (isNew) {
          now = then;
          watch.replace(now, 0, new Set());
        }
        // to and fro, so that she stays near
        lon += x * length + 0.02 * (4.3 - lon);
        lat += y * length + 0.02 * (51.3 - lat);
        const kinematics = sampleFix({ lon, lat, positionAtMs: i * 10_000 });
        const judged = watch.evaluate(sampleVessel({ kinematics }), 0);
        const inside = now.filter(({ geometry }) => booleanPointInPolygon([lon, lat], geometry));
        const ids = inside.map(({ id }) => id);
        expect(judged.zones).toEqual(ids);
        held += ids.length;
        if (i > 0 && !isNew) {
          const crossed = now
            .filter(
              ({ id, geometry }) =>
                !ids.includes(id) && !before.includes(id) && meetsBorder(geometry, lon0, lat0, lon, lat),
            )
            .map(({ id }) => `zone.enter:${id}:205278090`);
          const said = judged.findings.map(({ cause }) => cause);
          expect(said.filter((cause, k) => said.indexOf(cause) < k)).toEqual(crossed);
          crossings += crossed.length;
        }
        before = ids;
      }
    }),
    seeded,
  );
  expect(held).toBeGreaterThan(5_000);
  expect(crossings).toBeGreaterThan(20);
});

const square: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [4.29, 51.29],
      [4.31, 51.29],
      [4.31, 51.31],
      [4.29, 51.31],
      [4.29, 51.29],
    ],
  ],
};

test('Z55 a vessel that was kept by the margin of a zone leaves it, though no border runs between', () => {
  const coordinates = square.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + 0.05, lat]));
  const watch = createZoneWatch([
    sampleZone({ id: 'a', geometry: square, exitMarginM: 30 }),
    sampleZone({ id: 'b', geometry: { type: 'Polygon', coordinates } }),
  ]);
  const held = [4.305, 4.31007, 4.31021, 4.31035, 4.31049, 4.312, 4.31].map((lon, i) => {
    const kinematics = sampleFix({ lon, positionAtMs: i * 10_000 });
    return watch.evaluate(sampleVessel({ kinematics }), 0).zones.length;
  });
  expect(held).toEqual([1, 1, 1, 1, 0, 0, 1]);
});

test('Z58 a zone that concerns no such vessel is passed by, until vessel or rule is another', () => {
  const [a, b] = ['a', 'b'].map((id) => sampleZone({ id, geometry: square, rules: [{ ...enter }] }));
  if (a === undefined || b === undefined) throw new Error('two zones');
  const watch = createZoneWatch([a, b]);
  let atMs = 0;
  const causes = (state: 'unknown' | 'suspected'): string[] => {
    atMs += 10_000;
    const kinematics = sampleFix({ positionAtMs: atMs });
    const vessel = sampleVessel({ kinematics, hazard: { ...unknownHazard, state } });
    return watch.evaluate(vessel, atMs).findings.map(({ action, cause }) => `${action} ${cause}`);
  };
  expect(causes('unknown')).toEqual([]);
  expect(causes('suspected')).toEqual(['raise zone.enter:a:205278090', 'raise zone.enter:b:205278090']);
  expect(causes('unknown')).toEqual(['clear zone.enter:a:205278090', 'clear zone.enter:b:205278090']);
  const also: ZoneRule = { ...enter, appliesTo: { ...who, hazard: ['unknown'] } };
  watch.replace([a, { ...b, rules: [also] }], atMs, new Set());
  expect(causes('unknown')).toEqual(['raise zone.enter:b:205278090']);
  expect(causes('suspected')).toEqual(['raise zone.enter:a:205278090', 'clear zone.enter:b:205278090']);
});

test('Z59 zones with the same rules share them, as long as they have the same, and nothing is kept of zones that are gone', () => {
  const speed: ZoneRule = { ...enter, rule: 'zone.speed', limitKn: 6, holdS: 30 };
  const zoneOf = (...rules: ZoneRule[]): Zone => sampleZone({ rules: structuredClone(rules) });
  const laws = createZoneLaws([zoneOf(enter), zoneOf(enter, speed), zoneOf(enter)]);
  expect(laws.of(2)).toBe(laws.of(0));
  expect(laws.of(1)).not.toBe(laws.of(0));
  expect(laws.of(0)).toEqual({ rules: [enter], hazards: hazardBits.suspected, counts: false });
  laws.put(2, zoneOf(enter, speed));
  expect(laws.of(2)).toBe(laws.of(1));
  laws.put(0, undefined);
  expect(laws.of(0).rules).toEqual([]);
  const before = laws.size;
  for (let limitKn = 1; limitKn < 100; limitKn++) laws.put(0, zoneOf({ ...speed, limitKn }));
  expect([before, laws.size]).toEqual([1, 2]);
});
