import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../lib/random.ts';
import type { Vessel } from '../../model/vessel.ts';
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
import { newMover } from './mover.ts';
import { judge, newPair } from './pair.ts';
import { mpsOfKn, newSailing, type Sailing, sail } from './sailing.ts';
import { encounterDefaults as s } from './settings.ts';
import { takesPart } from './takes-part.ts';
import { createTraffic } from './traffic.ts';

const elsewhere = { ...s.limitsElsewhere, name: 'elsewhere' };
const where = { area: elsewhere, zoneIds: [], wet: [], basins: [], change: 0 };
const states = ['confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable'] as const;
const places: readonly (readonly [string, Origin])[] = [
  ['in Antwerp', antwerp],
  ['over the antimeridian', [179.99, 52]],
  ['at the equator', [10, 0.001]],
  ['at 78° north', [15, 78]],
];

interface Ship {
  readonly vessel: Vessel;
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
function byAll(own: Sailing, all: readonly Sailing[]): number[] {
  const pair = newPair();
  const speed = (a: Sailing): number => Math.hypot(a.east, a.north);
  return all
    .filter((other) => other !== own && speed(other) < speed(own))
    .filter((other) => ['danger', 'beside'].includes(judge(own, other, pair, false, s)))
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

describe('C20', () => {
  test.each(places)(
    'C20 no pair that the judge finds in danger or side by side is missing %s',
    (_, origin) => {
      const random = createRandom(20);
      const settings = { ...s, besideMps: s.besideKn * mpsOfKn, mostTimes: 2 };
      const traffic = createTraffic(settings);
      const ships = Array.from({ length: 150 }, (_, i) => shipOf(i, 6_000, random));
      const all: Sailing[] = [];
      const bySailing = new Map<Ship, Sailing>();
      const mover = newMover();
      const near = new Int32Array(s.maxNeighbours);
      let found = 0;
      for (let step = 0; step < 1_500; step++) {
        const own = random.pick(ships);
        const atS = step * 0.4;
        turn(own, atS, random);
        // positions may come late
        const k = fix({ ...own.course }, random.chance(0.1) ? -random.between(0, 20) : 0, origin);
        k.positionAtMs += atS * 1000;
        let sailing = bySailing.get(own);
        if (!takesPart(own.vessel, k, s)) {
          if (sailing === undefined) continue;
          traffic.remove(sailing.row);
          all.splice(all.indexOf(sailing), 1);
          bySailing.delete(own);
          continue;
        }
        if (sailing === undefined) {
          sailing = newSailing(own.vessel, k, elsewhere, where);
          sailing.row = traffic.add();
          all.push(sailing);
          bySailing.set(own, sailing);
        }
        sail(sailing, k, elsewhere, mover, s);
        traffic.move(sailing.row, mover);
        const count = traffic.near(sailing.row, mover, near);
        const expected = byAll(sailing, all);
        found += expected.length;
        expect([...near.subarray(0, count)]).toEqual(expect.arrayContaining(expected));
        expect(new Set(near.subarray(0, count)).size).toBe(count);
      }
      expect(found).toBeGreaterThan(300);
      expect(traffic.size).toBe(all.length);
    },
  );
});

test.each(places)(
  'C22 the slower of two is found at the very end of the horizon, however old her position may be, %s',
  (_, origin) => {
    const random = createRandom(22);
    const settings = { ...s, besideMps: s.besideKn * mpsOfKn, mostTimes: 2 };
    const boat = { toBowM: 4, toSternM: 4, lengthM: 8, toPortM: 1, toStarboardM: 1, beamM: 2 };
    let found = 0;
    for (let trial = 0; trial < 400; trial++) {
      const traffic = createTraffic(settings);
      const mover = newMover();
      const place = (mmsi: number, course: Course, atS: number): Sailing => {
        const vessel = ship(mmsi, 'confirmed', boat);
        const k = fix(course, atS, origin);
        const sailing = newSailing(vessel, k, elsewhere, where);
        sailing.row = traffic.add();
        sail(sailing, k, elsewhere, mover, s);
        traffic.move(sailing.row, mover);
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
      if (judge(own, other, newPair(), false, s) !== 'danger') continue;
      found++;
      const near = new Int32Array(4);
      expect([...near.subarray(0, traffic.near(own.row, mover, near))]).toEqual([other.row]);
    }
    expect(found).toBeGreaterThan(300);
  },
);

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
