import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { portOfTest } from '../../test/gateway-helpers.ts';
import { START_MS, vessel } from '../../test/stores/archive-rows.ts';
import type { BacktestEvent } from '../model/backtest.ts';
import type { Past, PastPage, PastPosition } from '../model/past.ts';
import type { Zone } from '../model/zone.ts';
import { type BacktestLimits, createBacktests } from './backtests.ts';
import { type StartThread, startWorker } from './thread.ts';

const zone = portOfTest.zones[0] as Zone;
const toMs = START_MS + 3_600_000;
const never = new AbortController().signal;
const [inside, outside] = [
  [4.39, 51.25],
  [4.1, 51.25],
] as const;

const at = (mmsi: number, s: number, [lon, lat]: readonly [number, number]): PastPosition => [
  ...([START_MS + s * 1000, mmsi, lon, lat, 5, 90, 0] as const),
];
const pageOf = (...positions: PastPosition[]): PastPage => ({
  positions: JSON.stringify(positions),
  rows: positions.length,
  atMs: positions.at(-1)?.[0] ?? START_MS,
});

/** An archive in memory whose vessels are tankers of class A. */
function pastOf(pages: Iterable<PastPage>): Past {
  return {
    async *positions(_range, signal) {
      for (const page of pages) {
        signal.throwIfAborted();
        yield page;
      }
    },
    vessels: async (mmsis) =>
      JSON.stringify(
        mmsis.map((mmsi) => ({
          ...{ mmsi, told: null, declarations: [] },
          descriptions: [vessel(mmsi, START_MS - 1000, { class: 'A', shipType: 80 })],
        })),
      ),
  };
}

const desk = (pages: Iterable<PastPage>, limits: Partial<BacktestLimits> = {}, start?: StartThread) =>
  createBacktests({ past: pastOf(pages), clock: () => 0, limits, ...(start && { start }) });

async function eventsOf(run: AsyncGenerator<BacktestEvent> | null): Promise<BacktestEvent[]> {
  const events: BacktestEvent[] = [];
  for await (const event of run ?? []) events.push(event);
  return events;
}

test('Z40 an alert has the times at which it began and ended, and what the vessel was', async () => {
  const pages = [pageOf(at(1e8, 0, outside), at(1e8, 60, inside)), pageOf(at(1e8, 120, outside))];
  const events = await eventsOf(desk(pages).run(zone, START_MS, toMs, never));
  expect(events.map(({ type }) => type)).toEqual(['progress', 'alert', 'result']);
  expect(events[0]).toMatchObject({ rows: 2, atMs: START_MS + 60_000, share: 60_000 / 3_600_000 });
  expect(events[1]).toMatchObject({
    alert: {
      ...{ kind: 'zone.enter', severity: 'warning', mmsi: 1e8, class: 'A', shipType: 80, position: inside },
      ...{ raisedAtMs: START_MS + 60_000, clearedAtMs: START_MS + 120_000 },
    },
  });
  expect(events[2]).toEqual({
    ...{ type: 'result', alerts: 1, truncated: false, rows: 3, fromMs: START_MS, toMs },
    byCause: [{ kind: 'zone.enter', count: 1, vessels: 1 }],
    byClass: [{ class: 'A', shipType: 80, count: 1 }],
  });
});

test('Z40 it begins knowing nobody, and what stands at the end has no end', async () => {
  const events = await eventsOf(desk([pageOf(at(1e8, 5, inside))]).run(zone, START_MS, toMs, never));
  expect(events[1]).toMatchObject({ alert: { raisedAtMs: START_MS + 5000, clearedAtMs: null } });
});

test('Z42 between two pages the thread of the live path is free, and one page is on its way', async () => {
  let turn = 0;
  let counting = true;
  const count = (): void => {
    turn++;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const turns: number[] = [];
  function* pages(): Generator<PastPage> {
    for (let s = 0; s < 50; s++) {
      turns.push(turn);
      yield pageOf(at(1e8, s, s % 2 === 0 ? inside : outside));
    }
  }
  await eventsOf(desk(pages()).run(zone, START_MS, toMs, never));
  counting = false;
  expect(turns).toHaveLength(50);
  expect(turns.filter((at, i) => i > 0 && at <= (turns[i - 1] ?? 0))).toEqual([]);
});

test('Z42 no page is read while nobody takes the alerts of the one before', async () => {
  let given = 0;
  function* pages(): Generator<PastPage> {
    for (let s = 0; ; s += 2) {
      given++;
      yield pageOf(at(1e8, s, inside), at(1e8, s + 1, outside));
    }
  }
  const run = desk(pages()).run(zone, START_MS, toMs, never);
  await run?.next();
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  expect(given).toBe(1);
  await run?.return(undefined);
});

test('Z43 a run that is given up or aborted ends its thread', async () => {
  for (const giveUp of ['return', 'abort'] as const) {
    const started: Worker[] = [];
    const start: StartThread = (settings) => {
      const worker = startWorker(settings);
      started.push(worker);
      return worker;
    };
    const abort = new AbortController();
    function* pages(): Generator<PastPage> {
      for (let s = 0; ; s++) yield pageOf(at(1e8, s, inside));
    }
    const run = desk(pages(), { progressMs: 0 }, start).run(zone, START_MS, toMs, abort.signal);
    await run?.next();
    const [worker] = started as [Worker];
    const ended = once(worker, 'exit');
    if (giveUp === 'return') await run?.return(undefined);
    else {
      abort.abort();
      await expect(eventsOf(run)).rejects.toThrow();
    }
    await ended;
    expect(worker.threadId).toBe(-1);
  }
});

test('Z44 two at a time; the next one may begin when one is over', async () => {
  const backtests = desk([pageOf(at(1e8, 0, inside))]);
  const begin = () => backtests.run(zone, START_MS, toMs, never);
  const [first, second] = [begin(), begin()];
  await Promise.all([first?.next(), second?.next()]);
  expect(begin()).toBeNull();
  await eventsOf(first);
  const third = begin();
  expect(third).not.toBeNull();
  await second?.return(undefined);
  await third?.return(undefined);
});

test('Z44 too many positions end it with a sentence that says how far it came', async () => {
  const pages = [pageOf(at(1e8, 0, inside)), pageOf(at(1e8, 1, inside), at(1e8, 2, inside))];
  const events = await eventsOf(desk(pages, { maxRows: 2 }).run(zone, START_MS, toMs, never));
  expect(events.at(-1)).toEqual({
    type: 'refused',
    detail:
      'to: more than 2 archived positions lie between from and 2026-11-23T10:00:02.123Z; ask for a shorter time',
  });
});

test('Z44 one that is not done in time ends with a sentence, and lets others in', async () => {
  function* pages(): Generator<PastPage> {
    for (let s = 0; ; s++) yield pageOf(at(1e8, s, outside));
  }
  const backtests = desk(pages(), { maxMs: 1, maxRunning: 1 });
  const events = await eventsOf(backtests.run(zone, START_MS, toMs, never));
  expect(events.at(-1)).toMatchObject({
    type: 'refused',
    detail: expect.stringMatching(/^to: not done within/),
  });
  const next = backtests.run(zone, START_MS, toMs, never);
  expect(next).not.toBeNull();
});

test('Z44 alerts beyond the most that are listed are counted', async () => {
  const inAndOut = [0, 1, 2, 3, 4].flatMap((i) => [
    at(1e8 + i, 2 * i, inside),
    at(1e8 + i, 2 * i + 1, outside),
  ]);
  const events = await eventsOf(
    desk([pageOf(...inAndOut)], { maxAlerts: 3 }).run(zone, START_MS, toMs, never),
  );
  expect(events.filter(({ type }) => type === 'alert')).toHaveLength(3);
  expect(events.at(-1)).toMatchObject({
    ...{ alerts: 5, truncated: true, byCause: [{ kind: 'zone.enter', count: 5, vessels: 5 }] },
  });
});

test('Z46 a thread that dies ends the run with its reason, and counts no more', async () => {
  const backtests = desk([{ positions: '{"not": "a page"}', rows: 1, atMs: START_MS }], { maxRunning: 1 });
  await expect(eventsOf(backtests.run(zone, START_MS, toMs, never))).rejects.toThrow(/map is not a function/);
  expect(backtests.run(zone, START_MS, toMs, never)).not.toBeNull();
});

test.runIf(process.platform === 'linux')('Z42 its thread gives way to the others', async () => {
  const run = desk([pageOf(at(1e8, 0, inside))]).run(zone, START_MS, toMs, never);
  await run?.next();
  const niceOf = (task: string): number =>
    Number(
      readFileSync(`/proc/self/task/${task}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')[16],
    );
  expect(niceOf(String(process.pid))).toBeLessThan(19);
  expect(readdirSync('/proc/self/task').map(niceOf)).toContain(19);
  await run?.return(undefined);
});
