import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadPort } from '../src/config/port-file.ts';
import { corridorOf } from '../src/incidents/corridor.ts';
import { driftOf, particleCount } from '../src/incidents/drift.ts';
import { createReckoning } from '../src/incidents/reckoning.ts';
import { createTracks } from '../src/incidents/tracks.ts';
import { waterOf } from '../src/incidents/water.ts';
import type { DriftAsked } from '../src/model/incident.ts';
import type { PastPosition } from '../src/model/past.ts';
import { naiveDrift } from './incident/naive.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { median } from './lib/median.ts';

/**
 * A drift of 2,000 particles over six hours between the walls of a dock, on one thread, beside the same as a plain loop; the same through the thread
 * of the desk, with what the event loop felt of it; and archived rows a second that a search over 24 hours sorts out.
 */
export const name = 'incident';

const hourMs = 3_600_000;
const asked: DriftAsked = {
  slick: { position: [4.37, 51.2805], radiusM: 80, seenAtMs: 24 * hourMs },
  weather: [{ atMs: 0, windKn: 15, windFromDeg: 260, currentKn: 1, currentToDeg: 150 }],
  ...{ direction: 'forward', durationMs: 6 * hourMs, everyMs: hourMs / 2, seed: 1 },
};
const none = { against: null, ratio: null };

/** Milliseconds of `times` runs, the first of which compiles. */
function timed(times: number, run: (i: number) => void): number[] {
  return Array.from({ length: times + 1 }, (_, i) => {
    const startMs = performance.now();
    run(i);
    return performance.now() - startMs;
  }).slice(1);
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const port = loadPort(null);
  const water = waterOf(port, 10, 'within');
  const against = 'drift as a plain loop with Turf';
  const few = smoke ? 20 : 200;
  const [naiveMs = 0] = timed(1, () => {
    if (naiveDrift(asked, port.zones, few) !== few) throw new Error('the plain loop lost particles');
  });
  const naive = (1000 / naiveMs) * (few / particleCount);
  yield { bench: name, case: against, perSecond: naive, count: 1, ...none, ms: Math.round(1000 / naive) };
  const driftMs = median(
    timed(smoke ? 3 : 21, (i) => {
      const last = driftOf({ ...asked, seed: i }, water).steps.at(-1);
      if (last === undefined || last.afloat + last.ashore + last.left !== particleCount)
        throw new Error('particles were lost');
    }),
  );
  const perSecond = 1000 / driftMs;
  yield {
    ...{ bench: name, case: 'drift, 2,000 particles, 6 h', perSecond, count: smoke ? 3 : 21 },
    ...{ against, ratio: perSecond / naive, ms: Math.round(driftMs) },
  };
  yield* inThread(port, smoke ? 3 : 21);
  yield sorting(smoke ? 20_000 : 2_000_000);
}

/** Through the thread: how long one waits, and the longest time between two turns of the event loop meanwhile. */
async function* inThread(port: ReturnType<typeof loadPort>, times: number): AsyncIterable<Row> {
  const past = {
    async *positions() {
      yield* [];
    },
    vessels: async () => '[]',
  };
  const reckoning = createReckoning({ port: () => port, past });
  const { signal } = new AbortController();
  await reckoning.drift(asked, signal);
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const waits: number[] = [];
  for (let seed = 0; seed < times; seed++) {
    const startMs = performance.now();
    await reckoning.drift({ ...asked, seed }, signal);
    waits.push(performance.now() - startMs);
  }
  delays.disable();
  await reckoning.close();
  const ms = median(waits);
  yield {
    ...{ bench: name, case: 'drift through its thread', perSecond: 1000 / ms, count: times, ...none },
    ...{ ms: Math.round(ms), longestTurnMs: Number((delays.max / 1e6).toFixed(1)) },
  };
}

/** Rows of 1,000 vessels all over the port in 24 hours, in pages, through the first look of a search. */
function sorting(rows: number): Row {
  const corridor = corridorOf({ ...asked, durationMs: 24 * hourMs, everyMs: hourMs / 10 }, null);
  const page = Array.from(
    { length: 1_000 },
    (_, i): PastPosition => [
      ...([0, 200_000_000 + i, 4.2 + (i % 40) * 0.006, 51.21 + Math.floor(i / 40) * 0.008] as const),
      ...([i % 3 === 0 ? 0 : 6, 90, 0] as const),
    ],
  );
  const tracks = createTracks(corridor);
  const startMs = performance.now();
  for (let done = 0; done < rows; done += page.length)
    tracks.take(
      page.map(([, ...rest]) => [Math.floor((done / rows) * 24 * hourMs), ...rest] as PastPosition),
    );
  const perSecond = (1000 * rows) / (performance.now() - startMs);
  return { bench: name, case: 'archived rows through a search', perSecond, count: rows, ...none };
}
