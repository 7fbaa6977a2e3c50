import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../model/alert.ts';
import type { AisMessage } from '../../model/messages.ts';
import { type Kinematics, type TrustReason, unknownHazard, type Vessel } from '../../model/vessel.ts';
import { sampleFix, sampleVessel, sampleZone } from '../sample-vessel.test-data.ts';
import type { Waters } from './leaving.ts';
import { behaviourDefaults } from './settings.ts';
import { createVesselWatch, type VesselWatch } from './vessel-watch.ts';

const lock = sampleZone();
const ship = sampleVessel;

let watch: VesselWatch;
beforeEach(() => {
  watch = createVesselWatch([lock]);
});
const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? '+' : '-'}${f.cause}`);

function report(v: Vessel, atS: number, said: Partial<Kinematics> = {}): string[] {
  v.kinematics = sampleFix({ positionAtMs: atS * 1000, ...said });
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
  const fix = (navStatus: number): AisMessage => ({
    type: 1,
    repeat: 0,
    mmsi: 972123456,
    navStatus,
    rotDegPerMin: null,
    sogKn: 0,
    positionAccurate: false,
    lon: 4.3,
    lat: 51.3,
    cogDeg: null,
    headingDeg: null,
    utcSecond: 60,
    manoeuvre: 0,
    raim: false,
    radio: 0,
  });
  const text = (said: string): AisMessage => ({ type: 14, repeat: 0, mmsi: 972123456, text: said });

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
  function vanish(v: Vessel, otherS: number | null, said: Partial<Kinematics> = {}, nowS = 200): string[] {
    for (let s = 0; s <= 100; s += 10) report(v, s, said);
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
      return vanish(ship(), otherS, {}, nowS);
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
  // eastwards at 8 kn: 1.2 km, or 0.018° of longitude, in five minutes
  const bbox = (east: number) => [4.2, 51.2, east, 51.4] as const;
  const reaches = (lonLimit: number | null) => (_: string, lon: number) =>
    lonLimit === null ? null : lon <= lonLimit;
  test.each<[string, Waters, Partial<Kinematics>, boolean]>([
    ['out of the port', { bbox: bbox(4.31), reaches: reaches(null) }, {}, false],
    ['up to its border', { bbox: bbox(4.32), reaches: reaches(null) }, {}, true],
    ['on from outside it', { bbox: bbox(4.25), reaches: reaches(null) }, {}, false],
    ['from outside into it', { bbox: bbox(4.25), reaches: reaches(null) }, { cogDeg: 270 }, true],
    ['nowhere: she lies', { bbox: bbox(4.25), reaches: reaches(null) }, { sogKn: 0.4 }, true],
    ['out of reach', { bbox: bbox(4.5), reaches: reaches(4.31) }, {}, false],
    ['where reach is not known', { bbox: null, reaches: reaches(null) }, {}, true],
  ])('B10 whose last course leads %s', (_, waters, said, expected) => {
    watch = createVesselWatch([], behaviourDefaults, waters);
    expect(vanish(ship(), 190, said)).toEqual(expected ? [lost] : []);
  });
  test('B10 with leavesWithinMs 0 no course explains a silence', () => {
    const signal = { ...behaviourDefaults['signal.lost'], leavesWithinMs: 0 };
    const waters = { bbox: bbox(4.31), reaches: reaches(4.31) };
    watch = createVesselWatch([], { ...behaviourDefaults, 'signal.lost': signal }, waters);
    expect(vanish(ship(), 190)).toEqual([lost]);
  });
  test('B11 not in a zone that is marked as a shadow', () => {
    watch = createVesselWatch([sampleZone({ id: 'bridge', kind: 'river', shadow: true })]);
    expect(vanish(ship({ zones: ['bridge'] }), 190)).toEqual([]);
    watch = createVesselWatch([sampleZone({ id: 'bridge', kind: 'river' })]);
    expect(vanish(ship({ zones: ['bridge'] }), 190)).toEqual([lost]);
  });
  // eastwards at 8 kn: 247 m, or 0.0035° of longitude, in a minute
  test.each([
    [4.303, {}, []],
    [4.304, {}, [lost]],
    [4.303, { cogDeg: 270 }, [lost]],
    [4.303, { sogKn: 0.4 }, [lost]],
  ])(
    'B11 nor with a course into a shadow within a minute: one from %d, sailing %j',
    (west, said, expected) => {
      const ring = [
        [west, 51.29],
        [west + 0.01, 51.29],
        [west + 0.01, 51.31],
        [west, 51.31],
        [west, 51.29],
      ];
      watch = createVesselWatch([sampleZone({ geometry: { type: 'Polygon', coordinates: [ring] } })]);
      expect(vanish(ship(), 190, said)).toEqual(expected);
    },
  );
  test.each<[string, Partial<Vessel>, Partial<Kinematics>, string, string]>([
    ['moored', {}, { navStatus: 5, sogKn: 0 }, 'caution', 'last at rest.'],
    [
      'moored by a status that her speed denies',
      {},
      { navStatus: 5, sogKn: 6 },
      'warning',
      'last at 6.0 kn.',
    ],
    [
      'a class B unit without speed',
      { class: 'B' },
      { navStatus: null, sogKn: 0 },
      'caution',
      'last at rest.',
    ],
    ['under way', {}, {}, 'warning', 'last at 8.0 kn.'],
  ])('B11 how grave a silence is goes by what she did: %s', (_, v, said, severity, ending) => {
    const vessel = ship(v);
    for (let s = 0; s <= 100; s += 10) report(vessel, s, said);
    vessel.signal = 'lost';
    report(ship({ mmsi: 244000001 }), 190);
    const [found] = watch.tick(200_000);
    expect(found).toMatchObject({ severity });
    expect(found?.action === 'raise' && found.text.endsWith(ending)).toBe(true);
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
  test('B13 a kind that is switched off is not raised, and one that was open before ends', () => {
    const off = { ...behaviourDefaults['identity.jump'], enabled: false };
    const gnss = { ...behaviourDefaults['gnss.interference'], enabled: false };
    watch = createVesselWatch([], { ...behaviourDefaults, 'identity.jump': off, 'gnss.interference': gnss });
    watch.restore(['identity.jump:205278090']);
    const v = ship();
    expect(report(v, 0)).toEqual(['-identity.jump:205278090']);
    doubt(v, 'jump');
    expect(report(v, 10)).toEqual([]);
    doubt(v, 'jump', 'gnss');
    expect(report(v, 20)).toEqual([]);
    doubt(v, 'duplicate-identity');
    expect(report(v, 30)).toEqual(['+identity.duplicate:205278090']);
  });
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
