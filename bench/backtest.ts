import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAlertDesk } from '../src/alerts/desk.ts';
import { openArchive } from '../src/archive/open.ts';
import { createBacktests } from '../src/backtest/backtests.ts';
import type { Archive } from '../src/model/archive.ts';
import type { BacktestEvent } from '../src/model/backtest.ts';
import type { Log } from '../src/model/ports.ts';
import type { Zone } from '../src/model/zone.ts';
import { createPipeline } from '../src/pipeline.ts';
import { createLedger } from '../src/receivers/ledger.ts';
import { createWatches } from '../src/rules/watches.ts';
import { createZoneWatch } from '../src/rules/zone-watch.ts';
import { freshDatabase } from '../test/services/database.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { createFeed } from './lib/feed.ts';
import { judgedPicture } from './lib/fusing.ts';
import { archiveRows, squareZones } from './lib/stored-fleet.ts';

/**
 * A zone over an archive of 1,000 vessels, 2 % of them in it; then what the live path (bytes to alert, 100 lines a turn of the event loop)
 * does in the same thread while such back-tests run one after the other, beside what it does alone.
 */
export const name = 'backtest';

const [VESSELS, TRACK] = [1_000, 200];
const LINES_A_TURN = 100;
const log: Log = {
  info: () => {},
  warn: (_, text) => console.error(text),
  error: (_, text) => console.error(text),
};
const zone: Zone = { ...(squareZones()[0] as Zone), id: 'draft', rules: rulesForAll() };

function rulesForAll(): Zone['rules'] {
  const appliesTo = { hazard: ['suspected' as const], classes: null, minCones: null, minLengthM: null };
  return [{ rule: 'zone.enter', severity: 'info', appliesTo, limitKn: null, holdS: 0 }];
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const dir = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
  const database = databaseUrl === undefined ? null : await freshDatabase(databaseUrl);
  try {
    yield* onArchive(openArchive({ databaseUrl: null, dataDir: dir, log }), smoke);
    if (database !== null)
      yield* onArchive(openArchive({ databaseUrl: database.url, dataDir: dir, log }), smoke);
  } finally {
    await database?.drop();
    rmSync(dir, { recursive: true });
  }
}

async function* onArchive(archive: Archive, smoke: boolean): AsyncIterable<Row> {
  const [vessels, track] = smoke ? [400, 20] : [VESSELS, TRACK];
  const nowMs = Date.now();
  await archive.prepare();
  for (const batch of archiveRows(vessels, track, nowMs)) await archive.write(batch);
  const backtests = createBacktests({ past: archive.past, clock: () => performance.now() });
  const never = new AbortController().signal;
  const once = async (): Promise<Extract<BacktestEvent, { type: 'result' }>> => {
    for await (const event of backtests.run(zone, nowMs - 86_400_000, nowMs, never) ?? [])
      if (event.type === 'result') return event;
    throw new Error('a back-test gave no result');
  };
  const edition = archive.edition.split(' ')[0] ?? '';
  const startMs = performance.now();
  const { rows, alerts } = await once();
  const seconds = (performance.now() - startMs) / 1000;
  if (rows !== vessels * track || alerts === 0) throw new Error(`${rows} rows and ${alerts} alerts`);
  const none = { against: null, ratio: null };
  yield {
    bench: name,
    case: `positions on ${edition}`,
    perSecond: rows / seconds,
    count: rows,
    ...none,
    alerts,
  };
  yield* besideLive(edition, once, smoke ? 300 : 4_000);
  await archive.close();
}

async function* besideLive(edition: string, once: () => Promise<unknown>, forMs: number): AsyncIterable<Row> {
  const live = createLive();
  const lasting = (ms: number): (() => boolean) => {
    const endMs = performance.now() + ms;
    return () => performance.now() < endMs;
  };
  // the first pass compiles
  await live.during(lasting(forMs / 2));
  const before = await live.during(lasting(forMs));
  let running = true;
  const goOn = lasting(forMs);
  const backtests = (async () => {
    while (goOn()) await once();
    running = false;
  })();
  const beside = await live.during(() => running);
  await backtests;
  const after = await live.during(lasting(forMs));
  const alone = (before.perSecond + after.perSecond) / 2;
  const against = `live lines alone, ${edition}`;
  const row = { bench: name, case: against, perSecond: alone, count: before.count + after.count };
  yield { ...row, against: null, ratio: null, longestTurnMs: before.longestMs };
  yield {
    ...{ bench: name, case: `live lines beside a back-test, ${edition}`, ...beside, against },
    ...{ ratio: beside.perSecond / alone, longestTurnMs: beside.longestMs },
  };
}

/** The pipeline as the server has it, fed in turns of the event loop as a socket would. */
function createLive() {
  const feed = createFeed();
  const lines = readFileSync(feed.path, 'latin1').split(/(?<=\n)/);
  feed.remove();
  const chunks: Buffer[] = [];
  for (let i = 0; i < lines.length; i += LINES_A_TURN)
    chunks.push(Buffer.from(lines.slice(i, i + LINES_A_TURN).join(''), 'latin1'));
  const noAlerts = { epoch: 'bench', recovered: [], append: async () => {}, close: async () => {} };
  const limits = { maxAlerts: 20_000, maxEvents: 20_000, retryMs: 1_000 };
  const pipeline = createPipeline({
    picture: judgedPicture({ maxVessels: 100_000, forgetMs: 86_400_000 }),
    zones: createZoneWatch(squareZones()),
    behaviour: createWatches(squareZones()),
    desk: createAlertDesk(noAlerts, limits, Date.now, log),
    archive: { position() {}, vessel() {}, visit() {} },
    crosscheck: { consider() {} },
    log,
  });
  const link = pipeline.openLink(createLedger().tally('bench', 'tcp-listener'));
  let atMs = Date.UTC(2026, 0, 1);
  let next = 0;
  return {
    /** `longestMs`: the longest time between two turns. */
    async during(goOn: () => boolean) {
      const startMs = performance.now();
      let turns = 0;
      let longestMs = 0;
      for (let turnMs = startMs; goOn(); turns++) {
        atMs += 100;
        link.bytes(chunks[next++ % chunks.length] as Buffer, atMs);
        await nextTurn();
        const endMs = performance.now();
        longestMs = Math.max(longestMs, endMs - turnMs);
        turnMs = endMs;
      }
      const count = turns * LINES_A_TURN;
      const seconds = (performance.now() - startMs) / 1000;
      return { perSecond: count / seconds, count, longestMs: Number(longestMs.toFixed(1)) };
    },
  };
}
