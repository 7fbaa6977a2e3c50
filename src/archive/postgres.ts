import type { Pool, PoolClient } from 'pg';
import type { Archive, PositionRow } from '../model/archive.ts';
import { createChronicle } from './chronicle.ts';
import { createHistory } from './history.ts';
import { insertBatch } from './insert.ts';
import { readLatest } from './latest.ts';
import { createPast } from './past.ts';
import { summariesOutliveDays } from './policies.ts';
import type { Pools } from './pools.ts';
import { type Prepared, prepareSchema, type SchemaOptions } from './schema.ts';
import { transaction } from './session.ts';
import { noteHours, sealHours, summariseHours } from './summarise.ts';
import { readTrack } from './track.ts';

export interface PostgresOptions extends SchemaOptions {
  /** Rows a page of a track. */
  readonly pageRows?: number;
  /** Vessels a page of the latest picture. */
  readonly pageVessels?: number;
  /** Archived positions looked at a page of the past. */
  readonly pastRows?: number;
  /** Archived positions, and visits, that a statement about the past looks at. */
  readonly historyRows?: number;
  readonly historyVisits?: number;
  /** Rows of a list that a statement for a replay reads. */
  readonly chronicleRows?: number;
  /** Seconds that a statement about the past may take. */
  readonly historyLimitS?: number;
  /** Rows a statement when old positions are deleted one by one. */
  readonly sliceRows?: number;
}

const dayMs = 86_400_000;

export interface PostgresArchive extends Archive {
  /** To be called in every transaction that writes positions, before them. */
  beforePositions(client: PoolClient, positions: readonly PositionRow[]): Promise<void>;
}

/** The archive on PostgreSQL, TimescaleDB or PGlite: whatever answers behind the pools. */
export function createPostgresArchive(pools: Pools, options: PostgresOptions): PostgresArchive {
  const { pageRows = 5_000, pageVessels = 1_000, sliceRows = 5_000 } = options;
  // where all share one session, what waits behind a statement is the writer
  const { pastRows = pools.embedded ? 2_500 : 10_000 } = options;
  const { historyRows = pools.embedded ? 5_000 : 10_000, historyVisits = 200, historyLimitS = 10 } = options;
  // so little that what waits behind it does not notice
  const { chronicleRows = pools.embedded ? 2_000 : 5_000 } = options;
  let { edition, keepsItself }: Prepared = {
    edition: pools.embedded ? 'pglite' : 'postgresql',
    keepsItself: false,
  };

  settleSessions(pools, historyLimitS);

  async function beforePositions(client: PoolClient, positions: readonly PositionRow[]): Promise<void> {
    if (!keepsItself) await noteHours(client, positions);
    // a batch of late reports may have to look into many columns; its rows are bounded by what wrote it
    else await client.query('SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0');
  }

  return {
    get edition() {
      return edition;
    },
    async prepare() {
      ({ edition, keepsItself } = await prepareSchema(pools.write, options));
    },
    beforePositions,
    write: (batch) =>
      transaction(pools.write, async (client) => {
        await beforePositions(client, batch.positions);
        await insertBatch(client, batch, !pools.embedded);
      }),
    track: (mmsi, fromMs, toMs) => readTrack(pools.read, mmsi, fromMs, toMs, pageRows),
    latest: (fromMs) => readLatest(pools.read, fromMs, pageVessels),
    past: createPast(pools, pastRows),
    history: createHistory(pools, {
      pageRows: historyRows,
      pageVisits: historyVisits,
      limitS: historyLimitS,
      longerS: 2.5 * historyLimitS,
    }),
    chronicle: createChronicle(pools, { pageRows: chronicleRows, limitS: historyLimitS }),
    async summarise(nowMs) {
      if (!keepsItself) await summariseHours(pools.write, nowMs);
    },
    async dropBefore(beforeMs) {
      const dayBeforeMs = Math.floor(beforeMs / dayMs) * dayMs;
      if (!keepsItself) await sealHours(pools.write, dayBeforeMs, dayBeforeMs - summariesOutliveDays * dayMs);
      if (edition.startsWith('timescaledb')) await dropChunks(pools.write, dayBeforeMs);
      else await deleteBefore(pools.write, dayBeforeMs, sliceRows);
      await forgetHistory(pools.write, beforeMs);
      await tidy(pools);
    },
    close: () => pools.close(),
  };
}

/**
 * What every session for reading begins with, so that a short question is one statement and no transaction: compiling takes longer than most of them,
 * sums over many vessels stay in memory, and none keeps a connection from the others for long.
 */
function settleSessions({ read, embedded }: Pools, limitS: number): void {
  const limits = embedded
    ? `SET work_mem = '8MB'`
    : `SET work_mem = '64MB'; SET statement_timeout = ${limitS * 1000}`;
  read.options.onConnect = async (client) => {
    await client.query(`SET jit = off; ${limits}`);
  };
}

/** What a database server does in the background and the embedded one only when asked. */
export async function tidy(pools: Pools): Promise<void> {
  if (!pools.embedded) return;
  await pools.write.query('VACUUM (ANALYZE) havenwacht.positions');
  await pools.write.query('CHECKPOINT');
}

/** Whole days at once, as files. */
async function dropChunks(pool: Pool, beforeMs: number): Promise<void> {
  const { rows } = await pool.query<{ call: string }>(
    `SELECT format('SELECT %I.drop_chunks(''havenwacht.positions'', older_than => to_timestamp($1::float8 / 1000))', nspname) AS call
       FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'timescaledb'`,
  );
  if (rows[0] !== undefined) await pool.query(rows[0].call, [beforeMs]);
}

/** Short statements, so that writing goes on between them. */
async function deleteBefore(pool: Pool, beforeMs: number, sliceRows: number): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM havenwacht.positions p USING
         (SELECT mmsi, time FROM havenwacht.positions
           WHERE time < to_timestamp($1::float8 / 1000) ORDER BY time LIMIT $2) AS old
        WHERE p.mmsi = old.mmsi AND p.time = old.time`,
      [beforeMs, sliceRows],
    );
    if ((rowCount ?? 0) < sliceRows) return;
  }
}

/** Of what a vessel was before, the last stays: it still held at `beforeMs`. */
async function forgetHistory(pool: Pool, beforeMs: number): Promise<void> {
  await pool.query(
    `DELETE FROM havenwacht.vessel_history h
      WHERE h.time < to_timestamp($1::float8 / 1000)
        AND EXISTS (SELECT FROM havenwacht.vessel_history later
                     WHERE later.mmsi = h.mmsi AND later.time > h.time AND later.time <= to_timestamp($1::float8 / 1000))`,
    [beforeMs],
  );
}
