import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../lib/random.ts';
import type { HazardState, Vessel } from '../../model/vessel.ts';
import { antwerp, type Course, fix, type Origin, report, sailOn, ship } from './encounter.test-data.ts';
import { createEncounterWatch } from './encounter-watch.ts';
import { encounterDefaults as s } from './settings.ts';

const radians = Math.PI / 180;
const states: readonly HazardState[] = ['confirmed', 'unknown', 'none-declared', 'not-applicable'];
type Fleet = readonly (readonly [Vessel, Course])[];

/** Ships of all sizes in a square of `sideM`. */
function fleetOf(count: number, sideM: number, random: Random): Fleet {
  return Array.from({ length: count }, (_, i) => {
    const half = Math.round(random.between(10, 150));
    const hull = { toBowM: half, toSternM: half, lengthM: 2 * half, toPortM: 8, toStarboardM: 8, beamM: 16 };
    const [eastM, northM] = [random.between(-0.5, 0.5) * sideM, random.between(-0.5, 0.5) * sideM];
    const course = { eastM, northM, sogKn: random.between(1, 16), cogDeg: random.between(0, 360) };
    return [ship(205_000_000 + i, states[i % states.length], hull), course] as const;
  });
}

/** By a clock, from `fromS` on: whether one comes into the other's domain, or whether that is too near the limits to be told so. */
function bySteps(
  [a, of]: Fleet[number],
  [b, against]: Fleet[number],
  fromS = 10,
): 'meets' | 'none' | 'unclear' {
  const factor = Math.max(s.hazardFactor[a.hazard.state], s.hazardFactor[b.hazard.state]);
  const turn = Math.abs(((of.cogDeg - against.cogDeg + 540) % 360) - 180);
  const isNone = a.hazard.state === 'not-applicable' && b.hazard.state === 'not-applicable';
  if (isNone || Math.max(of.sogKn, against.sogKn) < s.fasterKn) return 'none';
  const { domain, horizonS } = s.limitsElsewhere;
  const at = ({ eastM, northM, sogKn, cogDeg }: Course, t: number): [number, number] => {
    const way = ((sogKn * 1852) / 3600) * t;
    return [eastM + way * Math.sin(cogDeg * radians), northM + way * Math.cos(cogDeg * radians)];
  };
  const isIn = (v: Vessel, c: Course, o: Vessel, d: Course, t: number, times: number): boolean => {
    const [x, y] = at(c, t);
    const [ox, oy] = at(d, t);
    const [sin, cos] = [Math.sin(c.cogDeg * radians), Math.cos(c.cogDeg * radians)];
    const [lengthM, beamM] = [v.lengthM ?? 0, v.beamM ?? 0];
    const side = domain.sideBeams * beamM * factor;
    const ahead = (ox - x) * sin + (oy - y) * cos - domain.aheadLengths * lengthM * factor;
    const right = (ox - x) * cos - (oy - y) * sin - (turn < 30 ? 0 : side * domain.starboardPart);
    const between = (d.cogDeg - c.cogDeg) * radians;
    const [l, w] = [(o.lengthM ?? 0) / 2, (o.beamM ?? 0) / 2];
    const halfLength =
      domain.halfLengths * lengthM * factor +
      l * Math.abs(Math.cos(between)) +
      w * Math.abs(Math.sin(between));
    const halfBreadth = side + l * Math.abs(Math.sin(between)) + w * Math.abs(Math.cos(between));
    return (ahead / halfLength) ** 2 + (right / halfBreadth) ** 2 <= times;
  };
  const gap = (t: number): number => {
    const [[x, y], [ox, oy]] = [at(of, t), at(against, t)];
    return Math.hypot(ox - x, oy - y);
  };
  const comesIn = (untilS: number, times: number): boolean => {
    for (let t = fromS; t <= fromS + untilS; t++)
      if (isIn(a, of, b, against, t, times) || isIn(b, against, a, of, t, times)) return true;
    return false;
  };
  const isClosing = gap(fromS + 1) < gap(fromS);
  const [surely, maybe] = [comesIn(horizonS - 1, 0.97), comesIn(horizonS + 1, 1.03)];
  const isFar = gap(fromS) > s.lookM;
  const areBeside = gap(fromS) < 500 && turn < 20;
  if (areBeside || surely !== maybe || (maybe && Math.abs(gap(fromS + 1) - gap(fromS)) < 0.3))
    return 'unclear';
  return surely && isClosing && !isFar ? 'meets' : 'none';
}

const pairName = (a: Vessel, b: Vessel): string => `${Math.min(a.mmsi, b.mmsi)} ${Math.max(a.mmsi, b.mmsi)}`;

/** Pairs of a fleet, as the watch finds them through its grid. */
function found(fleet: Fleet, origin: Origin): Set<string> {
  const watch = createEncounterWatch([], { ...s, maxMeetings: 1000 });
  const pairs = new Set<string>();
  for (const finding of sailOn(watch, fleet, [0, 10], origin))
    if (finding.action === 'raise') pairs.add(`${finding.cause.slice(4, 13)} ${finding.cause.slice(14, 23)}`);
  return pairs;
}

test.each([
  ['in Antwerp', antwerp],
  ['over the antimeridian', [179.99, -17]],
  ['at the equator', [0, 0]],
  ['at 78° north', [-179.98, 78]],
] as const)('C12 the pairs found in a crowd %s are those of all pairs, step by step', (_, origin) => {
  // the faster finds the slower: who comes last sees all
  const fleet = [...fleetOf(80, 7000, createRandom(7))].sort(([, a], [, b]) => a.sogKn - b.sogKn);
  const pairs = found(fleet, origin);
  let met = 0;
  for (const [i, one] of fleet.entries())
    for (const two of fleet.slice(i + 1)) {
      const expected = bySteps(one, two);
      if (expected === 'unclear' || bySteps(one, two, 0) !== expected) continue;
      const name = pairName(one[0], two[0]);
      if (expected === 'meets') met++;
      expect([name, pairs.has(name)]).toEqual([name, expected === 'meets']);
    }
  expect(met).toBeGreaterThan(20);
});

describe('C12 what does not matter', () => {
  const offset = fc.double({ min: -150, max: 150, noNaN: true });
  const way = fc.record({
    sogKn: fc.double({ min: 3, max: 15, noNaN: true }),
    cogDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
  });
  /** Two courses that come near each other between half a minute and three minutes from now. */
  const courses = fc
    .tuple(way, way, offset, offset, fc.integer({ min: 30, max: 180 }))
    .map(([one, two, eastM, northM, inS]): [Course, Course] => {
      const backFrom = ({ sogKn, cogDeg }: typeof one, east: number, north: number): Course => {
        const metres = ((sogKn * 1852) / 3600) * inS;
        const angle = cogDeg * radians;
        return {
          ...{ eastM: east - metres * Math.sin(angle), northM: north - metres * Math.cos(angle) },
          ...{ sogKn, cogDeg },
        };
      };
      return [backFrom(one, 0, 0), backFrom(two, eastM, northM)];
    });
  const run = { seed: 20261125, numRuns: 200 } as const;
  interface Said {
    readonly causes: readonly string[];
    readonly cpaM: number;
  }
  function say(fleet: Fleet, origin: Origin, seconds = [0, 10, 20]): Said {
    const findings = sailOn(createEncounterWatch(), fleet, seconds, origin);
    const [first] = findings;
    const evidence = first?.action === 'raise' ? first.evidence : {};
    const causes = findings.flatMap((f) => (f.action === 'raise' ? [f.cause.slice(0, 23)] : []));
    return { causes, cpaM: typeof evidence['cpaM'] === 'number' ? evidence['cpaM'] : -1 };
  }
  const pairOf = (a: Course, b: Course): Fleet => [
    [ship(205_000_001), a],
    [ship(205_000_002, 'suspected'), b],
  ];
  /** Not at the limit of a domain or of the horizon, where what numbers lose may fall either way. */
  function isClear(a: Course, b: Course): boolean {
    const [one, two] = [ship(1), ship(2, 'suspected')];
    const looks = [0, 10, 20].map((s) => bySteps([one, a], [two, b], s));
    return !looks.includes('unclear') && new Set(looks).size === 1;
  }
  function expectSame(one: Said, other: Said): void {
    expect(other.causes).toEqual(one.causes);
    expect(Math.abs(other.cpaM - one.cpaM)).toBeLessThanOrEqual(0.5);
  }
  const turned = ({ eastM, northM, sogKn, cogDeg }: Course, deg: number): Course => {
    const [sin, cos] = [Math.sin(deg * radians), Math.cos(deg * radians)];
    return {
      eastM: eastM * cos + northM * sin,
      northM: northM * cos - eastM * sin,
      sogKn,
      cogDeg: (cogDeg + deg) % 360,
    };
  };

  test('C12 which of the two reports first, and which has the lower MMSI', () => {
    let raised = 0;
    fc.assert(
      fc.property(courses, ([a, b]) => {
        if (!isClear(a, b)) return;
        const [one, two] = pairOf(a, b);
        if (one === undefined || two === undefined) return;
        const said = say([one, two], antwerp);
        expectSame(said, say([two, one], antwerp));
        const swapped: Fleet = [
          [ship(205_000_002), a],
          [ship(205_000_001, 'suspected'), b],
        ];
        expectSame(said, say(swapped, antwerp));
        raised += said.causes.length;
      }),
      run,
    );
    expect(raised).toBeGreaterThan(20);
  });
  test('C12 where on earth it is, how it is turned, and when', () => {
    const where = fc.constantFrom<Origin>([4.3, 51.3], [180, 10], [-179.999, -60], [30, 80]);
    fc.assert(
      fc.property(courses, where, fc.integer({ min: 0, max: 359 }), ([a, b], origin, deg) => {
        if (!isClear(a, b)) return;
        const said = say(pairOf(a, b), antwerp);
        expectSame(said, say(pairOf(a, b), origin));
        expectSame(said, say(pairOf(turned(a, deg), turned(b, deg)), antwerp));
        const watch = createEncounterWatch();
        const later = [0, 10, 20].flatMap((atS) =>
          pairOf(a, b).flatMap(([vessel, way]) => [
            ...report(watch, vessel, { ...fix(way, atS), positionAtMs: 1.7e12 + atS * 1000 }),
          ]),
        );
        const causes = later.flatMap((f) => (f.action === 'raise' ? [f.cause.slice(0, 23)] : []));
        expect(causes).toEqual(said.causes);
      }),
      run,
    );
  });
});

describe('C12 bounds', () => {
  test('C12 two that are over 4 km apart are not looked at', () => {
    const fast = (northM: number, cogDeg: number): Course => ({ eastM: 0, northM, sogKn: 30, cogDeg });
    const said = (apartM: number): number =>
      sailOn(
        createEncounterWatch(),
        [
          [ship(1), fast(0, 0)],
          [ship(2), fast(apartM, 180)],
        ],
        [0, 1, 2],
      ).length;
    // they come 31 m nearer in a second, and two looks are needed
    expect([said(4025), said(4040)]).toEqual([1, 0]);
  });
  test('C12 one vessel is part of at most 16', () => {
    const crowd = Array.from({ length: 20 }, (_, i): Fleet[number] => [
      ship(300_000_000 + i),
      { eastM: 0, northM: 400 + i * 60, sogKn: 5, cogDeg: 180 },
    ]);
    const findings = sailOn(
      createEncounterWatch(),
      [...crowd, [ship(1), { eastM: 0, northM: 0, sogKn: 15, cogDeg: 0 }]],
      [0, 10],
    );
    const own = findings.filter((f) => f.action === 'raise' && f.cause.startsWith('cpa:000000001:'));
    expect(own).toHaveLength(16);
  });
  test('C12 who left takes nothing with it: a fleet that comes and goes leaves nothing behind', () => {
    const watch = createEncounterWatch();
    const random = createRandom(3);
    for (let round = 0; round < 5; round++) {
      const fleet = fleetOf(300, 20_000, random);
      sailOn(watch, fleet, [round * 100, round * 100 + 10]);
      expect(watch.size).toBe(300);
      for (const [{ mmsi }] of fleet) watch.forget(mmsi);
      expect(watch.size).toBe(0);
      expect(watch.tick(round * 100_000 + 99_000)).toEqual([]);
    }
  });
});
