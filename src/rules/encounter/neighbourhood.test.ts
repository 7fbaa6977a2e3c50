import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../lib/random.ts';
import type { Vessel } from '../../model/vessel.ts';
import type { Area } from './areas.ts';
import {
  antwerp,
  brief,
  type Course,
  fix,
  type Origin,
  one,
  report,
  ship,
  two,
} from './encounter.test-data.ts';
import { createEncounterWatch, type EncounterWatch } from './encounter-watch.ts';
import { judge, newPair } from './pair.ts';
import { SPEED } from './row.ts';
import { mpsOfKn, type Sailing, sail } from './sailing.ts';
import { encounterDefaults as s } from './settings.ts';
import { takesPart } from './takes-part.ts';
import { createTraffic } from './traffic.ts';

const elsewhere: Area = { ...s.limitsElsewhere, name: 'elsewhere' };
const where = { area: elsewhere, zoneIds: [], wet: [], basins: [], change: 0 };
const states = ['confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable'] as const;
const boat = { toBowM: 4, toSternM: 4, lengthM: 8, toPortM: 1, toStarboardM: 1, beamM: 2 };
const places: readonly (readonly [string, Origin])[] = [
  ['in Antwerp', antwerp],
  ['over the antimeridian', [179.99, 52]],
  ['at the equator', [10, 0.001]],
  ['at 78° north', [15, 78]],
];

interface Ship {
  vessel: Vessel;
  course: Course;
  /** Since when she is on it. */
  fromS: number;
}

function shipOf(i: number, sideM: number, random: Random): Ship {
  const half = Math.round(random.between(8, 180));
  const hull = { toBowM: half, toSternM: half, lengthM: 2 * half, toPortM: 8, toStarboardM: 8, beamM: 16 };
  const course = {
    ...{ eastM: random.between(-0.5, 0.5) * sideM, northM: random.between(-0.5, 0.5) * sideM },
    ...{ sogKn: random.between(0.5, random.chance(0.1) ? 40 : 14), cogDeg: random.between(0, 360) },
  };
  return { vessel: ship(205_000_000 + i, states[i % states.length], hull), course, fromS: 0 };
}

/** She turns, changes her speed, and now and then her cargo. */
function turn(own: Ship, atS: number, random: Random): void {
  const { course, vessel } = own;
  const way = ((course.sogKn * 1852) / 3600) * (atS - own.fromS);
  const angle = (course.cogDeg * Math.PI) / 180;
  own.fromS = atS;
  own.course = {
    eastM: course.eastM + way * Math.sin(angle),
    northM: course.northM + way * Math.cos(angle),
    sogKn: Math.max(0, course.sogKn + random.between(-2, 2)),
    cogDeg: (course.cogDeg + random.between(-40, 40) + 360) % 360,
  };
  if (random.chance(0.1)) vessel.hazard = { ...vessel.hazard, state: random.pick(states) };
}

/** Every pair in which `own` may be the faster, and that the judge does not call calm. */
function byAll(t: Float64Array, own: Sailing, all: readonly Sailing[]): number[] {
  const pair = newPair();
  const speed = ({ at }: Sailing): number => t[at + SPEED] as number;
  return all
    .filter((other) => other !== own && speed(other) < speed(own))
    .filter((other) => ['danger', 'beside'].includes(judge(t, own.at, other.at, pair, false, s)))
    .map(({ at }) => at);
}

/** Every vessel that sails is held against all others whenever she reports. */
function createAllPairs(origin: Origin) {
  const traffic = createTraffic({ ...s, besideMps: s.besideKn * mpsOfKn, mostTimes: 2, longestS: 300 });
  const near = new Int32Array(s.maxNeighbours);
  const all = new Map<Ship, Sailing>();
  let found = 0;
  return {
    traffic,
    /** A report of what she does, so many seconds late. */
    report(own: Ship, atS: number, lateS: number, area: Area = elsewhere): void {
      const k = fix({ ...own.course }, -lateS, origin);
      k.positionAtMs += atS * 1000;
      const sailing = all.get(own) ?? { vessel: own.vessel, k, where, area, at: -1 };
      if (!takesPart(own.vessel, k, s)) {
        if (all.delete(own)) traffic.remove(sailing.at);
        return;
      }
      const now = {
        ...sailing,
        vessel: own.vessel,
        k,
        area,
        at: sailing.at < 0 ? traffic.add() : sailing.at,
      };
      all.set(own, now);
      sail(traffic.numbers, now, s);
      traffic.move(now.at, area.horizonS);
      const count = traffic.near(now.at, near);
      const expected = byAll(traffic.numbers, now, [...all.values()]);
      found += expected.length;
      expect([...near.subarray(0, count)]).toEqual(expect.arrayContaining(expected));
      expect(new Set(near.subarray(0, count)).size).toBe(count);
    },
    found(): number {
      expect(traffic.size).toBe(all.size);
      return found;
    },
  };
}

test.each(places)('C20 no pair that the judge finds in danger or side by side is missing %s', (_, origin) => {
  const random = createRandom(20);
  const pairs = createAllPairs(origin);
  const ships = Array.from({ length: 150 }, (_, i) => shipOf(i, 6_000, random));
  for (let step = 0; step < 1_500; step++) {
    const own = random.pick(ships);
    turn(own, step * 0.4, random);
    // positions may come late
    pairs.report(own, step * 0.4, random.chance(0.1) ? random.between(0, 20) : 0);
  }
  expect(pairs.found()).toBeGreaterThan(300);
});

/** She holds her course as well as ships do, follows a bend, and seldom does something else. */
function holdOn(own: Ship, atS: number, bend: number, random: Random): void {
  const { course } = own;
  if (random.chance(0.02)) {
    turn(own, atS, random);
    if (random.chance(0.3)) own.course = { ...own.course, sogKn: random.between(27, 31) };
    if (random.chance(0.2)) own.course = { ...own.course, sogKn: random.between(0, 3) };
    return;
  }
  const { sogKn, cogDeg } = course;
  const way = mpsOfKn * sogKn * (atS - own.fromS);
  const angle = (cogDeg * Math.PI) / 180;
  own.fromS = atS;
  own.course = {
    eastM: course.eastM + way * Math.sin(angle) + random.between(-5, 5),
    northM: course.northM + way * Math.cos(angle) + random.between(-5, 5),
    sogKn: Math.max(0, sogKn + random.between(-0.1, 0.1)),
    cogDeg: (cogDeg + bend + random.between(-1, 1) + 360) % 360,
  };
}

const far: Area = { ...elsewhere, horizonS: 300, name: 'far' };

test.each(places.flatMap(([name, origin]) => [6_000, 1_500].map((sideM) => [name, sideM, origin] as const)))(
  'C23 no pair is missing or found later while vessels go on about as they did, come, go and change, %s, on %d m of water',
  (_, sideM, origin) => {
    const random = createRandom(23);
    const pairs = createAllPairs(origin);
    const ships = Array.from({ length: 120 }, (_, i) => shipOf(i, sideM, random));
    const bends = ships.map(() => (random.chance(0.3) ? random.between(-4, 4) : 0));
    // most come and go: their rows are used again
    for (let atS = 0; atS < 400; atS += 10)
      for (const [i, own] of ships.entries()) {
        const nowS = atS + (i % 10) + random.unit();
        if (random.chance(0.05)) continue;
        holdOn(own, nowS, bends[i] ?? 0, random);
        const isFar = i % 7 === 0 && atS % 200 > 100;
        pairs.report(own, nowS, random.chance(0.05) ? random.between(0, 5) : 0, isFar ? far : elsewhere);
      }
    expect(pairs.found()).toBeGreaterThan(1_000);
  },
);

test.each(places)(
  'C22 the slower of two is found at the very end of the horizon, however old her position may be, %s',
  (_, origin) => {
    const random = createRandom(22);
    const settings = { ...s, besideMps: s.besideKn * mpsOfKn, mostTimes: 2, longestS: 300 };
    let found = 0;
    for (let trial = 0; trial < 400; trial++) {
      const traffic = createTraffic(settings);
      const place = (mmsi: number, course: Course, atS: number): Sailing => {
        const vessel = ship(mmsi, 'confirmed', boat);
        const k = fix(course, atS, origin);
        const sailing = { vessel, k, where, area: elsewhere, at: traffic.add() };
        sail(traffic.numbers, sailing, s);
        traffic.move(sailing.at, elsewhere.horizonS);
        return sailing;
      };
      // both are at the same place after so many seconds
      const meetS = elsewhere.horizonS * random.between(0.97, 1);
      const towards = (sogKn: number, cogDeg: number): Course => {
        const way = ((sogKn * 1852) / 3600) * meetS;
        const angle = (cogDeg * Math.PI) / 180;
        return { eastM: -way * Math.sin(angle), northM: -way * Math.cos(angle), sogKn, cogDeg };
      };
      const sogKn = random.between(5, 14);
      const cogDeg = random.between(0, 360);
      const slower = towards(sogKn * random.between(0.95, 0.999), cogDeg + 180 + random.between(-20, 20));
      const other = place(two, { ...slower, cogDeg: (slower.cogDeg + 360) % 360 }, -random.between(0, 59));
      const own = place(one, towards(sogKn, cogDeg), 0);
      if (judge(traffic.numbers, own.at, other.at, newPair(), false, s) !== 'danger') continue;
      found++;
      const near = new Int32Array(4);
      expect([...near.subarray(0, traffic.near(own.at, near))]).toEqual([other.at]);
    }
    expect(found).toBeGreaterThan(300);
  },
);

/** A course that is at this place after so many seconds, with this movement in metres a second. */
const courseAt = (atS: number, eastM: number, northM: number, east: number, north: number): Course => ({
  ...{ eastM: eastM - east * atS, northM: northM - north * atS },
  ...{ sogKn: Math.hypot(east, north) / mpsOfKn },
  cogDeg: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360,
  more: { rotDegPerMin: 0 },
});
/** Her report on that course at that time. */
const onwards = (course: Course, atS: number): Course => {
  const way = course.sogKn * mpsOfKn * atS;
  const angle = (course.cogDeg * Math.PI) / 180;
  const { eastM, northM } = course;
  return { ...course, eastM: eastM + way * Math.sin(angle), northM: northM + way * Math.cos(angle) };
};

test.each(places)(
  'C24 two that turn to each other by so little that nobody looks anew are found at the very end of the horizon, %s',
  (_, origin) => {
    const random = createRandom(24);
    let found = 0;
    for (let trial = 0; trial < 300; trial++) {
      const pairs = createAllPairs(origin);
      const afterS = random.between(1, 59);
      const meetS = elsewhere.horizonS * random.between(0.97, 1);
      const angle = random.between(0, 2 * Math.PI);
      const [x, y] = [Math.sin(angle), Math.cos(angle)];
      const mps = random.between(4, 8);
      const ways = [mps, -0.95 * mps].map((along, i) => {
        // they would have passed at 150 m
        const aside = i === 0 ? 0.3 : -0.3;
        const [eastM, northM] = [-along * x * meetS, -along * y * meetS];
        const before = courseAt(afterS, eastM, northM, along * x + aside * y, along * y - aside * x);
        const own = { vessel: ship(i === 0 ? one : two, 'confirmed', boat), course: before, fromS: 0 };
        return { own, after: courseAt(afterS, eastM, northM, along * x, along * y) };
      });
      for (const { own } of ways) pairs.report(own, 0, 0);
      expect(pairs.found()).toBe(0);
      for (const { own, after } of ways.toReversed()) {
        own.course = onwards(after, afterS);
        pairs.report(own, afterS, 0);
      }
      found += pairs.found();
    }
    expect(found).toBeGreaterThan(200);
  },
);

test('C24 another size or other waters count at once, however well the course is kept', () => {
  const shortly: Area = { ...elsewhere, horizonS: 60, name: 'shortly' };
  const north = courseAt(0, 0, 0, 0, 5.2);
  const ahead = courseAt(100, 0, 520 + 700, -5, 0);
  const towards = courseAt(290, 0, 5.2 * 290, 0, -5);
  const cases: readonly [Course, Partial<Vessel>, Area, Area][] = [
    [ahead, { toBowM: 200, toSternM: 200, lengthM: 400 }, elsewhere, elsewhere],
    [towards, {}, shortly, far],
  ];
  for (const [course, larger, before, after] of cases) {
    const pairs = createAllPairs(antwerp);
    const own = { vessel: ship(one, 'confirmed', boat), course: north, fromS: 0 };
    const other = { vessel: ship(two, 'confirmed', boat), course, fromS: 0 };
    for (const each of [own, other]) pairs.report(each, 0, 0, before);
    expect(pairs.found()).toBe(0);
    own.course = onwards(north, 10);
    other.course = onwards(course, 10);
    own.vessel = { ...own.vessel, ...larger };
    pairs.report(other, 10, 0, after);
    pairs.report(own, 10, 0, after);
    expect(pairs.found()).toBe(1);
  }
});

/** All that a watch says while these ships sail, in the order of the causes. */
function said(watch: EncounterWatch, ships: readonly Ship[], order: readonly number[]): string[] {
  const found: string[] = [];
  for (let atS = 0; atS < 300; atS += 10)
    for (const i of order) {
      const own = ships[i];
      if (own !== undefined) found.push(...brief(report(watch, own.vessel, fix(own.course, atS))));
    }
  return found.sort();
}

test('C21 who else was there before and left, or is there far away, changes nothing of what is raised', () => {
  const random = createRandom(21);
  const ships = Array.from({ length: 60 }, (_, i) => shipOf(i, 4_000, random));
  const order = ships.map((_, i) => i);
  const alone = said(createEncounterWatch(), ships, order);
  const watch = createEncounterWatch();
  const others = Array.from({ length: 400 }, (_, i) => shipOf(1_000 + i, 4_000, random));
  for (const { vessel, course } of others) report(watch, vessel, fix(course, -10));
  for (const { vessel } of others) watch.forget(vessel.mmsi);
  for (const { vessel, course } of others.slice(200)) report(watch, vessel, fix(course, -5, [9, 40]));
  expect(alone.length).toBeGreaterThan(20);
  expect(said(watch, ships, order)).toEqual(alone);
  expect(watch.size).toBeGreaterThan(200);
});
