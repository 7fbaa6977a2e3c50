import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../model/alert.ts';
import { type Kinematics, unknownHazard, type Vessel } from '../../model/vessel.ts';
import type { AppliesTo, Zone } from '../../model/zone.ts';
import { sampleFix, sampleVessel, sampleZone } from '../sample-vessel.test-data.ts';
import { createWatches, watchDefaults } from '../watches.ts';
import { createDepartureWatch, type DepartureWatch } from './departure-watch.ts';

const anyone: AppliesTo = {
  hazard: ['confirmed', 'suspected'],
  classes: null,
  minCones: null,
  minLengthM: null,
};
const berthWith = (appliesTo: AppliesTo): Zone =>
  sampleZone({
    id: 'berth',
    name: 'Berth 12',
    kind: 'terminal',
    clearance: { severity: 'alarm', appliesTo },
  });
const berth = berthWith(anyone);
const metre = 1 / 69_524;
const cause = 'berth.departure:berth:205278090';

let watch: DepartureWatch;
beforeEach(() => {
  watch = createDepartureWatch([berth]);
});
const ship = (more: Partial<Vessel> = {}): Vessel => sampleVessel({ zones: ['berth'], ...more });
function report(v: Vessel, atS: number, eastM: number, sogKn: number | null, more: Partial<Kinematics> = {}) {
  v.kinematics = sampleFix({ lon: 4.3 + eastM * metre, sogKn, positionAtMs: atS * 1000, ...more });
  return watch.evaluate(v);
}
const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? '+' : '-'}${f.cause}`);
/** Lies for so long, then sails eastwards at 2 m/s. */
function leave(v: Vessel, layS = 360): readonly Finding[] {
  const found: Finding[] = [];
  for (let s = 0; s <= layS; s += 180) found.push(...report(v, s, 0, 0));
  for (let s = 10; s <= 120; s += 10) found.push(...report(v, layS + s, 2 * s, 3.9));
  return found;
}

describe('leaving a berth', () => {
  test('B15 without clearance is told once, under the kind zone.exit, and ends when she lies again', () => {
    const v = ship();
    const found = leave(v);
    expect(brief(found)).toEqual([`+${cause}`]);
    expect(found[0]).toMatchObject({
      kind: 'zone.exit',
      severity: 'alarm',
      zoneId: 'berth',
      title: 'Possibly hazardous vessel left its berth without clearance',
      text: 'MARIA (205278090), of a kind that usually carries dangerous goods, left its berth in Berth 12 without clearance, now at 3.9 kn.',
      evidence: { rule: 'berth.departure', underWayFrom: '1970-01-01T00:06:10.000Z' },
    });
    v.zones = [];
    expect(report(v, 600, 500, 0.5)).toEqual([]);
    expect(report(v, 899, 500, 0.5)).toEqual([]);
    expect(brief(report(v, 900, 500, 0.5))).toEqual([`-${cause}`]);
  });
  test('B15 Z26 what is open ends with the berth, and one that is drawn later is watched', () => {
    leave(ship());
    expect(watch.replace([berth])).toEqual([]);
    expect(brief(watch.replace([]))).toEqual([`-${cause}`]);
    expect(leave(ship())).toEqual([]);
    watch.replace([berth]);
    expect(brief(leave(ship()))).toEqual([`+${cause}`]);
  });
  test('B15 not within 50 m or a minute, not at 0.5 kn, and not when she never lay', () => {
    const at = (eastM: number, forS: number, sogKn: number): string[] => {
      watch = createDepartureWatch([berth]);
      const v = ship();
      report(v, 0, 0, 0);
      report(v, 300, 0, 0);
      report(v, 310, 0, sogKn);
      return brief(report(v, 310 + forS, eastM, sogKn));
    };
    expect([at(49, 60, 1), at(51, 59, 1), at(51, 60, 0.5)]).toEqual([[], [], []]);
    expect(at(51, 60, 0.6)).toEqual([`+${cause}`]);
    expect(leave(ship(), 180)).toEqual([]);
  });
  test('B15 with a clearance that was valid when she got under way it is none', () => {
    const cleared = (until: string): readonly Finding[] => {
      const exempt = [{ mmsi: 205278090, until, reason: 'clearance 7' }];
      watch = createDepartureWatch([berthWith({ ...anyone, exempt })]);
      return leave(ship());
    };
    // under way from 00:06:10, told from 00:07:10
    expect(cleared('1970-01-01T00:06:11.000Z')).toEqual([]);
    expect(brief(cleared('1970-01-01T00:06:10.000Z'))).toEqual([`+${cause}`]);
  });
  test('B15 nobody else is concerned: other cargo, other places, zones that demand none', () => {
    expect(leave(ship({ hazard: unknownHazard }))).toEqual([]);
    expect(leave(ship({ mmsi: 2, zones: ['elsewhere'] }))).toEqual([]);
    watch = createDepartureWatch([sampleZone({ id: 'berth' })]);
    expect(leave(ship())).toEqual([]);
  });
  test('B15 a doubted position is waited out, and one that says nothing of her speed says nothing', () => {
    const v = ship({ trust: { level: 'low', reasons: ['gnss'] } });
    expect(leave(v)).toEqual([]);
    expect(report(v, 500, 300, null)).toEqual([]);
    v.trust = { level: 'normal', reasons: [] };
    expect(brief(report(v, 510, 320, 3.9))).toEqual([`+${cause}`]);
  });
  test('B9 B15 what was open before a restart is not raised again, and ends with the vessel or at its next berth', () => {
    watch.restore([cause, 'zone.exit:berth:205278090']);
    const v = ship();
    expect(leave(v, 0)).toEqual([]);
    expect(brief(watch.forget(v.mmsi))).toEqual([`-${cause}`]);
    expect(watch.forget(v.mmsi)).toEqual([]);
  });
  test('B13 B15 it is part of the watches, and can be switched off', () => {
    const settings = { ...watchDefaults, departure: { ...watchDefaults.departure, enabled: false } };
    const left = (watches: ReturnType<typeof createWatches>): string[] => {
      watch = { ...watches, evaluate: (v) => watches.evaluate(v, v.kinematics?.positionAtMs ?? 0) };
      return brief(leave(ship()));
    };
    expect(left(createWatches([berth]))).toEqual([`+${cause}`]);
    expect(left(createWatches([berth], settings))).toEqual([]);
  });
});
