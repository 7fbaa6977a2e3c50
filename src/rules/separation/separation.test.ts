import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../model/alert.ts';
import { unknownHazard, type Vessel } from '../../model/vessel.ts';
import { sampleFix, sampleVessel, sampleZone } from '../sample-vessel.test-data.ts';
import { createWatches } from '../watches.ts';
import { distanceBetween, type Point } from './convex.ts';
import { createSeparationWatch, type SeparationWatch } from './separation-watch.ts';
import { separationDefaults } from './settings.ts';

const metresPerDegree = 111_195;
const [quayLon, quayLat] = [4.3, 51.3];
const north = (metres: number): number => quayLat + metres / metresPerDegree;
const east = (metres: number): number =>
  quayLon + metres / metresPerDegree / Math.cos((quayLat * Math.PI) / 180);
const tanker = 205000001;
const barge = 244000002;
const cause = 'separation:205000001:244000002';

/** 100 m by 10 m, antenna 20 m before the stern and in the middle. */
const ship = (mmsi: number, cones: 0 | 1 | 2 | 3 | null, more: Partial<Vessel> = {}): Vessel =>
  sampleVessel({
    mmsi,
    name: null,
    toBowM: 80,
    toSternM: 20,
    toPortM: 5,
    toStarboardM: 5,
    lengthM: 100,
    beamM: 10,
    hazard: { ...unknownHazard, state: cones === null || cones === 0 ? 'none-declared' : 'confirmed', cones },
    ...more,
  });

let watch: SeparationWatch;
beforeEach(() => {
  watch = createSeparationWatch();
});
const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? '+' : '-'}${f.cause}`);

interface Said {
  readonly eastM?: number;
  readonly northM?: number;
  readonly sogKn?: number | null;
  readonly headingDeg?: number | null;
  readonly navStatus?: number | null;
}
function report(v: Vessel, atS: number, said: Said = {}): readonly Finding[] {
  const { eastM = 0, northM = 0, sogKn = 0, headingDeg = 0, navStatus = 5 } = said;
  v.kinematics = sampleFix({
    lon: east(eastM),
    lat: north(northM),
    sogKn,
    cogDeg: null,
    headingDeg,
    navStatus,
    positionAtMs: atS * 1000,
  });
  return watch.evaluate(v, atS * 1000);
}
/** Both moored with their heads to the north, so much water between their sides. */
function moored(a: Vessel, b: Vessel, waterM: number, said: Said = {}): readonly Finding[] {
  report(a, 0);
  report(b, 1, { eastM: waterM + 10, ...said });
  return [...report(a, 100), ...report(b, 101, { eastM: waterM + 10, ...said })];
}

describe('what is demanded', () => {
  test.each([
    [1, 9.9, 10.1],
    [2, 49.9, 50.1],
    [3, 99.9, 100.1],
  ] as const)('S1 %i cones: raised at %d m of water, and not at %d m', (cones, under, over) => {
    expect(brief(moored(ship(tanker, cones), ship(barge, 0), under))).toEqual([`+${cause}`]);
    watch = createSeparationWatch();
    expect(moored(ship(tanker, cones), ship(barge, 0), over)).toEqual([]);
  });
  test('S1 the higher number of cones counts, and the alert is filed under that vessel', () => {
    const [found] = moored(ship(tanker, 1), ship(barge, 2, { class: 'inland', name: 'KLARA' }), 40.05);
    expect(found).toMatchObject({
      cause,
      kind: 'separation',
      severity: 'warning',
      mmsi: barge,
      others: [tanker],
      zoneId: null,
      title: 'Hazardous vessel lies too close: 40 m of 50 m',
      evidence: { demandedM: 50, cones: 2, otherCones: 1, hull: 'box' },
    });
    const raised = found?.action === 'raise' ? found : null;
    expect(raised?.text).toContain('KLARA (244000002), with dangerous goods aboard (2 blue cones), lies ');
    expect(raised?.text).toContain('m from vessel 205000001; 50 m are demanded.');
    expect(raised?.evidence).not.toHaveProperty('note');
  });
  test('S1 of two with as many cones it is filed under the lower MMSI; three vessels are three pairs', () => {
    expect(moored(ship(tanker, 2), ship(barge, 2), 20)[0]).toMatchObject({ mmsi: tanker, others: [barge] });
    const third = ship(211000003, 0);
    report(third, 102, { eastM: -25 });
    expect(brief(report(third, 112, { eastM: -25 }))).toEqual([
      '+separation:205000001:211000003',
      '+separation:211000003:244000002',
    ]);
  });
  test('S1 the 10 m rule comes with a word on the error of AIS', () => {
    const [found] = moored(ship(tanker, 1), ship(barge, 0), 5);
    expect(found).toMatchObject({ evidence: { note: expect.stringContaining('verify by camera') } });
    expect(found?.action === 'raise' && found.text).toContain('verify by camera');
  });
  test('S2 suspected cargo without cones demands nothing, nor does a vessel that none was declared for', () => {
    const suspected = { hazard: { ...unknownHazard, state: 'suspected' } } as const;
    expect(moored(ship(tanker, null, suspected), ship(barge, 0), 0)).toEqual([]);
    const signs = { hazard: { ...unknownHazard, state: 'suspected', cones: 3 } } as const;
    watch = createSeparationWatch();
    expect(moored(ship(tanker, null, signs), ship(barge, 0), 0)).toEqual([]);
  });
  test('S2 the other side is of class A or inland; pleasure craft, buoys and stations are none', () => {
    for (const kind of ['B', 'aton', 'base', 'sar', 'sart'] as const) {
      watch = createSeparationWatch();
      expect(moored(ship(tanker, 3), ship(barge, 0, { class: kind }), 5)).toEqual([]);
      expect(watch.size).toBe(1);
    }
    watch = createSeparationWatch();
    expect(brief(moored(ship(tanker, 3), ship(barge, null, { class: 'inland' }), 5))).toEqual([`+${cause}`]);
  });
  test('S3 two vessels with one cone each may lie side by side, unless the port says otherwise', () => {
    expect(moored(ship(tanker, 1), ship(barge, 1), 0)).toEqual([]);
    watch = createSeparationWatch([], { ...separationDefaults, oneConeSideBySide: false });
    expect(brief(moored(ship(tanker, 1), ship(barge, 1), 0))).toEqual([`+${cause}`]);
  });
  test('S3 none is demanded where both lie in a zone of an exempt kind', () => {
    const dock = sampleZone({ id: 'dock', kind: 'dock' });
    const settings = { ...separationDefaults, exemptKinds: ['dock'] as const };
    const inDock = { zones: ['dock'] };
    watch = createSeparationWatch([dock], settings);
    expect(moored(ship(tanker, 2, inDock), ship(barge, 0, inDock), 5)).toEqual([]);
    watch = createSeparationWatch([dock], settings);
    expect(brief(moored(ship(tanker, 2, inDock), ship(barge, 0), 5))).toEqual([`+${cause}`]);
    watch = createSeparationWatch([dock]);
    expect(brief(moored(ship(tanker, 2, inDock), ship(barge, 0, inDock), 5))).toEqual([`+${cause}`]);
  });
  test('S3 Z29 so it is with zones that are given while vessels lie', () => {
    const dock = sampleZone({ id: 'dock', kind: 'dock' });
    watch = createSeparationWatch([], { ...separationDefaults, exemptKinds: ['dock'] });
    watch.replace([dock]);
    const [a, b] = [ship(tanker, 2, { zones: ['dock'] }), ship(barge, 0, { zones: ['dock'] })];
    expect(moored(a, b, 5)).toEqual([]);
    watch.replace([]);
    expect(brief(report(a, 110))).toEqual([`+${cause}`]);
  });
});

describe('who lies', () => {
  const at = { eastM: 30 };
  beforeEach(() => {
    report(ship(tanker, 2), 0);
    watch.evaluate(ship(tanker, 2), 0);
    report(ship(tanker, 2), 10);
  });
  test.each([1, 5])('S4 with status %i from the second report, 10 s or more after the first', (navStatus) => {
    const other = ship(barge, 0);
    expect(report(other, 100, { ...at, navStatus })).toEqual([]);
    expect(report(other, 109, { ...at, navStatus })).toEqual([]);
    expect(brief(report(other, 110, { ...at, navStatus }))).toEqual([`+${cause}`]);
  });
  test('S4 with any other status after five minutes', () => {
    const other = ship(barge, 0);
    for (const atS of [0, 150, 299]) expect(report(other, atS, { ...at, navStatus: 0 })).toEqual([]);
    expect(brief(report(other, 300, { ...at, navStatus: 0 }))).toEqual([`+${cause}`]);
  });
  test('S4 not over 0.5 kn, nor when it moved 20 m or a fifth of its length', () => {
    const other = ship(barge, 0, { lengthM: 200 });
    report(other, 0, { ...at, sogKn: 0.6 });
    expect(report(other, 20, { ...at, sogKn: 0.6 })).toEqual([]);
    expect(report(other, 40, { ...at, northM: 41, sogKn: 0.5 })).toEqual([]);
    expect(brief(report(other, 60, { ...at, northM: 80, sogKn: 0.5 }))).toEqual([`+${cause}`]);
    const short = ship(211000003, 0, { lengthM: 30 });
    report(short, 100, { eastM: -30 });
    expect(report(short, 120, { eastM: -30, northM: 20.1 })).toEqual([]);
  });
  test('S4 who sails past raises nothing and is not looked at', () => {
    const other = ship(barge, 0);
    for (let s = 0; s < 600; s += 10) expect(report(other, s, { ...at, sogKn: 4, navStatus: 0 })).toEqual([]);
    expect(watch.lying).toBe(1);
  });
});

describe('hulls', () => {
  test('S5 from the antenna and the heading: turned by 90° the same antennas are apart', () => {
    // heads to the south: the bow reaches 80 m the other way
    expect(moored(ship(tanker, 2), ship(barge, 0), -10, { northM: -95, headingDeg: 180 })).toEqual([]);
    watch = createSeparationWatch();
    expect(brief(moored(ship(tanker, 2), ship(barge, 0), -10, { northM: -95 }))).toEqual([`+${cause}`]);
  });
  test('S5 without heading a circle of the longest reach, and the evidence says so', () => {
    const headingDeg = null;
    // 5 m of own side, 80.2 m of reach, 50 m of water
    expect(moored(ship(tanker, 2), ship(barge, 0), 125.3, { headingDeg })).toEqual([]);
    watch = createSeparationWatch();
    const [found] = moored(ship(tanker, 2), ship(barge, 0), 125, { headingDeg });
    expect(found).toMatchObject({ cause, severity: 'info', evidence: { hull: 'circle', isCertain: false } });
    expect(found?.action === 'raise' && found.text).toContain(
      'at the least, as heading or size is not known',
    );
  });
  test('S5 a circle that is too close whatever the heading is a warning', () => {
    // 5 m of own side, and 5 m of the other are hull in any case: 49 m of water at the most
    const [found] = moored(ship(tanker, 2), ship(barge, 0), 49, { headingDeg: null });
    expect(found).toMatchObject({
      cause,
      severity: 'warning',
      evidence: { hull: 'circle', isCertain: true },
    });
  });
  const nowhere = { toBowM: null, toSternM: null, toPortM: null, toStarboardM: null };
  test.each([
    ['the length where only that is known', { ...nowhere, lengthM: 60 }, 60],
    [
      'the length where the antenna has no place',
      { toBowM: 0, toSternM: 60, toPortM: 0, toStarboardM: 0 },
      60,
    ],
    ['55 m where nothing is known', { ...nowhere, lengthM: null }, 55],
  ])('S5 a circle of %s', (_, size, reach) => {
    // 5 m of own side, and `moored` adds 10 m to the water
    expect(moored(ship(tanker, 2), ship(barge, 0, size), reach + 45.1)).toEqual([]);
    watch = createSeparationWatch();
    expect(brief(moored(ship(tanker, 2), ship(barge, 0, size), reach + 44.9))).toEqual([`+${cause}`]);
  });
  test('S5 long hulls are found over many cells', () => {
    const long = { toBowM: 350, toSternM: 50, lengthM: 400 };
    report(ship(tanker, 3, long), 0);
    report(ship(tanker, 3, long), 10);
    const other = ship(barge, 0, long);
    report(other, 0, { northM: 790, headingDeg: 180 });
    expect(brief(report(other, 10, { northM: 790, headingDeg: 180 }))).toEqual([`+${cause}`]);
  });
});

describe('its end', () => {
  let a: Vessel;
  let b: Vessel;
  beforeEach(() => {
    a = ship(tanker, 2);
    b = ship(barge, 0);
    expect(brief(moored(a, b, 49))).toEqual([`+${cause}`]);
  });
  test('S6 it stays to 5 m over the distance, and ends beyond', () => {
    expect(report(b, 200, { eastM: 64.9 })).toEqual([]);
    expect(brief(report(b, 300, { eastM: 65.1 }))).toEqual([`-${cause}`]);
    expect(report(b, 400, { eastM: 60.1 })).toEqual([]);
    expect(brief(report(b, 500, { eastM: 59.9 }))).toEqual([`+${cause}`]);
  });
  test('S6 it ends when either moves', () => {
    expect(brief(report(b, 200, { eastM: 59, sogKn: 0.6 }))).toEqual([`-${cause}`]);
    expect(report(b, 300, { eastM: 59 })).toEqual([]);
    expect(brief(report(b, 310, { eastM: 59 }))).toEqual([`+${cause}`]);
    expect(brief(report(a, 320, { northM: 20.1 }))).toEqual([`-${cause}`]);
  });
  test('S6 it ends when either leaves the picture, once', () => {
    expect(brief(watch.forget(barge))).toEqual([`-${cause}`]);
    expect(watch.forget(tanker)).toEqual([]);
    expect([watch.size, watch.lying]).toEqual([0, 0]);
  });
  test('S6 it ends when the cargo demands no distance any more', () => {
    a.hazard = { ...unknownHazard, state: 'suspected' };
    expect(brief(watch.evaluate(a, 200_000))).toEqual([`-${cause}`]);
  });
  test('S7 after a restart it is neither raised again nor ended before the vessels are heard', () => {
    watch = createSeparationWatch();
    watch.restore([cause, 'grounding:205000001']);
    expect(watch.evaluate(a, 101_000)).toEqual([]);
    expect(watch.evaluate(b, 101_000)).toEqual([]);
    for (const atS of [200, 300]) {
      expect(report(a, atS)).toEqual([]);
      expect(report(b, atS, { eastM: 59 })).toEqual([]);
    }
    expect(brief(report(a, 400, { sogKn: 3 }))).toEqual([`-${cause}`]);
  });
  test('S7 after a restart it ends when either is gone', () => {
    const watches = createWatches([]);
    watches.restore([cause]);
    expect(brief(watches.forget(barge))).toEqual([`-${cause}`]);
    expect(watches.forget(tanker)).toEqual([]);
  });
});

test('S8 a doubted position raises nothing, and ends nothing', () => {
  const doubted = { trust: { level: 'low', reasons: ['gnss'] } } as const;
  const b = ship(barge, 0, doubted);
  expect(moored(ship(tanker, 2), b, 20)).toEqual([]);
  b.trust = { level: 'normal', reasons: [] };
  expect(brief(watch.evaluate(b, 102_000))).toEqual([`+${cause}`]);
  b.trust = doubted.trust;
  expect(watch.evaluate(b, 103_000)).toEqual([]);
});
test('S8 one vessel is part of no more than 16 alerts', () => {
  const found: Finding[] = [];
  for (let i = 0; i < 40; i++) found.push(...moored(ship(tanker, 3), ship(barge + i, 0), 20));
  expect(found).toHaveLength(16);
});

describe('convex hulls', () => {
  const box = fc
    .record({
      x: fc.integer({ min: -60, max: 60 }),
      y: fc.integer({ min: -60, max: 60 }),
      length: fc.integer({ min: 1, max: 80 }),
      beam: fc.integer({ min: 1, max: 20 }),
      deg: fc.integer({ min: 0, max: 359 }),
    })
    .map(({ x, y, length, beam, deg }): Point[] => {
      const [sin, cos] = [Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180)];
      const corner = (u: number, v: number): Point => [x + u * sin + v * cos, y + u * cos - v * sin];
      return [corner(length, -beam), corner(length, beam), corner(-length, beam), corner(-length, -beam)];
    });
  /** Over the whole area of a box; neighbours are at most `step` of a side apart. */
  const samples = ([a, b, , d]: Point[], steps = 24): Point[] => {
    const [o, u, v] = [a as Point, b as Point, d as Point];
    return Array.from({ length: (steps + 1) ** 2 }, (_, i): Point => {
      const s = (i % (steps + 1)) / steps;
      const t = Math.floor(i / (steps + 1)) / steps;
      return [o[0] + s * (u[0] - o[0]) + t * (v[0] - o[0]), o[1] + s * (u[1] - o[1]) + t * (v[1] - o[1])];
    });
  };
  test('S5 the distance is that of the closest of many points in both, and the same both ways', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const said = distanceBetween(a, b);
        const inB = samples(b);
        let closest = Number.POSITIVE_INFINITY;
        for (const [x, y] of samples(a))
          for (const [u, v] of inB) closest = Math.min(closest, Math.hypot(x - u, y - v));
        expect(distanceBetween(b, a)).toBeCloseTo(said, 9);
        expect(said).toBeLessThanOrEqual(closest + 1e-9);
        expect(closest - said).toBeLessThan(8);
      }),
      { seed: 20261125, numRuns: 60 },
    );
  });
  test('S5 hulls that touch, cross or lie in one another are 0 m apart', () => {
    const square = (x: number, y: number, half: number): Point[] => [
      [x - half, y - half],
      [x + half, y - half],
      [x + half, y + half],
      [x - half, y + half],
    ];
    const cross: Point[] = [
      [-50, -1],
      [50, -1],
      [50, 1],
      [-50, 1],
    ];
    expect(distanceBetween(square(0, 0, 10), square(20, 5, 10))).toBe(0);
    expect(distanceBetween(square(0, 0, 10), square(1, 1, 2))).toBe(0);
    expect(distanceBetween(square(0, 0, 10), cross)).toBe(0);
    expect(distanceBetween(square(0, 0, 10), [[3, 3]])).toBe(0);
    expect(distanceBetween([[0, 0]], [[3, 4]])).toBe(5);
    expect(distanceBetween(square(0, 0, 10), [[13, 14]])).toBe(5);
  });
});
