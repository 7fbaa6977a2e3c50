import { circle } from '@turf/circle';
import { expect, test } from 'vitest';
import { createFeeding, type FeedingOptions } from '../../test/picture-feed.ts';
import { alertEvent, position, silent, vessel } from '../../test/stores/archive-rows.ts';
import { memoryLog } from '../alerts/desk.test-data.ts';
import type { LatestOfVessel, VesselRow } from '../model/archive.ts';
import type { Zone } from '../model/zone.ts';
import { recall } from './recall.ts';

const nowMs = 1_795_428_000_000;
const hourMs = 3_600_000;
const limits = { maxVessels: 100_000, forgetMs: 24 * hourMs };

const found = (mmsi: number, ageMs: number, over: Partial<LatestOfVessel> = {}): LatestOfVessel => ({
  mmsi,
  position: position(mmsi, nowMs - ageMs),
  description: vessel(mmsi, nowMs - ageMs),
  ...over,
});

/** Recalls what an archive gives page by page; a page that is an error is where it fails. */
async function recalled(
  pages: readonly (readonly LatestOfVessel[] | Error)[],
  maxVessels = limits.maxVessels,
  options: FeedingOptions = {},
) {
  const feeding = createFeeding(options);
  const { picture, pipeline } = feeding;
  let concluded = 0;
  const watched = {
    recall: pipeline.recall,
    conclude: (atMs: number) => {
      concluded++;
      pipeline.conclude(atMs);
    },
  };
  async function* latest() {
    for (const page of pages) {
      if (page instanceof Error) throw page;
      yield page;
    }
  }
  const run = () =>
    recall({
      archive: { latest },
      picture,
      pipeline: watched,
      ...limits,
      maxVessels,
      clock: () => nowMs,
      log: silent,
    });
  return { ...feeding, run, concluded: () => concluded };
}

test('T29 a vessel comes from the archive with its age, judged anew', async () => {
  const { picture, run, concluded, pipeline } = await recalled([[found(244_000_001, 2 * hourMs)]]);
  await run();
  const back = picture.get(244_000_001);
  expect(back).toMatchObject({
    class: 'inland',
    name: 'SCHELDE "IV"',
    signal: 'lost',
    heardAtMs: nowMs - 2 * hourMs,
    kinematics: { positionAtMs: nowMs - 2 * hourMs, receiver: 'kallo', rotDegPerMin: null },
    provenance: { name: { atMs: nowMs - 2 * hourMs } },
    // a row from before the archive kept cones: it said confirmed, and the hull alone is suspected
    hazard: { state: 'suspected', cones: null },
  });
  expect(concluded()).toBe(1);
  pipeline.tick(nowMs);
  expect(picture.get(244_000_001)?.signal).toBe('lost');
});

test('T29 nothing comes back that has left the picture, nor what was told over a day ago', async () => {
  const moored = { ...position(2, nowMs - 20 * hourMs), navStatus: 5, sogKn: 0 };
  const { picture, run } = await recalled([
    [
      found(244_000_001, 7 * hourMs),
      found(244_000_002, 0, { position: moored, description: vessel(2, nowMs - 30 * hourMs) }),
    ],
  ]);
  await run();
  expect([...picture.all()].map(({ mmsi }) => mmsi)).toEqual([244_000_002]);
  expect(picture.get(244_000_002)).toMatchObject({ class: 'inland', name: null, eriType: null });
});

test('T29 what was heard since stays, and none of them is ousted', async () => {
  const live = '!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23';
  const { picture, run, link } = await recalled(
    [[found(227_006_760, hourMs), found(1_000, 0), found(2_000, 0)]],
    2,
  );
  link('test').line(live, nowMs);
  const before = [...picture.all()].map(({ mmsi }) => mmsi);
  expect(before).toHaveLength(1);
  await run();
  expect(picture.size).toBe(2);
  expect(picture.get(before[0] ?? 0)?.heardAtMs).toBe(nowMs);
});

test('T29 an archive that fails on the way leaves what came, and ends no alert', async () => {
  const { picture, run, concluded } = await recalled([[found(244_000_001, 0)], new Error('gone')]);
  await run();
  expect(picture.size).toBe(1);
  expect(concluded()).toBe(0);
});

/** A dry hull, dangerous only by what `said` adds. */
function barge(ageMs: number, said: Partial<VesselRow> = {}): LatestOfVessel {
  const atMs = nowMs - ageMs;
  const origin = { receiver: 'kallo', atMs };
  const told = {
    name: { ...origin, messageType: 5 },
    static: { ...origin, messageType: 5 },
    voyage: null,
    inland: { ...origin, messageType: 8 },
  };
  const dry = { shipType: 79, eriType: 8010, hazardState: 'unknown', tankHull: false, told };
  return {
    mmsi: 244_000_001,
    position: position(244_000_001, nowMs - 10_000),
    description: vessel(244_000_001, nowMs - 10_000, { ...dry, ...said }),
  };
}
const petrol = (ageMs: number) => ({
  ...{ unNumbers: [1203], imdgClasses: ['3'], category: null, substances: [], tonnes: null },
  atMs: nowMs - ageMs,
});
const lock: Zone = {
  id: 'lock',
  name: 'Lock',
  kind: 'lock',
  geometry: circle([4.2951, 51.2765], 300, { units: 'meters' }).geometry,
  rules: [
    {
      ...{ rule: 'zone.enter', severity: 'warning', limitKn: null, holdS: 0 },
      appliesTo: { hazard: ['confirmed'], classes: null, minCones: null, minLengthM: null },
    },
  ],
  ...{ exitMarginM: 30, approximate: false, uncertaintyM: null, note: null },
};

/** Recalls a barge that lies in a lock, with the alert about it that an earlier run had raised. */
async function inLock(found: LatestOfVessel) {
  const raised = alertEvent(1, new Date(nowMs - hourMs).toISOString(), {
    ...{ cause: 'zone.enter:lock:244000001', zoneId: 'lock', mmsi: '244000001' },
  });
  const alertLog = memoryLog([raised]);
  const feeding = await recalled([[found]], 10, { zones: [lock], alertLog });
  feeding.pipeline.resume(nowMs, true);
  await feeding.run();
  feeding.pipeline.tick(nowMs);
  return { ...feeding, raised, events: alertLog.kept };
}

test('K24 a barge known by its cones alone is confirmed again, and its zone alert stands', async () => {
  const toldMs = nowMs - 60_000;
  const { picture, standing, raised, events } = await inLock(barge(60_000, { inlandHazard: 2 }));
  const back = picture.get(244_000_001);
  expect(back).toMatchObject({
    inlandHazard: 2,
    provenance: { inland: { receiver: 'kallo', messageType: 8, atMs: toldMs } },
    hazard: { state: 'confirmed', cones: 2 },
  });
  expect(back?.hazard.evidence).toContainEqual(
    expect.objectContaining({ source: 'inland-ais', atMs: toldMs }),
  );
  expect(standing()).toEqual([raised.alert]);
  expect(events).toEqual([raised]);
});

test('K24 a row from before the cones were kept is unknown, and its alert ends', async () => {
  const unwritten = { inlandHazard: null, tankHull: null, told: null };
  const { picture, standing } = await inLock(barge(60_000, unwritten));
  expect(picture.get(244_000_001)?.hazard.state).toBe('unknown');
  expect(standing()).toEqual([]);
});

test('K24 cones told over a day ago have expired, although the vessel told its name since', async () => {
  const { picture, run } = await recalled([[barge(25 * hourMs, { inlandHazard: 2 })]]);
  await run();
  expect(picture.get(244_000_001)).toMatchObject({
    ...{ inlandHazard: null, eriType: null, provenance: { inland: null } },
    hazard: { state: 'unknown', cones: null },
  });
});

test('K15 K24 a dangerous-cargo message confirms for 72 h, counted from when it was heard', async () => {
  const stateAfter = async (ageMs: number, toldMs = 0) => {
    const { description, ...rest } = barge(toldMs, { dangerousCargo: petrol(ageMs), inlandHazard: null });
    const row = description && { ...description, timeMs: nowMs - toldMs };
    const { picture, run } = await recalled([[{ ...rest, description: row }]]);
    await run();
    return picture.get(244_000_001)?.hazard;
  };
  expect(await stateAfter(71 * hourMs)).toMatchObject({ state: 'confirmed', unNumbers: [1203] });
  expect(await stateAfter(71 * hourMs, 30 * hourMs)).toMatchObject({ state: 'confirmed' });
  expect(await stateAfter(73 * hourMs)).toMatchObject({
    state: 'unknown',
    unNumbers: [],
    evidence: [{}, {}],
  });
});

test('K24 persons on board come back, and a hull that once called itself a tanker stays one', async () => {
  const persons = { count: 4, atMs: nowMs - 2 * hourMs };
  const { picture, run } = await recalled([[barge(hourMs, { persons, tankHull: true })]]);
  await run();
  expect(picture.get(244_000_001)).toMatchObject({
    persons,
    hazard: { state: 'suspected', tankHull: true, personsOnBoard: 4 },
  });
});
