import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../model/alert.ts';
import { type Hazard, type HazardState, unknownHazard, type Vessel } from '../model/vessel.ts';
import type { AppliesTo, Zone, ZoneRule } from '../model/zone.ts';
import { sampleFix, sampleVessel } from './sample-vessel.test-data.ts';
import { createZoneWatch, type ZoneWatch } from './zone-watch.ts';

const anyone: AppliesTo = {
  hazard: ['confirmed', 'suspected'],
  classes: null,
  minCones: null,
  minLengthM: null,
};
const rule = (kind: ZoneRule['rule'], more: Partial<ZoneRule> = {}): ZoneRule => ({
  rule: kind,
  severity: 'caution',
  appliesTo: anyone,
  limitKn: kind === 'zone.speed' ? 6 : null,
  holdS: 30,
  ...more,
});

/** A square of 0.01° (about 700 m by 1,100 m) with its south-west corner at `west`, 51.30. */
const square = (id: string, west: number, rules: readonly ZoneRule[]): Zone => ({
  id,
  name: `Dock ${id}`,
  kind: 'dock',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 51.3],
        [west + 0.01, 51.3],
        [west + 0.01, 51.31],
        [west, 51.31],
        [west, 51.3],
      ],
    ],
  },
  rules,
  exitMarginM: 30,
  approximate: true,
  uncertaintyM: 100,
  note: null,
});
const three = [rule('zone.enter'), rule('zone.exit'), rule('zone.speed')];
const zones = [square('b', 4.32, three), square('a', 4.3, three), square('plain', 4.3, [])];
const outside = 4.28;
const inA = 4.305;
const between = 4.315;

const hazard = (state: HazardState, more: Partial<Hazard> = {}): Hazard => ({
  ...unknownHazard,
  state,
  ...more,
});
const tanker = (more: Partial<Vessel> = {}): Vessel =>
  sampleVessel({
    mmsi: 2052780,
    hazard: hazard('confirmed', {
      cones: 2,
      evidence: [{ source: 'inland-ais', value: '2 cones', atMs: 0 }],
    }),
    ...more,
  });

let watch: ZoneWatch;
beforeEach(() => {
  watch = createZoneWatch(zones);
});

/** Moves the vessel and says what was found, as `+cause` and `-cause`. */
function sail(vessel: Vessel, atS: number, lon: number, sogKn: number | null = 3, lat = 51.305): string[] {
  vessel.kinematics = sampleFix({ lon, lat, sogKn, headingDeg: null, positionAtMs: atS * 1000 });
  return brief(watch.evaluate(vessel, atS * 1000 + 500).findings);
}
const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? '+' : '-'}${f.cause}`);
const enterA = 'zone.enter:a:002052780';
const exitA = 'zone.exit:a:002052780';
const speedA = 'zone.speed:a:002052780';

describe('zone watch', () => {
  test('Z2 the zones of a vessel are sorted, and stay the same array until they change', () => {
    const v = tanker();
    sail(v, 0, outside);
    const none = watch.evaluate(v, 0).zones;
    expect(none).toEqual([]);
    sail(v, 10, inA);
    const inside = watch.evaluate(v, 0).zones;
    expect(inside).toEqual(['a', 'plain']);
    sail(v, 20, inA + 0.001);
    expect(watch.evaluate(v, 0).zones).toBe(inside);
    sail(v, 30, between);
    expect(watch.evaluate(v, 0).zones).toEqual([]);
  });

  test('Z3 Z8 entering opens zone.enter and ends zone.exit, leaving the other way round', () => {
    const v = tanker();
    expect(sail(v, 0, outside)).toEqual([]);
    expect(sail(v, 10, inA)).toEqual([`+${enterA}`]);
    expect(sail(v, 20, inA)).toEqual([]);
    expect(sail(v, 30, between)).toEqual([`-${enterA}`, `+${exitA}`]);
    expect(sail(v, 40, between)).toEqual([]);
    expect(sail(v, 50, inA)).toEqual([`+${enterA}`, `-${exitA}`]);
  });

  test('Z4 a vessel first heard inside is reported as such', () => {
    const v = tanker();
    expect(watch.evaluate(v, 0)).toEqual({ findings: [], zones: [] });
    expect(sail(v, 0, inA)).toEqual([`+${enterA}`]);
    const w = tanker({ mmsi: 7 });
    sail(w, 0, inA);
    const [found] = createZoneWatch(zones).evaluate(w, 0).findings;
    expect(found?.action === 'raise' && found.evidence).toMatchObject({ firstHeard: true });
    expect(found?.action === 'raise' && found.title).toBe('Hazardous vessel inside Dock a');
  });

  test('Z5 cargo that becomes known inside raises there, and what no longer applies ends all', () => {
    const v = tanker({ hazard: hazard('unknown') });
    expect(sail(v, 0, inA, 9)).toEqual([]);
    v.hazard = hazard('suspected');
    expect(brief(watch.evaluate(v, 1000).findings)).toEqual([`+${enterA}`]);
    expect(sail(v, 30, inA, 9)).toEqual([`+${speedA}`]);
    v.hazard = hazard('none-declared');
    expect(brief(watch.evaluate(v, 31_000).findings)).toEqual([`-${enterA}`, `-${speedA}`]);
    v.hazard = hazard('confirmed');
    watch.evaluate(v, 32_000);
    expect(sail(v, 40, between)).toEqual([`-${enterA}`, `+${exitA}`]);
    v.hazard = hazard('none-declared');
    expect(brief(watch.evaluate(v, 41_000).findings)).toEqual([`-${exitA}`]);
  });

  test('Z6 wavering about a border does not flap: a vessel has left beyond the exit margin only', () => {
    const metre = 1 / (111_195 * Math.cos((51.305 * Math.PI) / 180));
    const border = 4.31;
    const v = tanker();
    const seen = sail(v, 0, border - 5 * metre);
    for (let i = 1; i <= 100; i++) seen.push(...sail(v, i * 10, border + (i % 2 ? 25 : -25) * metre));
    expect(seen).toEqual([`+${enterA}`]);
    expect(watch.evaluate(v, 0).zones).toEqual(['a', 'plain']);
    expect(sail(v, 2000, border + 32 * metre)).toEqual([`-${enterA}`, `+${exitA}`]);
    expect(sail(v, 2010, border + 25 * metre)).toEqual([]);
    expect(sail(v, 2020, border - 1 * metre)).toEqual([`+${enterA}`, `-${exitA}`]);
  });

  test('Z7 a zone crossed between two positions is entered and left', () => {
    const v = tanker();
    sail(v, 0, outside);
    expect(sail(v, 600, between)).toEqual([`+${enterA}`, `-${enterA}`, `+${exitA}`]);
    expect(watch.evaluate(v, 0).zones).toEqual([]);
    expect(sail(v, 700, outside)).toEqual([`+${enterA}`, `-${enterA}`, `-${exitA}`, `+${exitA}`]);
    expect(sail(v, 710, outside)).toEqual([]);
  });

  test('Z7 not after more than ten minutes, nor round the world, nor past the zone', () => {
    const v = tanker();
    sail(v, 0, outside);
    expect(sail(v, 601, between)).toEqual([]);
    expect(sail(v, 610, 179.9)).not.toEqual([]);
    expect(sail(v, 620, -179.9)).toEqual([]);
    const w = tanker({ mmsi: 7 });
    sail(w, 0, outside, 3, 51.32);
    expect(sail(w, 10, 4.35, 3, 51.32)).toEqual([]);
  });

  test('Z9 speed is judged by the time of the positions', () => {
    const v = tanker();
    sail(v, 0, inA, 7);
    expect(sail(v, 29, inA, 7)).toEqual([]);
    expect(sail(v, 30, inA, 7)).toEqual([`+${speedA}`]);
    expect(sail(v, 40, between, 7)).toContain(`-${speedA}`);
  });

  test.each<[string, Partial<AppliesTo>, Partial<Vessel>, boolean]>([
    ['class named', { classes: ['inland'] }, { class: 'inland' }, true],
    ['class not named', { classes: ['inland'] }, {}, false],
    ['cones enough', { minCones: 2 }, {}, true],
    ['cones too few', { minCones: 3 }, {}, false],
    ['cones not heard', { minCones: 0 }, { hazard: hazard('suspected') }, false],
    ['long enough', { minLengthM: 110 }, { lengthM: 110 }, true],
    ['length not heard', { minLengthM: 110 }, {}, false],
    ['unknown named', { hazard: ['unknown'] }, { hazard: hazard('unknown') }, true],
    ['unknown not named', {}, { hazard: hazard('unknown') }, false],
  ])('Z10 %s', (_, appliesTo, vessel, expected) => {
    const only = rule('zone.enter', { appliesTo: { ...anyone, ...appliesTo } });
    watch = createZoneWatch([square('a', 4.3, [only])]);
    expect(sail(tanker(vessel), 0, inA)).toHaveLength(expected ? 1 : 0);
  });

  test('Z11 base stations and aids to navigation are not watched, also when found to be one later', () => {
    expect(sail(tanker({ class: 'base' }), 0, inA)).toEqual([]);
    expect(watch.evaluate(tanker({ class: 'aton' }), 0)).toEqual({ findings: [], zones: [] });
    expect(watch.size).toBe(0);
    const v = tanker();
    sail(v, 0, inA);
    v.class = 'base';
    expect(brief(watch.evaluate(v, 0).findings)).toEqual([`-${enterA}`]);
    expect(watch.evaluate(v, 0).zones).toEqual([]);
  });

  test('Z12 after a restart what is open is not raised again, and is cleared when it ends', () => {
    expect(watch.restore([enterA, speedA, 'cpa:1:2'])).toEqual([]);
    const v = tanker();
    expect(sail(v, 100, inA, 7)).toEqual([]);
    expect(watch.evaluate(v, 0).zones).toEqual(['a', 'plain']);
    expect(sail(v, 110, between)).toEqual([`-${enterA}`, `+${exitA}`, `-${speedA}`]);
  });

  test('Z12 a vessel that left while the server was down has left; one that came back has entered', () => {
    watch.restore([enterA]);
    expect(sail(tanker(), 100, between)).toEqual([`-${enterA}`, `+${exitA}`]);
    watch = createZoneWatch(zones);
    watch.restore([exitA]);
    expect(sail(tanker(), 100, inA)).toEqual([`+${enterA}`, `-${exitA}`]);
  });

  test('Z12 open causes of zones or rules that are gone end at once', () => {
    const gone = ['zone.enter:gone:002052780', 'zone.enter:plain:002052780'];
    expect(brief(watch.restore(gone))).toEqual(gone.map((cause) => `-${cause}`));
    expect(watch.size).toBe(0);
  });

  test('Z13 forgetting a vessel ends what is open about it and keeps nothing', () => {
    const v = tanker();
    sail(v, 0, inA, 9);
    sail(v, 30, inA, 9);
    expect(brief(watch.forget(v.mmsi))).toEqual([`-${enterA}`, `-${speedA}`]);
    expect(watch.forget(v.mmsi)).toEqual([]);
    expect(watch.size).toBe(0);
  });
});
