import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { type Pools, remotePools } from '../../src/archive/pools.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { openArchiveWriter } from '../../src/archive/writer.ts';
import { createBacktests } from '../../src/backtest/backtests.ts';
import { type StartThread, startWorker } from '../../src/backtest/thread.ts';
import { presentZone } from '../../src/gateway/present.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { Archive } from '../../src/model/archive.ts';
import type { BacktestEvent } from '../../src/model/backtest.ts';
import type { Zone } from '../../src/model/zone.ts';
import { createWorld, portOfTest } from '../gateway-helpers.ts';
import { listen } from '../live-client.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { silent } from './archive-rows.ts';
import { feedFromMs, liveAlerts, randomFeed, randomZone, type Told } from './backtest-feed.ts';
import { pastContract } from './past.contract.ts';

const hourMs = 3_600_000;

async function backtest(
  archive: Archive,
  zone: Zone,
  fromMs: number,
  toMs: number,
): Promise<BacktestEvent[]> {
  const run = createBacktests({ past: archive.past, clock: () => 0 }).run(
    zone,
    fromMs,
    toMs,
    new AbortController().signal,
  );
  const events: BacktestEvent[] = [];
  for await (const event of run ?? []) events.push(event);
  return events;
}

const byTime = (a: Told, b: Told): number =>
  a.raisedAtMs - b.raisedAtMs || a.kind.localeCompare(b.kind) || a.mmsi - b.mmsi;

/** The back-test's clock goes by minutes: what ended by the clock may end up to one later there. */
function settled(live: readonly Told[], past: readonly Told[]): Told[] {
  return live.map(({ byClock, ...told }, i) => {
    const later = (past[i]?.clearedAtMs ?? 0) - (told.clearedAtMs ?? 0);
    return byClock && later >= 0 && later < 60_000
      ? { ...told, clearedAtMs: past[i]?.clearedAtMs ?? null }
      : told;
  });
}

function sameAsLive(
  pools: () => Promise<{ pools: Pools; end(): Promise<void> }>,
  seeds: readonly number[],
): void {
  test.each(seeds)('Z40 the past raises what the live path raised, seed %i', async (seed) => {
    const { pools: on, end } = await pools();
    const spool = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const random = createRandom(seed);
    const pastRows = random.pick([1, 7, 100, 5_000]);
    const archive = createPostgresArchive(on, { hypertables: 'when-available', log: silent, pastRows });
    const writer = await openArchiveWriter({ dir: spool, archive, log: silent });
    writer.start();
    const zone = randomZone(random);
    const untilMs = feedFromMs + 16 * hourMs;
    const feed = randomFeed(random, 6, untilMs);
    const live = (await liveAlerts(feed, zone, writer, untilMs)).sort(byTime);
    const events = await backtest(archive, zone, feedFromMs, untilMs);
    const past = events
      .flatMap((event) => (event.type === 'alert' ? [event.alert] : []))
      .map(({ kind, mmsi, title, text, position, raisedAtMs, clearedAtMs }) => ({
        ...{ kind, mmsi, title, text, position, raisedAtMs, clearedAtMs },
      }))
      .sort(byTime);
    expect(live.length).toBeGreaterThan(0);
    expect(past).toEqual(settled(live, past));
    expect(events.at(-1)).toMatchObject({ type: 'result', alerts: live.length, truncated: false });
    await writer.close();
    await archive.close();
    await end();
    rmSync(spool, { recursive: true });
  });
}

const small = (on: Pools): Archive =>
  createPostgresArchive(on, { hypertables: 'when-available', log: silent, pastRows: 5 });

describe('back-tests on embedded PGlite', () => {
  pastContract(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const pools = embeddedPools(dataDir, silent);
    const archive = small(pools);
    const end = async (): Promise<void> => {
      await archive.close();
      rmSync(dataDir, { recursive: true });
    };
    return { archive, pool: pools.read, end };
  });

  sameAsLive(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    return { pools: embeddedPools(dataDir, silent), end: async () => rmSync(dataDir, { recursive: true }) };
  }, [1, 2]);
});

describeWithServices('back-tests on TimescaleDB', ({ databaseUrl }) => {
  const server = async () => {
    const database = await freshDatabase(databaseUrl);
    const pools = remotePools(database.url, silent);
    const archive = small(pools);
    const end = async (): Promise<void> => {
      await archive.close();
      await database.drop();
    };
    return { archive, pool: pools.read, end };
  };
  pastContract(server);

  test('Z43 a client that leaves ends the statement at the server and the thread', async () => {
    const { archive, pool, end } = await server();
    await archive.prepare();
    const threads: Worker[] = [];
    const start: StartThread = (settings) => {
      const worker = startWorker(settings);
      threads.push(worker);
      return worker;
    };
    const world = await createWorld();
    world.backtest = createBacktests({ past: archive.past, clock: () => 0, start }).run;
    const statements = async (): Promise<string[]> =>
      (
        await pool.query<{ state: string }>(
          `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%page AS MATERIALIZED%'
              AND pid <> pg_backend_pid() AND state = 'active'`,
        )
      ).rows.map(({ state }) => state);
    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE havenwacht.positions IN ACCESS EXCLUSIVE MODE');
    const url = (await listen(world, '/api/v1/zones/backtest')).replace('ws:', 'http:');
    const leave = new AbortController();
    const zone = presentZone(portOfTest.zones[0] as Zone);
    const body = JSON.stringify({ zone, from: '2026-11-22T10:00:00Z', to: '2026-11-23T10:00:00Z' });
    const headers = { 'content-type': 'application/json' };
    const answer = fetch(url, { method: 'POST', headers, body, signal: leave.signal });
    answer.catch(() => undefined);
    await expect.poll(statements).toEqual(['active']);
    leave.abort();
    await expect.poll(statements).toEqual([]);
    await expect.poll(() => threads.map(({ threadId }) => threadId)).toEqual([-1]);
    await holder.query('ROLLBACK');
    holder.release();
    await world.app.close();
    await end();
  });

  sameAsLive(async () => {
    const database = await freshDatabase(databaseUrl);
    return { pools: remotePools(database.url, silent), end: database.drop };
  }, [11, 12, 13, 14, 15, 16, 17, 18]);
});
