import { describe, expect, it } from 'vitest';
import { vessel as vesselRow } from '../../test/stores/archive-rows.ts';
import type { VesselRow } from '../model/archive.ts';
import type { DriftAsked, LonLat } from '../model/incident.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import { corridorOf } from './corridor.ts';
import { driftOf } from './drift.ts';
import { lonLatOf, planeAt } from './plane.ts';
import { createSuspectSearch } from './suspects.ts';

/** Open water, wind from the west, no current: 0.15 m/s to the east. An hour ago the oil was 556 m to the west. */
const place: LonLat = [3, 51.5];
const plane = planeAt(place);
const minuteMs = 60_000;
const seenAtMs = 10 * 60 * minuteMs;
const asked: Omit<DriftAsked, 'direction'> = {
  slick: { position: place, radiusM: 60, seenAtMs },
  weather: [{ atMs: 0, windKn: 10, windFromDeg: 270, currentKn: 0, currentToDeg: 0 }],
  ...{ durationMs: 2 * 60 * minuteMs, everyMs: 2 * minuteMs, seed: 1 },
};
const driftMps = (0.03 * 10 * 1852) / 3600;
const corridor = corridorOf(asked, null);

/** A report so many minutes before the sighting. */
function row(mmsi: number, minutesAgo: number, x: number, y: number, sogKn = 0, cogDeg = 0): PastPosition {
  return [seenAtMs - minutesAgo * minuteMs, mmsi, ...lonLatOf(plane, x, y), sogKn, cogDeg, 0];
}
/** Lies at a place, heard every three minutes, between two times before the sighting. */
const lies = (mmsi: number, x: number, y: number, fromAgo = 180, toAgo = 0): PastPosition[] =>
  Array.from({ length: Math.floor((fromAgo - toAgo) / 3) + 1 }, (_, i) => row(mmsi, fromAgo - 3 * i, x, y));
/** Passes a place northwards at 6 kn at a time before the sighting; heard every ten seconds. */
const passes = (mmsi: number, x: number, agoAtMiddle: number, minutes = 20): PastPosition[] =>
  Array.from({ length: minutes * 6 + 1 }, (_, i) => {
    const ago = agoAtMiddle + minutes / 2 - i / 6;
    return row(mmsi, ago, x, (agoAtMiddle - ago) * 60 * 3.0867, 6, 0);
  });
const said = (mmsi: number, ...rows: Partial<VesselRow>[]): PastVessel => ({
  ...{ mmsi, told: null, declarations: [] },
  descriptions: rows.map((over) => vesselRow(mmsi, 0, { shipType: 70, eriType: null, lengthM: 80, ...over })),
});
function search(rows: readonly PastPosition[], vessels: readonly PastVessel[] = []) {
  const looking = createSuspectSearch(corridor, asked.weather, null);
  looking.take(rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
  return looking.rank(vessels);
}
const upDriftM = (minutesAgo: number): number => -driftMps * minutesAgo * 60;

describe('suspects', () => {
  it('D10 the corridor leads back up the drift, and says what the archive must be asked for', () => {
    const back = driftOf({ ...asked, direction: 'back' }, null);
    expect(corridor.steps.map(({ atMs }) => atMs)).toEqual(back.steps.map(({ atMs }) => atMs));
    const { fromMs, toMs, box } = corridor.ask;
    expect(toMs).toBe(seenAtMs);
    expect(fromMs).toBeLessThanOrEqual(seenAtMs - asked.durationMs);
    for (const { centre } of back.steps) {
      expect(centre[0]).toBeGreaterThan(box[0]);
      expect(centre[0]).toBeLessThan(box[2]);
      expect(centre[1]).toBeGreaterThan(box[1]);
      expect(centre[1]).toBeLessThan(box[3]);
    }
    for (const { density, cellM, edge } of corridor.steps) {
      const whole = density.reduce((sum, d) => sum + d, 0) * cellM * cellM;
      const inside = density.reduce((sum, d) => sum + (d >= edge ? d : 0), 0) * cellM * cellM;
      expect(whole).toBeCloseTo(1, 4);
      expect(inside).toBeGreaterThanOrEqual(0.95);
      expect(inside).toBeLessThan(0.99);
    }
  });

  it('D11 ranks whose hull crossed it at the matching time, and nobody who came too early, late or wide', () => {
    const [then, early, late, wide] = [1, 2, 3, 4];
    const rows = [
      ...passes(then, upDriftM(60), 60),
      ...passes(early, upDriftM(25), 100),
      ...passes(late, upDriftM(60), 15),
      ...passes(wide, 700, 60),
    ];
    const { ranked } = search(rows);
    expect(ranked.map(({ mmsi }) => mmsi)).toEqual([then]);
    const [first] = ranked;
    expect(first?.share).toBe(1);
    expect(first?.overlapS).toBeGreaterThan(60);
    expect(first?.overlapS).toBeLessThan(240);
    expect(Math.abs((first?.fromMs ?? 0) - (seenAtMs - 60 * minuteMs))).toBeLessThan(4 * minuteMs);
  });

  it('D11 takes the hull: a long vessel whose antenna passes beside it touches it with her bow', () => {
    const steps = passes(1, 0, 20, 10).map(([atMs, mmsi]) =>
      row(mmsi, (seenAtMs - atMs) / minuteMs, upDriftM(20) - 300, 0, 3, 90),
    );
    const crawls = steps.map(
      (one, i): PastPosition => [one[0], one[1], one[2], one[3], 3, i === 0 ? 90 : 90, 0],
    );
    expect(search(crawls, [said(1, { lengthM: 20 })]).ranked).toEqual([]);
    expect(search(crawls, [said(1, { lengthM: 380 })]).ranked).toHaveLength(1);
  });

  it('D12 who lay where the oil came from suits a small slick better than who passed', () => {
    const { ranked } = search([...lies(1, upDriftM(60), 0), ...passes(2, upDriftM(60), 60)]);
    expect(ranked.map(({ mmsi }) => mmsi)).toEqual([1, 2]);
    expect(ranked[0]?.fit).toBeGreaterThan(10 * (ranked[1]?.fit ?? 1));
    expect(Math.abs((ranked[0]?.spilledAtMs ?? 0) - (seenAtMs - 60 * minuteMs))).toBeLessThan(15 * minuteMs);
    expect(ranked[0]?.lyingS).toBe(ranked[0]?.overlapS);
    expect(ranked.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('D13 of two that lay alike, kind, draught, berth and silence decide, each told with its factor', () => {
    const [plain, other] = [lies(1, upDriftM(60), 10, 120, 45), lies(2, upDriftM(60), -10, 120, 45)];
    const gone = (mmsi: number): PastPosition[] => [
      row(mmsi, 44, upDriftM(60), 0, 5, 180),
      row(mmsi, 42, upDriftM(60), -300, 5, 180),
    ];
    const reasonsOf = (rows: readonly PastPosition[], ...rest: Partial<VesselRow>[]) => {
      const { ranked } = search([...plain, ...rows], [said(1, {}), said(2, ...rest)]);
      const suspect = ranked.find(({ mmsi }) => mmsi === 2);
      return { first: ranked[0]?.mmsi, reasons: suspect?.reasons.map(({ reason }) => reason), suspect };
    };
    expect(reasonsOf(other, {}).reasons).toEqual([]);
    expect(reasonsOf(other, { shipType: 80 })).toMatchObject({ first: 2, reasons: ['tanker'] });
    expect(reasonsOf(other, { shipType: 80, eriType: 8490 })).toMatchObject({
      first: 2,
      reasons: ['bunker-vessel'],
    });
    expect(reasonsOf(other, { shipType: 37 })).toMatchObject({ first: 1, reasons: ['other-craft'] });
    const pumped = [{ draughtM: 4 }, { draughtM: 4.6, timeMs: seenAtMs - 40 * minuteMs }];
    expect(reasonsOf(other, ...pumped)).toMatchObject({ first: 2, reasons: ['draught-change'] });
    // long before, and too little
    expect(
      reasonsOf(other, { draughtM: 4 }, { draughtM: 4.6, timeMs: seenAtMs - 300 * minuteMs }).reasons,
    ).toEqual([]);
    expect(reasonsOf(other, { draughtM: 4 }, { ...pumped[1], draughtM: 4.1 }).reasons).toEqual([]);
    expect(reasonsOf([...lies(2, upDriftM(60), -10, 120, 62), ...gone(2)], {}).reasons).toContain('ais-gap');
    const departed = passes(2, upDriftM(50), 50, 10);
    const [beginning] = departed;
    const berth = lies(2, upDriftM(50), -926, 100, 56);
    expect(beginning?.[0]).toBeGreaterThan(berth.at(-1)?.[0] ?? 0);
    expect(reasonsOf([...berth, ...departed], {}).reasons).toContain('left-berth');
    for (const { factor } of reasonsOf(other, { shipType: 80 }).suspect?.reasons ?? [])
      expect(factor).toBeGreaterThan(1);
  });

  it('D14 lists those without a report who may have been there, and those who lay beside it, in groups of their own', () => {
    const rows = [
      // not heard for half an hour, 1.5 km south of it before and after
      ...[
        row(1, 75, upDriftM(60), -1500, 8, 0),
        row(1, 74.9, upDriftM(60), -1490, 8, 0),
        row(1, 45, upDriftM(60) + 300, -1500, 8, 180),
        row(1, 43, upDriftM(60) + 300, -4_000, 8, 180),
      ],
      // not heard again
      ...[row(2, 40.1, upDriftM(40), -900, 8, 0), row(2, 40, upDriftM(40), -850, 8, 0)],
      ...lies(3, upDriftM(60), 330),
      // too far to have been there, and silent as well
      ...[
        row(4, 41, upDriftM(40), -1_950, 4, 180),
        row(4, 33, upDriftM(40), -1_990, 4, 180),
        row(4, 32, upDriftM(40), -4_000, 4, 180),
      ],
    ];
    const { ranked, unheard, lying } = search(rows, [said(1, { name: 'STILLE' })]);
    expect(ranked).toEqual([]);
    const agoOf = (ms: number | null) => (ms === null ? null : (seenAtMs - ms) / minuteMs);
    expect(unheard.map((one) => [one.mmsi, agoOf(one.lastMs), agoOf(one.nextMs)])).toEqual([
      [1, 74.9, 45],
      [2, 40, null],
    ]);
    expect(unheard[0]?.name).toBe('STILLE');
    expect(lying.map(({ mmsi }) => mmsi)).toEqual([3]);
    expect(lying[0]?.lyingS).toBeGreaterThan(30 * 60);
  });

  it('D15 pages may be cut anywhere, and nobody else changes the order of two', () => {
    const rows = [
      ...lies(1, upDriftM(60), 0),
      ...passes(2, upDriftM(60), 60),
      ...passes(3, upDriftM(30), 30),
    ].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const looking = createSuspectSearch(corridor, asked.weather, null);
    for (const one of rows) looking.take([one]);
    expect(looking.mmsis()).toEqual([1, 2, 3]);
    const one = looking.rank([]);
    expect(one).toEqual(search(rows));
    const without = search(rows.filter(([, mmsi]) => mmsi !== 3));
    expect(one.ranked.map(({ mmsi }) => mmsi).filter((mmsi) => mmsi !== 3)).toEqual(
      without.ranked.map(({ mmsi }) => mmsi),
    );
  });

  it('D16 an outline tells a line from a spot: who sailed along it comes before who crossed it', () => {
    const ring = [
      [-30, -900],
      [30, -900],
      [30, 900],
      [-30, 900],
      [-30, -900],
    ];
    const outline = {
      type: 'Polygon' as const,
      coordinates: [ring.map(([x = 0, y = 0]) => [...lonLatOf(plane, x, y)])],
    };
    const slick = { ...asked.slick, radiusM: 900, outline };
    const looking = createSuspectSearch(corridorOf({ ...asked, slick }, null), asked.weather, null);
    const across = Array.from({ length: 121 }, (_, i) =>
      row(2, 40 - i / 6, (i - 60) * 31 + upDriftM(30), 0, 6, 90),
    );
    looking.take([...passes(1, upDriftM(30), 30), ...across].sort((a, b) => a[0] - b[0]));
    const { ranked } = looking.rank([]);
    expect(ranked.map(({ mmsi }) => mmsi)).toEqual([1, 2]);
    expect(ranked[0]?.share).toBeGreaterThan(0.9);
  });
});
