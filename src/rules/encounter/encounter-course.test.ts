import { beforeEach, describe, expect, test } from 'vitest';
import type { Kinematics, TrustReason, Vessel } from '../../model/vessel.ts';
import { antwerp, brief, type Course, fix, report, sailOn, ship } from './encounter.test-data.ts';
import { createEncounterWatch, type EncounterWatch } from './encounter-watch.ts';

const [one, two] = [205000001, 244000002];
const near = 'cpa:205000001:244000002';
const contact = `${near}:contact`;
/** 10 kn is 5.144 m/s: the two close by 10.29 m a second. */
const northbound: Course = { eastM: 0, northM: 0, sogKn: 10, cogDeg: 0 };
const southbound = (eastM: number, northM = 1500, more: Partial<Kinematics> = {}): Course => ({
  ...{ eastM, northM, sogKn: 10, cogDeg: 180, more },
});

let watch: EncounterWatch;
beforeEach(() => {
  watch = createEncounterWatch();
});
/** Two ships sail towards each other, so many metres between their middles when they pass to starboard of the first. */
const meet = (a: Vessel, b: Vessel, eastM: number, seconds = [0, 10]): string[] =>
  brief(
    sailOn(
      watch,
      [
        [a, northbound],
        [b, southbound(eastM)],
      ],
      seconds,
    ),
  );

describe('convoys', () => {
  const beside: Course = { ...northbound, eastM: 20 };
  const every10 = (from: number, to: number): number[] =>
    Array.from({ length: (to - from) / 10 + 1 }, (_, i) => from + i * 10);
  /** In a turn it is for a while 60 m behind, faster, and on a course that goes through the first. */
  const yaws = (a: Vessel, b: Vessel, atS: number, more: Partial<Kinematics> = {}): string[] =>
    [0, 5].flatMap((s) => {
      const northM = ((10 * 1852) / 3600) * (atS + s);
      const own = { ...fix({ ...northbound, more }, 0), lat: fix(northbound, atS + s).lat };
      const other = fix({ eastM: 20 - s, northM: northM - 60 + 2 * s, sogKn: 14, cogDeg: 350 }, 0);
      const positionAtMs = (atS + s) * 1000;
      const found = [
        ...report(watch, a, { ...own, positionAtMs }),
        ...report(watch, b, { ...other, positionAtMs }),
      ];
      return brief(found);
    });
  test('C6 two that go beside each other for a minute are a convoy: no encounter, also in a turn', () => {
    const [a, b] = [ship(one), ship(two, 'suspected')];
    expect(
      sailOn(
        watch,
        [
          [a, northbound],
          [b, beside],
        ],
        every10(0, 70),
      ),
    ).toEqual([]);
    expect(yaws(a, b, 80)).toEqual([]);
    // who was never beside is an encounter in the same place
    watch = createEncounterWatch();
    expect(yaws(a, b, 80)).toEqual([`+alarm ${contact}`]);
  });
  test('C6 less than a minute beside each other makes no convoy', () => {
    const [a, b] = [ship(one), ship(two, 'suspected')];
    sailOn(
      watch,
      [
        [a, northbound],
        [b, beside],
      ],
      every10(0, 50),
    );
    expect(yaws(a, b, 55)).toEqual([`+alarm ${contact}`]);
  });
  test('C6 who tows or pushes by status or type has her convoy at once', () => {
    for (const [more, type] of [
      [{ navStatus: 12 }, 70],
      [{ navStatus: 11 }, 70],
      [{}, 31],
      [{}, 32],
    ] as const) {
      watch = createEncounterWatch();
      const [a, b] = [ship(one, 'suspected', { shipType: type }), ship(two, 'suspected')];
      expect(
        sailOn(
          watch,
          [
            [a, { ...northbound, more }],
            [b, beside],
          ],
          [0],
        ),
      ).toEqual([]);
      expect(yaws(a, b, 5, more)).toEqual([]);
      // with others she has encounters
      const third = ship(211000003, 'suspected');
      const c = southbound(0, 1000);
      expect(
        sailOn(
          watch,
          [
            [a, { ...northbound, more }],
            [third, c],
          ],
          [20, 30],
        ),
      ).toHaveLength(1);
    }
  });
  test('C6 they are no convoy any more once they are apart', () => {
    const [a, b] = [ship(one), ship(two, 'suspected')];
    sailOn(
      watch,
      [
        [a, northbound],
        [b, beside],
      ],
      every10(0, 70),
    );
    expect(
      sailOn(
        watch,
        [
          [a, northbound],
          [b, southbound(0, 2500)],
        ],
        [80, 90, 100],
      ),
    ).toHaveLength(1);
  });
});

describe('what is known', () => {
  test.each(['jump', 'duplicate-identity', 'gnss'] satisfies TrustReason[])(
    'C8 nothing begins on %s',
    (reason) => {
      const b = ship(two, 'suspected', { trust: { level: 'low', reasons: [reason] } });
      expect(meet(ship(one), b, 0)).toEqual([]);
      b.trust = { level: 'normal', reasons: [] };
      expect(meet(ship(one), b, 0, [20, 30])).toHaveLength(1);
      b.trust = { level: 'low', reasons: [reason] };
      expect(meet(ship(one), b, 0, [40, 50])).toEqual([]);
    },
  );
  test('C8 other doubts are told with the alert', () => {
    const b = ship(two, 'suspected', { trust: { level: 'low', reasons: ['dimensions'] } });
    expect(
      sailOn(
        watch,
        [
          [ship(one), northbound],
          [b, southbound(0)],
        ],
        [0, 10],
      ),
    ).toMatchObject([{ trust: 'low' }]);
  });
  test('C9 positions of different times are held together at the later one, and not when a minute lies between', () => {
    for (const [lagS, raises] of [
      [30, 1],
      [59, 1],
      [61, 0],
    ] as const) {
      watch = createEncounterWatch();
      const [a, b] = [ship(one), ship(two, 'suspected')];
      const found = [0, 10].flatMap((atS) => [
        ...report(watch, b, fix(southbound(22, 2500), atS)),
        ...report(watch, a, fix(northbound, atS + lagS)),
      ]);
      expect([lagS, found]).toMatchObject([lagS, { length: raises }]);
      if (found[0]?.action !== 'raise') continue;
      // 2500 m less the way of both until the later time: wherever the other was heard, it is reckoned on
      const lateS = 10 + lagS;
      const rangeM = Math.hypot(22, 2500 - (2 * lateS * 10 * 1852) / 3600);
      expect(Math.abs((found[0].evidence['rangeM'] as number) - rangeM)).toBeLessThan(2);
    }
  });
  test('C9 a turn shortens the time that it is looked ahead, down to a minute', () => {
    const turning = (rotDegPerMin: number, northM: number): Course =>
      southbound(22, northM, { rotDegPerMin });
    const raised = (rot: number, northM: number): number => {
      watch = createEncounterWatch();
      return sailOn(
        watch,
        [
          [ship(one), northbound],
          [ship(two), turning(rot, northM)],
        ],
        [0, 10],
      ).length;
    };
    expect([raised(0, 1500), raised(5, 1500), raised(20, 1500), raised(20, 700)]).toEqual([1, 1, 0, 1]);
  });
  test('C9 without a rate of turn it is told from the courses of two reports', () => {
    const [a, b] = [ship(one), ship(two)];
    const swinging = (cogDeg: number): Course => ({ ...southbound(22), cogDeg });
    sailOn(
      watch,
      [
        [a, northbound],
        [b, swinging(170)],
      ],
      [0],
    );
    expect(
      sailOn(
        watch,
        [
          [a, northbound],
          [b, swinging(180)],
        ],
        [10, 20],
      ).length,
    ).toBe(0);
    expect(
      sailOn(
        watch,
        [
          [a, northbound],
          [b, swinging(180)],
        ],
        [30, 40],
      ).length,
    ).toBe(1);
  });
});

describe('how it ends', () => {
  const alike = (): [Vessel, Vessel] => [ship(one), ship(two)];
  test('C10 after they have passed, at the second report of both', () => {
    const [a, b] = alike();
    // closest after 146 s
    expect(meet(a, b, 22, [0, 10, 140])).toEqual([`+caution ${near}`]);
    expect(meet(a, b, 22, [150])).toEqual([]);
    expect(meet(a, b, 22, [160])).toEqual([`-${near}`]);
  });
  test('C10 the domain must be left by a quarter, in two reports in a row', () => {
    const [a, b] = alike();
    expect(meet(a, b, 22)).toHaveLength(1);
    // 24.5 m is the border, 29.4 m the one with room
    expect(meet(a, b, 28, [20, 30, 40])).toEqual([]);
    expect(meet(a, b, 31, [50])).toEqual([]);
    expect(meet(a, b, 28, [60])).toEqual([]);
    expect(meet(a, b, 31, [70])).toEqual([]);
    expect(meet(a, b, 31, [80])).toEqual([`-${near}`]);
  });
  test('C10 when either leaves the picture, or is silent for a minute', () => {
    const [a, b] = alike();
    meet(a, b, 22);
    expect(brief(watch.forget(two))).toEqual([`-${near}`]);
    expect(watch.forget(two)).toEqual([]);
    meet(a, b, 22, [20, 30]);
    expect(watch.tick(90_000)).toEqual([]);
    expect(brief(watch.tick(90_001))).toEqual([`-${near}`]);
    expect(watch.size).toBe(0);
  });
  test('C11 open causes are taken over after a restart, not raised again, and end', () => {
    watch.restore([near, 'separation:205000001:244000002', 'cpa:nonsense', 'zone.enter:cpa:205000001']);
    const [a, b] = alike();
    expect(meet(a, b, 22, [0, 10, 20])).toEqual([]);
    expect(meet(a, b, 200, [30, 40])).toEqual([`-${near}`]);
    watch = createEncounterWatch();
    watch.restore([contact]);
    expect(meet(a, b, 22, [0, 10, 20])).toEqual([]);
    expect(brief(watch.forget(one))).toEqual([`-${contact}`]);
  });
  test('C11 what nobody is heard of after a restart ends after a minute', () => {
    watch.restore([near]);
    expect(watch.tick(1_000_000)).toEqual([]);
    expect(brief(watch.tick(1_060_001))).toEqual([`-${near}`]);
  });
});

test('C14 the words and the evidence: who, how close, when, where, and what was taken for granted', () => {
  const a = ship(one, 'confirmed', {
    name: 'KLARA',
    hazard: { ...ship(one).hazard, state: 'confirmed', cones: 2 },
  });
  const unsized = {
    lengthM: null,
    beamM: null,
    toBowM: null,
    toSternM: null,
    toPortM: null,
    toStarboardM: null,
  };
  const b = ship(two, 'unknown', unsized);
  const course = southbound(-25, 1500, { headingDeg: null });
  const [found] = sailOn(
    watch,
    [
      [a, northbound],
      [b, course],
    ],
    [0, 10],
    antwerp,
  );
  expect(found).toMatchObject({
    title: 'Hazardous vessel passes close: 14 m in 2.1 minutes',
    text: 'KLARA (205000001), with dangerous goods aboard (2 blue cones), and vessel 244000002, with unknown cargo, pass at 14 m in 2.1 minutes, as both go now, on opposite courses; now 1397 m apart, bearing 359°.',
    evidence: {
      cpaM: 14.3,
      tcpaS: 126,
      domainEntryS: expect.any(Number),
      bearingDeg: 359,
      courses: 'meeting',
      domainFactor: 2,
      vessel: {
        mmsi: '205000001',
        area: 'elsewhere',
        domainHalfLengthM: 200,
        domainHalfBreadthM: 30,
        reckonedS: 0,
      },
      other: { mmsi: '244000002', lengthM: 110, beamM: 11.4, headingDeg: null },
      assumed: [
        '244000002: size, 110 m by 11.4 m',
        '244000002: antenna amidships',
        '244000002: heads along its course',
      ],
    },
  });
});
