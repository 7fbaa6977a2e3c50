import { circle } from '@turf/circle';
import { expect, test } from 'vitest';
import { createManualTime } from '../../test/manual-time.ts';
import { createFeeding, type FeedingOptions } from '../../test/picture-feed.ts';
import { until } from '../../test/receiving.ts';
import { alertEvent, position, silent, vessel } from '../../test/stores/archive-rows.ts';
import { memoryLog } from '../alerts/desk.test-data.ts';
import type { LatestOfVessel, VesselRow } from '../model/archive.ts';
import type { Zone } from '../model/zone.ts';
import { askForMs, recall } from './recall.ts';

const nowMs = 1_795_428_000_000;
const hourMs = 3_600_000;
const limits = { maxVessels: 100_000, forgetMs: 24 * hourMs };

const found = (mmsi: number, ageMs: number, over: Partial<LatestOfVessel> = {}): LatestOfVessel => ({
  mmsi,
  position: position(mmsi, nowMs - ageMs),
  description: vessel(mmsi, nowMs - ageMs),
  damaged: [],
  ...over,
});

/** Recalls what an archive gives page by page; a page that is an error is where it fails, the first time it is asked. */
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
  const time = createManualTime(nowMs);
  const failed = new Set<Error>();
  async function* latest() {
    for (const page of pages) {
      if (!(page instanceof Error)) yield page;
      else if (!failed.has(page)) {
        failed.add(page);
        throw page;
      }
    }
  }
  const said: object[] = [];
  const note = (fields: object, text: string) => void said.push({ ...fields, text });
  const begin = () =>
    recall({
      archive: { latest },
      settled: async () => {},
      picture,
      pipeline: watched,
      ...limits,
      maxVessels,
      clock: time.clock,
      schedule: time.schedule,
      random: () => 0.5,
      log: { ...silent, info: note, warn: note },
    });
  return { ...feeding, time, said, begin, run: () => begin().over, concluded: () => concluded };
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

test('T31 an archive that fails on the way is asked again, and concludes once', async () => {
  const { picture, begin, concluded, time } = await recalled([
    [found(244_000_001, 0)],
    new Error('gone'),
    [found(244_000_002, 0)],
  ]);
  const { over } = begin();
  // the time to give up, and the pause before it is asked again
  await until(() => time.waiting().length === 2);
  expect(picture.size).toBe(1);
  expect(concluded()).toBe(0);
  time.advance(500);
  await over;
  expect([...picture.all()].map(({ mmsi }) => mmsi)).toEqual([244_000_001, 244_000_002]);
  expect(concluded()).toBe(1);
});

test('T31 an archive that never answers is given up after ten minutes', async () => {
  const down = Array.from({ length: 1_000 }, (_, i) => new Error(`down ${i}`));
  const { picture, begin, concluded, time, said } = await recalled(down);
  const { over } = begin();
  let asked = 0;
  for (let waitedMs = 0; waitedMs < askForMs; ) {
    await until(() => time.waiting().length === 2);
    expect(concluded()).toBe(0);
    const pauseMs = Math.min(...time.waiting());
    waitedMs += pauseMs;
    asked++;
    time.advance(pauseMs);
  }
  await over;
  expect(concluded()).toBe(1);
  expect(picture.size).toBe(0);
  // doubling from a second to half a minute, of which the jitter of this test takes the half
  expect(asked).toBeGreaterThan(40);
  expect(asked).toBeLessThan(50);
  expect(said.at(-1)).toMatchObject({ afterMs: askForMs, text: expect.stringContaining('given up') });
});

test('T31 an archive that hangs is given up too, and what it says afterwards changes nothing', async () => {
  const { picture, pipeline } = createFeeding();
  const time = createManualTime(nowMs);
  let answer = (): void => {};
  const hangs = new Promise<void>((resolve) => {
    answer = resolve;
  });
  async function* latest() {
    await hangs;
    yield [found(244_000_001, 0)];
  }
  const { over } = recall({
    ...{ archive: { latest }, settled: async () => {}, picture, pipeline, ...limits },
    ...{ clock: time.clock, schedule: time.schedule, random: () => 0.5, log: silent },
  });
  time.advance(askForMs);
  await over;
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(picture.size).toBe(0);
});

test('T31 a server that stops asks no more, and ends no alert', async () => {
  const { begin, concluded, time } = await recalled([new Error('down')]);
  const { over, stop } = begin();
  await until(() => time.waiting().length === 2);
  stop();
  time.advance(askForMs);
  await over;
  expect(concluded()).toBe(0);
});

test('K27 what cannot be read is told by table, vessel and field, and counted', async () => {
  const damaged = Array.from({ length: 25 }, (_, i) =>
    found(244_000_001 + i, 0, { damaged: ['persons.count'] }),
  );
  const { said, run } = await recalled([damaged]);
  await run();
  const told = said.filter((line) => 'table' in line);
  expect(told).toHaveLength(20);
  expect(told[0]).toMatchObject({ table: 'havenwacht.vessels', mmsi: 244_000_001, field: 'persons.count' });
  expect(said).toContainEqual(expect.objectContaining({ vessels: 25, damaged: 25 }));
});

test('K27 a group of which nobody knows when it was told is not shown', async () => {
  const origin = { messageType: 5, receiver: 'kallo', atMs: nowMs };
  const told = {
    name: { ...origin, atMs: 0 },
    static: origin,
    voyage: origin,
    inland: { ...origin, atMs: 0 },
  };
  const description = vessel(244_000_001, nowMs, { told, inlandHazard: 2 });
  const { picture, run } = await recalled([[found(244_000_001, 0, { description })]]);
  await run();
  expect(picture.get(244_000_001)).toMatchObject({
    ...{ name: null, eni: null, eriType: null, inlandHazard: null, shipType: 80, callsign: 'OT1234' },
    provenance: { name: null, inland: null, static: origin },
  });
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
    damaged: [],
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
