import { beforeEach, describe, expect, test } from 'vitest';
import type { Kinematics, Vessel } from '../../model/vessel.ts';
import { brief, type Course, fix, report, sailOn, ship } from './encounter.test-data.ts';
import { createEncounterWatch, type EncounterWatch } from './encounter-watch.ts';
import { encounterDefaults } from './settings.ts';

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

describe('when it is raised', () => {
  test('C1 two that will pass too close raise one alert, at the second report of both', () => {
    const [a, b] = [ship(one), ship(two)];
    expect(meet(a, b, 22, [0])).toEqual([]);
    // a report of one of them alone is no second look
    expect(brief(report(watch, a, fix(northbound, 5)))).toEqual([]);
    expect(meet(a, b, 22, [10])).toEqual([`+caution ${near}`]);
    expect(meet(a, b, 22, [20, 30, 40])).toEqual([]);
  });
  test('C1 it is filed under the worse cargo, and of equals under the lower MMSI', () => {
    const [first] = sailOn(
      watch,
      [
        [ship(one), northbound],
        [ship(two, 'confirmed'), southbound(22)],
      ],
      [0, 10],
    );
    expect(first).toMatchObject({ kind: 'cpa', mmsi: two, others: [one], zoneId: null });
    watch = createEncounterWatch();
    const [second] = sailOn(
      watch,
      [
        [ship(two), southbound(22)],
        [ship(one), northbound],
      ],
      [0, 10],
    );
    expect(second).toMatchObject({ mmsi: one, others: [two] });
  });
  test('C1 the domain: 15 m abeam, less to port, more to starboard, and half the beam of the other', () => {
    // the ellipse of 15 m lies 4.5 m to starboard: 19.5 m and 10.5 m, and 5 m for the other hull
    for (const [eastM, raises] of [
      [24, 1],
      [25, 0],
      [-15, 1],
      [-16, 0],
    ] as const) {
      watch = createEncounterWatch();
      expect([eastM, meet(ship(one), ship(two), eastM)]).toMatchObject([eastM, { length: raises }]);
    }
  });
  test('C1 a blue sign mirrors it: they pass starboard to starboard', () => {
    const blue = { blueSign: true };
    for (const [eastM, raises] of [
      [15, 1],
      [16, 0],
      [-24, 1],
      [-25, 0],
    ] as const) {
      watch = createEncounterWatch();
      const b = southbound(eastM, 1500, blue);
      const found = sailOn(
        watch,
        [
          [ship(one), northbound],
          [ship(two), b],
        ],
        [0, 10],
      );
      expect([eastM, found]).toMatchObject([eastM, { length: raises }]);
    }
  });
  test('C1 nothing is said of two that part, or come too close only after the horizon', () => {
    const away: Course = { ...northbound, eastM: 0, northM: 1500 };
    expect(
      brief(
        sailOn(
          watch,
          [
            [ship(one), { ...northbound, cogDeg: 180 }],
            [ship(two), away],
          ],
          [0, 10],
        ),
      ),
    ).toEqual([]);
    // at 10.29 m/s four minutes are 2470 m; the domain begins 125 m ahead, and the other hull is 50 m long from its middle
    const far = (northM: number): Course => southbound(0, northM);
    expect(
      brief(
        sailOn(
          watch,
          [
            [ship(one), northbound],
            [ship(two), far(2860)],
          ],
          [0, 10],
        ),
      ),
    ).toEqual([]);
    watch = createEncounterWatch();
    expect(
      sailOn(
        watch,
        [
          [ship(one), northbound],
          [ship(two), far(2640)],
        ],
        [0, 10],
      ),
    ).toHaveLength(1);
  });
});

describe('cargo', () => {
  test('C3 confirmed and suspected cargo double the domain, unknown makes it half again as large', () => {
    // abeam to starboard: 19.5 m times the factor, and 5 m
    const states = [
      ['confirmed', 2],
      ['suspected', 2],
      ['unknown', 1.5],
      ['not-applicable', 1],
    ] as const;
    for (const [state, factor] of states)
      for (const [dM, raises] of [
        [-1, 1],
        [1, 0],
      ] as const) {
        watch = createEncounterWatch();
        const found = meet(ship(one), ship(two, state), 19.5 * factor + 5 + dM);
        expect([state, dM, found]).toMatchObject([state, dM, { length: raises }]);
      }
  });
  test('C3 the severity is that of the worse cargo, and unknown is not taken for harmless', () => {
    const said = (['suspected', 'unknown', 'none-declared'] as const).map((state) => {
      watch = createEncounterWatch();
      return meet(ship(one), ship(two, state), 22)[0];
    });
    expect(said).toEqual([`+warning ${near}`, `+warning ${near}`, `+caution ${near}`]);
  });
  test('C3 two craft without cargo by their kind are not judged, unless the port wants it', () => {
    expect(meet(ship(one, 'not-applicable'), ship(two, 'not-applicable'), 20)).toEqual([]);
    watch = createEncounterWatch([], { ...encounterDefaults, amongCraftWithoutCargo: true });
    expect(meet(ship(one, 'not-applicable'), ship(two, 'not-applicable'), 20)).toHaveLength(1);
  });
  test('C4 hulls that may touch are told as contact, one step higher', () => {
    expect(meet(ship(one), ship(two, 'confirmed'), 3)).toEqual([`+alarm ${contact}`]);
    watch = createEncounterWatch();
    expect(meet(ship(one), ship(two), 3)).toEqual([`+warning ${contact}`]);
  });
  test('C4 an alert that becomes a contact ends and begins anew as one; it never gets better', () => {
    const [a, b] = [ship(one), ship(two, 'confirmed')];
    expect(meet(a, b, 25)).toEqual([`+warning ${near}`]);
    expect(meet(a, b, 3, [20])).toEqual([`-${near}`, `+alarm ${contact}`]);
    expect(meet(a, b, 25, [30, 40])).toEqual([]);
  });
});

describe('who takes part', () => {
  const suspected = (more: Partial<Vessel> = {}): Vessel => ship(two, 'suspected', more);
  test.each([
    ['moored', { navStatus: 5, sogKn: 2 }, 0],
    ['at anchor', { navStatus: 1, sogKn: 2 }, 0],
    ['aground', { navStatus: 6, sogKn: 2 }, 0],
    ['moored by a status that was forgotten', { navStatus: 5 }, 1],
    ['lying still', { sogKn: 0.4 }, 0],
    ['of unknown speed', { sogKn: null }, 0],
    ['of unknown course', { cogDeg: null }, 0],
    ['heard by a long-range report', { messageType: 27 }, 0],
  ] as const)('C5 one that is %s', (_, more, raises) => {
    const b = southbound(0, 1500, more);
    expect(
      sailOn(
        watch,
        [
          [ship(one), northbound],
          [suspected(), b],
        ],
        [0, 10],
      ),
    ).toHaveLength(raises);
  });
  test.each([
    ['a base station', { class: 'base' }, 0],
    ['an aid to navigation', { class: 'aton' }, 0],
    ['an aircraft', { class: 'sar' }, 0],
    ['a SART', { class: 'sart' }, 0],
    ['a pilot boat', { shipType: 50 }, 0],
    ['a police boat', { shipType: 55 }, 0],
    ['an inland police boat', { eriType: 8450 }, 0],
    ['a tug that runs freely', { shipType: 52 }, 1],
    ['class B', { class: 'B' }, 1],
    ['an inland vessel', { class: 'inland' }, 1],
  ] as const)('C5 %s', (_, more, raises) => {
    expect(meet(ship(one), suspected(more), 0)).toHaveLength(raises);
  });
  test('C5 a tug at work, at 8 kn or less, and two of which none makes 3 kn', () => {
    const slow = (sogKn: number): Course => ({ ...southbound(0, 300), sogKn });
    const fleet = [
      [ship(one), { ...northbound, sogKn: 2.9 }],
      [suspected(), slow(2.9)],
    ] as const;
    expect(sailOn(watch, fleet, [0, 10])).toEqual([]);
    const tug = [
      [ship(one), northbound],
      [suspected({ shipType: 52 }), slow(8)],
    ] as const;
    expect(sailOn(watch, tug, [20, 30])).toEqual([]);
  });
  test('C5 who moors is no longer part of an encounter, and is forgotten', () => {
    const [a, b] = [ship(one), suspected()];
    expect(meet(a, b, 22)).toHaveLength(1);
    expect(watch.size).toBe(2);
    const atRest = fix({ ...southbound(22), more: { navStatus: 5, sogKn: 0 } }, 20);
    expect(brief(report(watch, b, atRest))).toEqual([`-${near}`]);
    expect(watch.size).toBe(1);
  });
});
