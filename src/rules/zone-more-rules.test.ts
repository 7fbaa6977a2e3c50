import { circle } from '@turf/circle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hazard, unknownHazard, type Vessel } from '../model/vessel.ts';
import type { AppliesTo, Zone, ZoneRule } from '../model/zone.ts';
import { calm, type Hold } from './hold.ts';
import { concerns } from './passage.ts';
import { sampleFix, sampleVessel, sampleZone } from './sample-vessel.test-data.ts';
import { zoneDwell } from './zone-dwell.ts';
import { zoneStop } from './zone-stop.ts';
import { inForce } from './zone-validity.ts';
import { createZoneWatch } from './zone-watch.ts';
import { angleBetween, zoneWrongWay } from './zone-wrong-way.ts';

const anyone: AppliesTo = {
  hazard: ['unknown', 'confirmed'],
  classes: null,
  minCones: null,
  minLengthM: null,
};
const vesselOf = (mmsi: number, more: Partial<Vessel> = {}): Vessel =>
  sampleVessel({ mmsi, name: null, flag: 'BE', shipType: 70, lengthM: 100, hazard: unknownHazard, ...more });
const place = (vessel: Vessel, atS: number, lon: number, sogKn = 0): Vessel => {
  vessel.kinematics = sampleFix({ lon, sogKn, headingDeg: null, positionAtMs: atS * 1000 });
  return vessel;
};
const zoneWith = (rule: Partial<ZoneRule> & Pick<ZoneRule, 'rule'>, more: Partial<Zone> = {}): Zone =>
  sampleZone({
    id: 'z',
    geometry: circle([4.3, 51.3], 300, { units: 'meters' }).geometry,
    rules: [{ severity: 'warning', appliesTo: anyone, limitKn: null, holdS: 60, ...rule }],
    approximate: false,
    uncertaintyM: null,
    ...more,
  });
const signs = (findings: readonly { action: string; cause: string }[]): string[] =>
  findings.map((f) => `${f.action} ${f.cause}`);
const at = (atS: number, afterSilence = false) => ({ atMs: atS * 1000, afterSilence });

describe('zone.dwell, zone.stop, zone.wrong-way', () => {
  test('Z16 dwelling opens at limitS and never before, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 30 }), (steps) => {
        let state: Hold = calm;
        let t = 0;
        let since = 0;
        let long = false;
        state = zoneDwell(state, true, at(0, true), 900);
        for (const step of steps) {
          t += step;
          if (step > 600) since = t;
          long ||= t - since >= 900;
          state = zoneDwell(state, true, at(t, step > 600), 900);
          expect(state.open).toBe(long);
        }
        expect(zoneDwell(state, false, at(t + 1), 900)).toBe(calm);
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  test('Z17 stopped or reported at rest for holdS opens; between 0.5 and 1 kn decides nothing', () => {
    const run = (samples: [atS: number, sogKn: number | null, navStatus?: number][]): boolean[] => {
      let state: Hold = calm;
      return samples.map(([atS, sogKn, navStatus = 0]) => {
        state = zoneStop(state, { ...at(atS), watched: true, sogKn, navStatus }, 300);
        return state.open;
      });
    };
    expect(
      run([
        [0, 0.4],
        [180, null],
        [300, 0.2],
      ]),
    ).toEqual([false, false, true]);
    expect(
      run([
        [0, 0.4],
        [180, 0.5],
        [300, 0.2],
      ]),
    ).toEqual([false, false, false]);
    expect(
      run([
        [0, 2, 1],
        [300, 3, 5],
      ]),
    ).toEqual([false, true]);
    expect(
      run([
        [0, 9, 1],
        [300, 9, 1],
      ]),
    ).toEqual([false, false]);
    expect(
      run([
        [0, 0],
        [300, 0],
        [310, 0.9],
        [700, 1.1],
        [1000, 2],
      ]),
    ).toEqual([false, true, true, true, false]);
  });

  test('Z17 a vessel always over 0.5 kn and not reported at rest is never stopped', () => {
    const kn = fc.integer({ min: 5, max: 200 });
    fc.assert(
      fc.property(fc.array(kn, { maxLength: 40 }), (speeds) => {
        let state: Hold = calm;
        speeds.forEach((tenths, i) => {
          state = zoneStop(state, { ...at(i * 60), watched: true, sogKn: tenths / 10, navStatus: 0 }, 0);
          expect(state.open).toBe(false);
        });
      }),
      { seed: 17, numRuns: 200 },
    );
  });

  test('Z18 only a course over 120° off at over 1.5 kn opens, whichever way the axis lies', () => {
    const degree = fc.integer({ min: 0, max: 359 });
    fc.assert(
      fc.property(degree, degree, fc.integer({ min: 0, max: 40 }), (axis, cog, tenths) => {
        const sample = { ...at(0), watched: true, sogKn: tenths / 10, cogDeg: cog };
        const off = Math.min((cog - axis + 360) % 360, (axis - cog + 360) % 360);
        expect(angleBetween(cog, axis)).toBe(off);
        expect(zoneWrongWay(calm, sample, axis, 0).open).toBe(off > 120 && tenths > 15);
      }),
      { seed: 18, numRuns: 1000 },
    );
  });

  test('Z18 it ends by turning round, not by crossing', () => {
    const step = (state: Hold, atS: number, cogDeg: number): Hold =>
      zoneWrongWay(state, { ...at(atS), watched: true, sogKn: 5, cogDeg }, 0, 60);
    let state = step(step(calm, 0, 180), 60, 180);
    expect(state.open).toBe(true);
    state = step(step(state, 70, 100), 200, 100);
    expect(state.open).toBe(true);
    expect(step(step(state, 210, 90), 270, 10).open).toBe(false);
  });
});

describe('zone.capacity', () => {
  test('Z19 one cause a zone names all vessels, and ends when one has left', () => {
    const watch = createZoneWatch([zoneWith({ rule: 'zone.capacity', maxVessels: 1 })]);
    const [a, b] = [vesselOf(1), vesselOf(2)];
    expect(watch.evaluate(place(a, 0, 4.3), 0).findings).toEqual([]);
    const [found] = watch.evaluate(place(b, 1, 4.3), 1000).findings;
    expect(found).toMatchObject({ cause: 'zone.capacity:z', mmsi: 2, others: [1] });
    expect(found).toMatchObject({ evidence: { vessels: [{ mmsi: '000000001' }, { mmsi: '000000002' }] } });
    expect(signs(watch.evaluate(place(a, 10, 4.4), 10_000).findings)).toEqual(['clear zone.capacity:z']);
    watch.evaluate(place(a, 20, 4.3), 20_000);
    expect(signs(watch.forget(2))).toEqual(['clear zone.capacity:z']);
  });

  test('Z19 a passenger vessel beside two cones, whomever the rule concerns', () => {
    const only = { ...anyone, hazard: ['suspected'] as const };
    const watch = createZoneWatch([
      zoneWith({ rule: 'zone.capacity', passengerBesideCones: 2, appliesTo: only }),
    ]);
    const hazard: Hazard = { ...unknownHazard, state: 'confirmed', cones: 1 };
    const tanker = vesselOf(1, { hazard });
    watch.evaluate(place(tanker, 0, 4.3), 0);
    expect(watch.evaluate(place(vesselOf(2, { shipType: 60 }), 1, 4.3), 0).findings).toEqual([]);
    tanker.hazard = { ...hazard, cones: 2 };
    expect(signs(watch.evaluate(tanker, 0).findings)).toEqual(['raise zone.capacity:z']);
  });

  test('Z19 after a restart it stays open until those inside were placed again', () => {
    const watch = createZoneWatch([zoneWith({ rule: 'zone.capacity', maxVessels: 1 })]);
    expect(signs(watch.restore(['zone.capacity:z', 'zone.capacity:gone']))).toEqual([
      'clear zone.capacity:gone',
    ]);
    expect(watch.tick(0)).toEqual([]);
    expect(watch.evaluate(place(vesselOf(1), 0, 4.3), 0).findings).toEqual([]);
    expect(watch.tick(59_000)).toEqual([]);
    expect(signs(watch.tick(60_000))).toEqual(['clear zone.capacity:z']);
  });
});

describe('whom and when', () => {
  const vessel = vesselOf(205, { draughtM: 4 });
  test.each<[Partial<AppliesTo>, boolean]>([
    [{ shipTypes: [70, 71] }, true],
    [{ shipTypes: [80] }, false],
    [{ maxLengthM: 100 }, true],
    [{ maxLengthM: 99 }, false],
    [{ minDraughtM: 4 }, true],
    [{ flags: ['NL'] }, false],
    [{ mmsis: [205] }, true],
    [{ mmsis: [206] }, false],
    [{ exempt: [{ mmsi: 205, until: '1970-01-01T00:00:02.000Z', reason: null }] }, false],
    [{ exempt: [{ mmsi: 205, until: '1970-01-01T00:00:01.000Z', reason: null }] }, true],
  ])('Z20 %j', (more, expected) => {
    expect(concerns({ ...anyone, ...more }, vessel, 1000)).toBe(expected);
    const silent = vesselOf(9, { shipType: null, lengthM: null, flag: null });
    if (!('exempt' in more)) expect(concerns({ ...anyone, ...more }, silent, 1000)).toBe(false);
  });

  test.each([
    ['2026-11-23T21:30Z', true],
    ['2026-11-24T04:59Z', true],
    ['2026-11-24T05:00Z', false],
    ['2026-11-23T20:59Z', false],
    ['2026-11-30T21:30Z', false],
    ['2026-07-06T20:00Z', true],
    ['2026-07-07T04:00Z', false],
  ])('Z21 Monday 22:00 to 06:00 by the clock of Brussels at %s: %s', (instant, expected) => {
    const zone = zoneWith(
      { rule: 'zone.enter' },
      { validTo: '2026-11-30T00:00:00.000Z', schedule: [{ days: ['mon'], from: '22:00', to: '06:00' }] },
    );
    expect(inForce(zone, Date.parse(instant))).toBe(expected);
  });

  test('Z21 out of force what is open ends at the minute, membership stays, and it begins anew', () => {
    const watch = createZoneWatch([
      zoneWith({ rule: 'zone.enter' }, { validTo: '1970-01-01T00:01:00.000Z' }),
    ]);
    const v = vesselOf(7);
    expect(signs(watch.evaluate(place(v, 0, 4.3), 0).findings)).toEqual(['raise zone.enter:z:000000007']);
    watch.tick(0);
    expect(signs(watch.tick(60_000))).toEqual(['clear zone.enter:z:000000007']);
    const { findings, zones } = watch.evaluate(place(v, 70, 4.3), 70_000);
    expect([findings, zones]).toEqual([[], ['z']]);
  });
});
