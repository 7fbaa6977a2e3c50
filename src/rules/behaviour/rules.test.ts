import { describe, expect, test } from 'vitest';
import { anchorDrag } from './anchor-drag.ts';
import { drifting, notAdrift } from './drifting.ts';
import { grounding } from './grounding.ts';
import { calm } from './hold.ts';
import type { Report } from './report.ts';
import { behaviourDefaults } from './settings.ts';
import { statusMismatch } from './status-mismatch.ts';

const base: Report = {
  atMs: 0,
  lon: 4.3,
  lat: 51.3,
  sogKn: 2,
  cogDeg: 90,
  headingDeg: 0,
  navStatus: 0,
  lengthM: 110,
  doubted: false,
  hazardous: true,
  afterSilence: false,
  fastAtMs: Number.NEGATIVE_INFINITY,
};

/** Runs a rule over reports; the seconds at which it was open. */
function openAt<S>(
  rule: (state: S, report: Report) => S,
  isOpen: (state: S) => boolean,
  begin: S,
  reports: readonly ({ s: number } & Partial<Report>)[],
): number[] {
  let state = begin;
  const open: number[] = [];
  for (const { s, ...more } of reports) {
    state = rule(state, { ...base, ...more, atMs: s * 1000 });
    if (isOpen(state)) open.push(s);
  }
  return open;
}
const every = (fromS: number, toS: number, stepS: number): number[] =>
  Array.from({ length: Math.floor((toS - fromS) / stepS) + 1 }, (_, i) => fromS + i * stepS);

describe('grounding', () => {
  const run = (reports: readonly ({ s: number } & Partial<Report>)[]): number[] =>
    openAt(
      (state, r) => grounding(state, r, behaviourDefaults.grounding),
      (state) => state.open,
      calm,
      reports,
    );
  const stop = (more: Partial<Report> = {}, stopS = 30, untilS = 90) =>
    [stopS, 60, untilS, untilS + 10].map((s) => ({
      s,
      sogKn: 0.5,
      fastAtMs: 0,
      ...more,
    }));

  test('B3 from over 7 kn to under 1 kn within 30 s, for a minute; it ends when she makes way', () => {
    expect(run([...stop(), { s: 110, sogKn: 2 }])).toEqual([90, 100]);
  });
  test('B3 at the edge: a second later to stop, or a second short of the minute, is none', () => {
    expect(run(stop({}, 31))).toEqual([]);
    expect(run(stop({}, 30, 79))).toEqual([]);
  });
  test('B3 not under 50 m, but with unknown length', () => {
    expect(run(stop({ lengthM: 49 }))).toEqual([]);
    expect(run(stop({ lengthM: 50 }))).toEqual([90, 100]);
    expect(run(stop({ lengthM: null }))).toEqual([90, 100]);
  });
  test('B7 a grounding does not begin on a doubted position', () => {
    expect(run(stop({ doubted: true }))).toEqual([]);
  });
});

describe('drifting', () => {
  const run = (reports: readonly ({ s: number } & Partial<Report>)[]): number[] =>
    openAt(
      (state, r) => drifting(state, r, behaviourDefaults.drifting),
      (state) => state.open,
      notAdrift,
      reports,
    );
  /** Eastwards at a metre a second, about 2 kn. */
  const east = (more: Partial<Report> = {}, toS = 660, metresPerS = 1) =>
    every(0, toS, 60).map((s) => ({
      s,
      lon: 4.3 + (s * metresPerS) / 69_524,
      ...more,
    }));

  test('B4 sideways for ten minutes and 500 m; it ends after a minute of something else', () => {
    const after = [720, 780].map((s) => ({ s, headingDeg: 90, lon: 4.31 }));
    expect(run([...east(), ...after])).toEqual([600, 660, 720]);
  });
  test.each<[string, Partial<Report>, boolean]>([
    ['45° off the heading', { headingDeg: 45 }, false],
    ['46° off the heading', { headingDeg: 44 }, true],
    ['135° off: backwards', { headingDeg: 225 }, false],
    ['134° off', { headingDeg: 224 }, true],
    ['1 kn', { sogKn: 1 }, true],
    ['under 1 kn', { sogKn: 0.9 }, false],
    ['over 5 kn', { sogKn: 5.1 }, false],
    ['no heading', { headingDeg: null }, false],
    ['49 m', { lengthM: 49 }, false],
    ['unknown length', { lengthM: null }, true],
  ])('B4 %s', (_, more, expected) => {
    expect(run(east(more)).length > 0).toBe(expected);
  });
  test('B4 less than 500 m is the swing of a ship that lies', () => {
    expect(run(east({}, 960, 0.5))).toEqual([]);
    expect(run(east({}, 1020, 0.5))).toEqual([1020]);
  });
  test('B7 drifting does not begin on a doubted position', () => {
    expect(run(east({ doubted: true }))).toEqual([]);
  });
});

describe('anchor and status', () => {
  const drag = (reports: readonly ({ s: number } & Partial<Report>)[]): number[] =>
    openAt(
      (state, r) => anchorDrag(state, r, behaviourDefaults['anchor-drag']),
      (state) => state.open,
      calm,
      reports,
    );
  const mismatch = (reports: readonly ({ s: number } & Partial<Report>)[]): number[] =>
    openAt(
      (state, r) => statusMismatch(state, r, behaviourDefaults['status-mismatch']),
      (state) => state.sails.open || state.lies.open,
      { sails: calm, lies: calm },
      reports,
    );
  const all = (times: number[], more: Partial<Report>) => times.map((s) => ({ s, ...more }));

  test('B5 at anchor with over 1 kn for five minutes; not at 1.0 kn, nor under way', () => {
    expect(drag(all(every(0, 320, 20), { navStatus: 1, sogKn: 1.1 }))).toEqual([300, 320]);
    expect(drag(all(every(0, 320, 20), { navStatus: 1, sogKn: 1 }))).toEqual([]);
    expect(drag(all(every(0, 320, 20), { navStatus: 0, sogKn: 4 }))).toEqual([]);
    expect(drag(all(every(0, 299, 20), { navStatus: 1, sogKn: 4 }))).toEqual([]);
  });
  test('B6 moored or at anchor with over 3 kn for a minute', () => {
    expect(mismatch(all([0, 30, 60], { navStatus: 5, sogKn: 3.1 }))).toEqual([60]);
    expect(mismatch(all([0, 30, 59], { navStatus: 1, sogKn: 3.1 }))).toEqual([]);
    expect(mismatch(all([0, 30, 60], { navStatus: 5, sogKn: 3 }))).toEqual([]);
  });
  test('B6 under way by status without any speed for half an hour; hazardous vessels only', () => {
    expect(mismatch(all(every(0, 1800, 300), { sogKn: 0 }))).toEqual([1800]);
    expect(mismatch(all(every(0, 1799, 300), { sogKn: 0 }))).toEqual([]);
    expect(mismatch(all(every(0, 1800, 300), { sogKn: 0, hazardous: false }))).toEqual([]);
    expect(mismatch(all([0, 30, 60], { navStatus: 5, sogKn: 9, hazardous: false }))).toEqual([]);
  });
});
