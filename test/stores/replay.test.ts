import type { QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertsQuery, staysQuery, stretchQuery } from '../../src/archive/chronicle.ts';
import { createRecollection } from '../../src/commands/recollection.ts';
import { createReplay, pictureOf, turn } from '../replay-client.ts';
import { describeWithServices } from '../services/urls.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { batch, DAY_MS, positions, START_MS } from './archive-rows.ts';
import { embedded, onServer } from './archives.ts';
import { replayContract } from './replay.contract.ts';

const small = { chronicleRows: 20 };

describe('replays on embedded PGlite', () => replayContract(() => embedded(small)));
describeWithServices('replays on plain PostgreSQL', ({ databaseUrl }) =>
  replayContract(() => onServer(databaseUrl, { ...small, hypertables: 'never' })),
);
describeWithServices('replays on TimescaleDB', ({ databaseUrl }) =>
  replayContract(() => onServer(databaseUrl, small)),
);

describeWithServices('replays and what they cost the database', ({ databaseUrl }) => {
  let under: ArchiveUnderTest;
  beforeAll(async () => {
    under = await onServer(databaseUrl, { historyLimitS: 0.5 });
    await under.archive.prepare();
    for (const day of [0, 1, 2])
      await under.archive.write(batch({ positions: positions(205_000_701, 300, START_MS + day * DAY_MS) }));
    await under.pool.query(
      `INSERT INTO havenwacht.visits
       SELECT 1000 + i % 500, 'zone-' || i % 20, t, t + interval '20 minutes'
         FROM generate_series(1, 20000) AS i, LATERAL (SELECT to_timestamp($1::float8 / 1000) - i * interval '6 minutes' AS t) AS at`,
      [START_MS + DAY_MS],
    );
    await under.pool.query(
      `INSERT INTO havenwacht.alerts (id, seq, cause, kind, severity, state, title, raised_at, updated_at, alert)
       SELECT 'a' || i, 4 * i, 'c' || i, 'zone.enter', 'warning', 'cleared', '', t, t + interval '5 minutes', '{}'
         FROM generate_series(1, 5000) AS i, LATERAL (SELECT to_timestamp($1::float8 / 1000) - i * interval '6 minutes' AS t) AS at`,
      [START_MS + DAY_MS],
    );
    await under.pool.query(
      `INSERT INTO havenwacht.alert_events (seq, at, alert_id, event, alert)
       SELECT a.seq - 4 + n, raised_at + n * interval '1 minute', id, 'raised', '{}'
         FROM havenwacht.alerts a, generate_series(1, 4) AS n`,
    );
    await under.pool.query('ANALYZE');
  });
  afterAll(() => under.end());

  const span = { fromMs: START_MS + DAY_MS, toMs: START_MS + DAY_MS + 3_600_000, area: null, everyMs: 1 };
  const begin = () =>
    createReplay(
      { ...under.archive, recollection: createRecollection(DAY_MS) },
      { fromMs: span.fromMs - 1000, toMs: span.fromMs + 299_000, speed: 600 },
    );

  /** What reads positions waits for the end of `during`. */
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

  test.each<[string, QueryConfig, readonly string[]]>([
    [
      'a page',
      stretchQuery(span, 5000),
      ['positions_time', 'vessel_history_time', 'visits_span', 'declarations_declared', 'alert_events_at'],
    ],
    ['the zones of a time', staysQuery(span.fromMs), ['visits_span']],
    [
      'the alerts of a time',
      alertsQuery(span.fromMs, { id: 'port', confined: false, areas: [], vessels: [] }, 10),
      ['alerts_open', 'alert_events_alert'],
    ],
  ])('W32 %s is found by the indexes of time, in the chunks of its time', async (_name, query, indexes) => {
    const client = await under.pool.connect();
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${query.text}`, query.values);
    client.release(true);
    const plan = JSON.stringify(rows);
    for (const index of indexes) expect(plan).toContain(index);
    expect(new Set(plan.match(/_hyper_\d+_\d+_chunk(?=")/g)).size).toBeLessThanOrEqual(1);
  });

  test('W30 a statement that takes too long pauses the replay with its limit, and it goes on later', async () => {
    const run = begin();
    await run.begun();
    await locked(async () => {
      run.replay.seek(span.fromMs);
      while (run.replay.state !== 'paused') await turn();
    });
    expect(run.frames.at(-2)).toMatchObject({
      code: 'archive-unavailable',
      detail: expect.stringContaining('the limit of 0.5 s for a step was reached'),
    });
    run.replay.resume();
    await run.toEnd();
    expect(pictureOf(run.frames).get('205000701')).toMatchObject({
      positionAt: new Date(span.fromMs + 299_000).toISOString(),
    });
  });

  test('W29 a replay that is ended ends its statement at the server', async () => {
    const waiting = async () =>
      (
        await under.pool.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).rowCount;
    await locked(async () => {
      const run = begin();
      await expect.poll(waiting, { interval: 5 }).toBe(1);
      run.replay.stop();
      await expect.poll(waiting, { interval: 5 }).toBe(0);
      expect([run.frames, run.faults]).toEqual([[], []]);
    });
  });
});
