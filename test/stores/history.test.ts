import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { densityQuery } from '../../src/archive/history-density.ts';
import { nearQuery, presentQuery } from '../../src/archive/history-tracks.ts';
import { thenQuery } from '../../src/archive/history-vessels.ts';
import { visitsQuery, waitsQuery } from '../../src/archive/history-visits.ts';
import { type Span, TooLong } from '../../src/model/history.ts';
import { describeWithServices } from '../services/urls.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, position, START_MS } from './archive-rows.ts';
import { embedded, onServer } from './archives.ts';
import { askingContract } from './asking.contract.ts';
import { onCommunity } from './community.ts';
import { historyContract } from './history.contract.ts';

const small = { historyRows: 5, historyVisits: 2 };

describe('questions about the past on TimescaleDB under the community licence', () => {
  historyContract(async () => onCommunity(small));
});

describe('history on embedded PGlite', () => {
  historyContract(() => embedded(small));
  askingContract(() => embedded(small));
});

const never = new AbortController().signal;

test('V53 on PGlite a statement that takes too long is answered in time, and the archive goes on', async () => {
  const { archive, pool, end } = await embedded({ ...small, historyLimitS: 0.1 });
  await archive.prepare();
  await archive.write(batch({ positions: [position(1, START_MS)] }));
  const span = { fromMs: START_MS - 1, toMs: START_MS + 1 };
  await pool.query(`ALTER TABLE havenwacht.positions RENAME TO reports;
    CREATE VIEW havenwacht.positions AS SELECT reports.* FROM havenwacht.reports, pg_sleep(0.5)`);
  await expect(archive.history.present(span, null, -1, 2, never)).rejects.toBeInstanceOf(TooLong);
  await pool.query('DROP VIEW havenwacht.positions; ALTER TABLE havenwacht.reports RENAME TO positions');
  expect(await archive.history.present(span, null, -1, 2, never)).toEqual([1]);
  await end();
});

describeWithServices('history on plain PostgreSQL', ({ databaseUrl }) => {
  historyContract(() => onServer(databaseUrl, { ...small, hypertables: 'never' }));
  askingContract(() => onServer(databaseUrl, { ...small, hypertables: 'never' }));
});

describeWithServices('history on TimescaleDB', ({ databaseUrl }) => {
  historyContract(() => onServer(databaseUrl, small));
  askingContract(() => onServer(databaseUrl, small));
});

const dayMs = 86_400_000;
const area = [4.2, 51.2, 4.4, 51.4] as const;

describeWithServices('history and what it costs the database', ({ databaseUrl }) => {
  let under: ArchiveUnderTest;
  beforeAll(async () => {
    under = await onServer(databaseUrl, { ...small, historyLimitS: 0.2 });
    await under.archive.prepare();
    const at = (day: number, i: number): number => START_MS + day * dayMs + i * 60_000;
    for (let day = 0; day < 10; day++)
      await under.archive.write(
        batch({
          positions: Array.from({ length: 400 }, (_, i) => position(1 + (i % 20), at(day, i))),
          visits: [
            { step: 'enters', mmsi: 1, zoneId: 'lock', timeMs: at(day, 100) },
            { step: 'leaves', mmsi: 1, zoneId: 'lock', timeMs: at(day, 110) },
          ],
        }),
      );
    await under.pool.query('ANALYZE havenwacht.positions');
  });
  afterAll(() => under.end());

  const explain = async ({ text, values = [] }: QueryConfig): Promise<unknown> =>
    (await under.pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values)).rows;

  /** Chunks that the plan of a question names, with the days that they hold. */
  async function chunksOf(query: QueryConfig): Promise<{ fromMs: number; toMs: number }[]> {
    const names = new Set(JSON.stringify(await explain(query)).match(/_hyper_\d+_\d+_chunk(?=")/g));
    const chunks = await under.pool.query<{ fromMs: number; toMs: number }>(
      `SELECT (extract(epoch FROM range_start) * 1000)::float8 AS "fromMs", (extract(epoch FROM range_end) * 1000)::float8 AS "toMs"
         FROM timescaledb_information.chunks WHERE chunk_name = ANY($1)`,
      [[...names]],
    );
    return chunks.rows;
  }

  const span: Span = { fromMs: START_MS + 4 * dayMs, toMs: START_MS + 4 * dayMs + 3_600_000 };
  const { fromMs, toMs } = span;
  const around = { zoneId: 'lock', around: area, otherZoneIds: [] };
  const halfDayMs = 43_200_000;
  test.each<[string, QueryConfig, Span]>([
    ['present', presentQuery(span, area, -1, 100), span],
    ['near', nearQuery([1, 2, 3], span, area, [1, fromMs - 1], 20_000), span],
    [
      'then',
      thenQuery(
        [1, 2].map((mmsi) => ({ mmsi, atMs: toMs })),
        toMs - dayMs,
      ),
      { fromMs: toMs - dayMs, toMs },
    ],
    ['density', densityQuery({ ...span, area, stepLon: 0.01, stepLat: 0.01 }), span],
    [
      'waits',
      waitsQuery({ ...span, ...around }, { enteredMs: fromMs, mmsi: -1 }, 200),
      { fromMs: fromMs - halfDayMs, toMs },
    ],
  ])('V54 the plan of `%s` names the chunks of its time and no others', async (_name, query, wanted) => {
    const chunks = await chunksOf(query);
    expect(chunks.length).toBeGreaterThan(0);
    for (const chunk of chunks) {
      expect(chunk.fromMs).toBeLessThanOrEqual(wanted.toMs);
      expect(chunk.toMs).toBeGreaterThanOrEqual(wanted.fromMs);
    }
  });

  test('V54 visits are found by the index of their time', async () => {
    await under.pool.query(
      `INSERT INTO havenwacht.visits
       SELECT 1000 + i % 500, 'zone-' || i % 20, t, t + interval '20 minutes'
         FROM generate_series(1, 20000) AS i, LATERAL (SELECT to_timestamp($1::float8 / 1000) - i * interval '6 minutes' AS t) AS at`,
      [toMs],
    );
    await under.pool.query('ANALYZE havenwacht.visits');
    const asked = { fromMs: fromMs - 30 * dayMs, toMs: fromMs - 29 * dayMs, zoneIds: ['zone-3'], mmsi: null };
    expect(JSON.stringify(await explain(visitsQuery(asked, null, 100)))).toContain('visits_span');
    expect(await under.archive.history.visits(asked, null, 100, never)).toHaveLength(12);
  });

  /** What reads waits for the end of `during`. */
  async function locked(during: () => Promise<void>): Promise<void> {
    const client = await under.pool.connect();
    try {
      await client.query('BEGIN; LOCK TABLE havenwacht.positions IN ACCESS EXCLUSIVE MODE');
      await during();
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  test('V53 a statement that takes too long is ended at the server and told from a broken database', async () => {
    await locked(async () => {
      await expect(under.archive.history.present(span, area, -1, 2, never)).rejects.toBeInstanceOf(TooLong);
    });
    expect(await under.archive.history.present(span, null, -1, 2, never)).toHaveLength(2);
  });

  test('V53 a client who leaves ends the statement at the server', async () => {
    const patient = await onServer(databaseUrl, { ...small, historyLimitS: 600 });
    await patient.archive.prepare();
    const client = await patient.pool.connect();
    await client.query('BEGIN; LOCK TABLE havenwacht.positions IN ACCESS EXCLUSIVE MODE');
    const leaving = new AbortController();
    const answer = patient.archive.history
      .present(span, area, -1, 2, leaving.signal)
      .catch((e: unknown) => e);
    const waiting = async () =>
      (
        await patient.pool.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).rowCount;
    await expect.poll(waiting).toBe(1);
    leaving.abort();
    // the lock is still held: only the server can have ended it
    expect(await answer).toMatchObject({ code: '57014' });
    expect(await waiting()).toBe(0);
    await client.query('ROLLBACK');
    client.release();
    await patient.end();
  });
});
