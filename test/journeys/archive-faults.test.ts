import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSpool } from '../../src/archive/spool.ts';
import { openAppendFile } from '../../src/lib/append-file.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { Readiness } from '../../src/protocol/health.ts';
import type { ReceiverView } from '../../src/protocol/receiver.ts';
import { createLine } from '../line.ts';
import { until } from '../receiving.ts';
import { type FreshDatabase, freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import {
  createDatabaseProcess,
  type DatabaseProcess,
  describeWithOwnDatabase,
} from '../stores/database-process.ts';
import { get } from './live.ts';
import { createRecordedFeed, type RecordedFeed } from './recorded-feed.ts';
import { type RunningServer, startServer } from './server.ts';

/**
 * A server that loses its database, and a database whose server is killed. HW_FAULTS=full: the outage has the reports of ten minutes
 * at 1,000/s, the hang is longer than any time-out, and there are 200 cut commits and 50 kills.
 */
const { HW_FAULTS } = process.env;
const isFull = HW_FAULTS === 'full';
const OUTAGE_REPORTS = isFull ? 599_000 : 20_000;
const HANG_MS = isFull ? 45_000 : 1_000;
const COMMITS = isFull ? 200 : 10;
const KILLS = isFull ? 50 : 3;
const patience = isFull ? 1_800_000 : 180_000;

let feed: RecordedFeed;
let server: RunningServer | null = null;
beforeEach(async () => {
  feed = await createRecordedFeed();
});
afterEach(async () => {
  await server?.stop('SIGKILL');
  server = null;
  await feed.close();
});

const start = (databaseUrl: string, dataDir?: string): Promise<RunningServer> =>
  startServer({
    env: { DATABASE_URL: databaseUrl, HW_SOURCES: feed.source },
    ...(dataDir ? { dataDir } : {}),
  });

/** Reports that the server took from the feed since it started. */
async function accepted(from: RunningServer): Promise<number> {
  const { items } = await get<{ items: ReceiverView[] }>(from, '/api/v1/receivers');
  return items.find(({ name }) => name === 'feed')?.results['accepted'] ?? 0;
}

/** Reports of which the server says that they are on disk. */
async function savedBy(running: RunningServer): Promise<number> {
  const text = await (await running.fetch(`/metrics`)).text();
  return Number(/^havenwacht_archive_positions_total\{result="saved"\} (\d+)$/m.exec(text)?.[1]);
}

const isDegraded = async (of: RunningServer): Promise<boolean> =>
  (await get<Readiness>(of, '/readyz')).degraded?.some(({ part }) => part === 'archive') ?? false;

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Rows of positions; none before the server, which may be killed at any time, has made its tables. */
async function positionsIn(url: string, columns: string): Promise<readonly Record<string, unknown>[]> {
  const [table] = await ask(url, `SELECT to_regclass('havenwacht.positions') IS NOT NULL AS made`);
  return table?.['made'] === true ? ask(url, `SELECT ${columns} FROM havenwacht.positions`) : [];
}

const rowsIn = async (url: string): Promise<number> =>
  Number((await positionsIn(url, 'count(*) AS n'))[0]?.['n'] ?? 0);

describeWithOwnDatabase('a database of its own that fails', () => {
  let database: DatabaseProcess;
  beforeEach(async () => {
    database = await createDatabaseProcess();
  });
  afterEach(() => database.drop());

  async function throughFault(begin: () => unknown, end: () => unknown): Promise<void> {
    const running = await start(database.url);
    server = running;
    await feed.send(1_000);
    await until(async () => !(await isDegraded(running)) && (await rowsIn(database.url)) === 1_000);
    await begin();
    await feed.send(OUTAGE_REPORTS);
    await until(async () => (await accepted(running)) === feed.sent);
    await end();
    const startMs = performance.now();
    await until(async () => (await rowsIn(database.url)) === feed.sent);
    const seconds = (performance.now() - startMs) / 1_000;
    if (isFull) console.log(`${OUTAGE_REPORTS} rows in ${seconds.toFixed(1)} s`);
    await until(async () => !(await isDegraded(running)));
    expect(await rowsIn(database.url)).toBe(feed.sent);
  }

  test(
    'J66 rows of a long outage are all there when the database is back',
    () =>
      throughFault(
        async () => {
          await database.stop();
          await feed.send(1_000);
          await until(() => isDegraded(server as RunningServer));
        },
        () => database.start(),
      ),
    patience,
  );

  test(
    'J67 the same when it hangs',
    () =>
      throughFault(
        () => database.hang(),
        async () => {
          const untilMs = performance.now() + HANG_MS;
          await until(() => performance.now() > untilMs);
          database.goOn();
        },
      ),
    patience,
  );
});

describeWithServices('a server and its database', ({ databaseUrl }) => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase(databaseUrl);
  });
  afterEach(async () => {
    await server?.stop('SIGKILL');
    await database.drop();
  });

  test(
    'J68 a connection cut right behind a COMMIT, before or after it was done, leaves neither holes nor doubles',
    async () => {
      const random = createRandom(68);
      const url = new URL(database.url);
      const line = await createLine(Number(url.port));
      url.port = String(line.port);
      url.hostname = '127.0.0.1';
      const running = await start(url.href);
      server = running;
      await until(async () => !(await isDegraded(running)));
      while (line.lost < COMMITS) {
        if (random.whole(0, 1) === 0) line.cutBehind('COMMIT');
        else line.loseReplyTo('COMMIT');
        const before = line.lost;
        await feed.send(random.whole(1, 400));
        await until(async () => line.lost > before && (await rowsIn(database.url)) === feed.sent);
      }
      await until(async () => !(await isDegraded(running)));
      expect(await rowsIn(database.url)).toBe(feed.sent);
      await running.stop();
      await line.close();
    },
    patience,
  );

  test(
    'J69 kill -9 at any time costs nothing that was forced to disk, and doubles nothing',
    async () => {
      const random = createRandom(69);
      const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
      const kept = new Set<string>();
      let promised = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const running = await start(database.url, dataDir);
        server = running;
        const before = feed.sent;
        const target = before + random.whole(1_000, 6_000);
        const feeding = feed.send(target - before);
        // killed while it is being fed, at a random part of what it promised
        const enough = random.whole(1, target - before);
        let saved = 0;
        await until(async () => {
          saved = await savedBy(running);
          return saved >= enough;
        });
        await running.stop('SIGKILL');
        await feeding;
        const there = await everywhere(database.url, dataDir);
        for (const key of kept) expect(there.has(key), `kill ${kill}: ${key} was there before`).toBe(true);
        for (let i = before; i < before + saved; i += 1) {
          expect(there.has(feed.keyOf(i)), `kill ${kill}: report ${i - before} of ${saved}`).toBe(true);
        }
        for (const key of there) kept.add(key);
        promised += saved;
      }
      expect(kept.size).toBeGreaterThanOrEqual(promised);
      const running = await start(database.url, dataDir);
      server = running;
      await until(async () => (await rowsIn(database.url)) === kept.size);
      await running.stop();
      expect(await everywhere(database.url, dataDir)).toEqual(kept);
      expect(await rowsIn(database.url)).toBe(kept.size);
    },
    patience,
  );
});

/** Keys of the positions in the database or, after a kill, in the spool. */
async function everywhere(url: string, dataDir: string): Promise<Set<string>> {
  const keys = new Set<string>();
  const rows = await positionsIn(url, 'mmsi, extract(epoch FROM time)::integer AS s');
  for (const { mmsi, s } of rows) keys.add(`${mmsi} ${s}`);
  const spool = await openSpool({ dir: join(dataDir, 'spool'), segmentBytes: 1, openFile: openAppendFile });
  for (const segment of spool.waiting()) {
    const { batch, damage } = await spool.load(segment);
    expect(damage).toBeNull();
    for (const { mmsi, timeMs } of batch.positions) keys.add(`${mmsi} ${timeMs / 1_000}`);
  }
  return keys;
}
