import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../model/alert.ts';
import type { AisMessage, ClassAPosition } from '../../model/messages.ts';
import { type TrustReason, unknownHazard, type Vessel } from '../../model/vessel.ts';
import type { Zone } from '../../model/zone.ts';
import { createVesselWatch, type VesselWatch } from './vessel-watch.ts';

const lock: Zone = {
  id: 'lock',
  name: 'Lock',
  kind: 'lock',
  geometry: { type: 'Polygon', coordinates: [] },
  rules: [],
  exitMarginM: 30,
  approximate: true,
  uncertaintyM: 100,
  note: null,
};
const ship = (more: Partial<Vessel> = {}): Vessel => ({
  mmsi: 205278090,
  class: 'A',
  name: 'MARIA',
  callsign: null,
  imo: null,
  eni: null,
  flag: null,
  shipType: 80,
  eriType: null,
  toBowM: null,
  toSternM: null,
  toPortM: null,
  toStarboardM: null,
  lengthM: null,
  beamM: null,
  draughtM: null,
  destination: null,
  eta: null,
  carrierSense: null,
  nameConfirmed: true,
  convoy: false,
  estimated: null,
  provenance: { name: null, static: null, voyage: null, inland: null },
  trust: { level: 'normal', reasons: [] },
  inlandHazard: null,
  dangerousCargo: null,
  persons: null,
  hazard: { ...unknownHazard, state: 'suspected' },
  kinematics: null,
  zones: [],
  signal: null,
  heardAtMs: 0,
  firstHeardMs: 0,
  receivers: {},
  ...more,
});

let watch: VesselWatch;
beforeEach(() => {
  watch = createVesselWatch([lock]);
});
const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? '+' : '-'}${f.cause}`);

function report(v: Vessel, atS: number): string[] {
  v.kinematics = {
    lon: 4.3,
    lat: 51.3,
    sogKn: 8,
    cogDeg: 90,
    headingDeg: 90,
    rotDegPerMin: null,
    navStatus: 0,
    blueSign: null,
    positionAtMs: atS * 1000,
    receiver: 'kallo',
    messageType: 1,
  };
  v.heardAtMs = atS * 1000;
  v.receivers = { kallo: atS * 1000 };
  v.signal = 'live';
  return brief(watch.evaluate(v, atS * 1000));
}
const doubt = (v: Vessel, ...reasons: TrustReason[]): void => {
  v.trust = { level: reasons.length > 0 ? 'low' : 'normal', reasons };
};

describe('distress', () => {
  const mob = (): Vessel => ship({ mmsi: 972123456, class: 'sart', name: null });
  const fix = (navStatus: number): AisMessage => ({ type: 1, navStatus }) as unknown as ClassAPosition;
  const text = (said: string): AisMessage => ({ type: 14, text: said }) as unknown as AisMessage;

  test('B1 in earnest it is an alarm, also without a position, and it stays', () => {
    const [found] = watch.heard(text('MOB ACTIVE'), mob(), 0);
    expect(found).toMatchObject({
      cause: 'distress:972123456',
      severity: 'alarm',
      position: null,
      title: 'Man overboard transmitter is active',
    });
    expect(watch.heard(fix(15), mob(), 1000)).toEqual([]);
    expect(brief(watch.forget(972123456))).toEqual(['-distress:972123456']);
  });
  test('B1 under test it is none, and what comes in earnest after it is', () => {
    expect(watch.heard(fix(15), mob(), 0)).toEqual([]);
    expect(watch.heard(text('SART TEST'), mob(), 0)).toEqual([]);
    expect(brief(watch.heard(fix(14), mob(), 1000))).toEqual(['+distress:972123456']);
  });
  test('B1 what is neither status counts as earnest; a ship is no transmitter', () => {
    expect(brief(watch.heard(fix(0), mob(), 0))).toEqual(['+distress:972123456']);
    expect(watch.heard(fix(14), ship(), 0)).toEqual([]);
  });
});

describe('signal.lost', () => {
  const lost = '+signal.lost:205278090';
  /** Heard every 10 s until 100 s, then no more; another vessel is heard at `otherS`. */
  function vanish(v: Vessel, otherS: number | null, nowS = 200): string[] {
    for (let s = 0; s <= 100; s += 10) report(v, s);
    v.signal = 'lost';
    if (otherS !== null) report(ship({ mmsi: 244000001 }), otherS);
    return brief(watch.tick(nowS * 1000));
  }

  test('B2 a hazardous vessel that is lost while its receiver hears others; it ends when she is heard', () => {
    const v = ship();
    expect(vanish(v, 190)).toEqual([lost]);
    expect(watch.tick(201_000)).toEqual([]);
    expect(report(v, 210)).toEqual(['-signal.lost:205278090']);
  });
  test('B2 not when the receiver is silent too: half of her silence is the edge, and at most a minute', () => {
    const found = (otherS: number | null, nowS?: number) => {
      watch = createVesselWatch([]);
      return vanish(ship(), otherS, nowS);
    };
    expect([found(null), found(149), found(150)]).toEqual([[], [], [lost]]);
    expect([found(239, 300), found(240, 300)]).toEqual([[], [lost]]);
  });
  test('B2 not in a lock, not without dangerous goods, not when she is only late', () => {
    expect(vanish(ship({ zones: ['lock'] }), 190)).toEqual([]);
    expect(vanish(ship({ mmsi: 205278091, hazard: unknownHazard }), 190)).toEqual([]);
    const late = ship({ mmsi: 205278092 });
    for (let s = 0; s <= 100; s += 10) report(late, s);
    late.signal = 'late';
    expect(watch.tick(200_000)).toEqual([]);
  });
  test('B2 not for a silence under three times the gaps in which she is always heard', () => {
    const v = ship();
    for (let s = 0; s <= 1000; s += 100) report(v, s);
    v.signal = 'lost';
    report(ship({ mmsi: 244000001 }), 1290);
    expect(watch.tick(1_299_000)).toEqual([]);
    expect(brief(watch.tick(1_300_000))).toEqual([lost]);
  });
  test('B7 not while her positions are doubted', () => {
    const v = ship();
    doubt(v, 'jump');
    report(v, 0);
    expect(vanish(v, 190)).toEqual([]);
  });
});

describe('identity', () => {
  test('I1 two places and a jump are told, and end when the reason passes', () => {
    const v = ship();
    doubt(v, 'jump');
    expect(report(v, 0)).toEqual(['+identity.jump:205278090']);
    doubt(v, 'jump', 'duplicate-identity');
    expect(report(v, 10)).toEqual(['+identity.duplicate:205278090', '-identity.jump:205278090']);
    doubt(v);
    expect(report(v, 20)).toEqual(['-identity.duplicate:205278090']);
    doubt(v, 'range', 'type');
    expect(report(v, 30)).toEqual([]);
  });
  test('I2 an invalid MMSI or IMO number is told of hazardous vessels only', () => {
    const v = ship();
    doubt(v, 'imo-invalid');
    expect(report(v, 0)).toEqual(['+identity.invalid:205278090']);
    v.hazard = unknownHazard;
    expect(report(v, 10)).toEqual(['-identity.invalid:205278090']);
    doubt(v, 'dimensions');
    v.hazard = { ...unknownHazard, state: 'confirmed' };
    expect(report(v, 20)).toEqual([]);
  });
  test('I3 disturbed satellite navigation is one cause, until the last vessel is in order', () => {
    const [a, b] = [ship({ mmsi: 1 }), ship({ mmsi: 2 })];
    report(a, 0);
    report(b, 0);
    doubt(a, 'jump', 'gnss');
    doubt(b, 'jump', 'gnss');
    expect(report(a, 10)).toEqual(['+gnss.interference:port']);
    expect(report(b, 10)).toEqual([]);
    doubt(a);
    report(a, 20);
    expect(watch.tick(21_000)).toEqual([]);
    watch.forget(2);
    expect(brief(watch.tick(22_000))).toEqual(['-gnss.interference:port']);
  });
});

describe('the watch', () => {
  test('B9 open causes are taken over, not raised again, and end; nothing is kept of a vessel that left', () => {
    watch.restore([
      'identity.jump:205278090',
      'drifting:205278090',
      'zone.enter:a:205278090',
      'gnss.interference:port',
    ]);
    const v = ship();
    doubt(v, 'jump');
    expect(report(v, 0)).toEqual([]);
    expect(brief(watch.forget(v.mmsi)).sort()).toEqual(['-drifting:205278090', '-identity.jump:205278090']);
    expect(brief(watch.tick(0))).toEqual(['-gnss.interference:port']);
    expect(watch.size).toBe(0);
  });
  test('B9 when nothing changes the answer is one and the same empty list', () => {
    const v = ship();
    report(v, 0);
    expect(watch.evaluate(v, 0)).toBe(watch.evaluate(v, 1));
    expect(watch.evaluate(ship({ mmsi: 2, class: 'base' }), 0)).toEqual([]);
    expect(watch.size).toBe(1);
  });
});
