import { Pool, type PoolConfig } from 'pg';
import type { Log } from '../model/ports.ts';
import { reasonOf } from './session.ts';

/** The two ways into a database: what reads must not make the writer wait, where the database allows more than one session. */
export interface Pools {
  readonly write: Pool;
  readonly read: Pool;
  /** No server but the process itself: one session, no background workers, nothing vacuums or checkpoints unasked. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * What the client's defaults would wait for without end gets a limit: connecting, a statement (at the server, and 5 s later here, for a
 * server that hangs), a transaction left open, a line that went dead.
 */
const limits: PoolConfig = {
  application_name: 'havenwacht',
  connectionTimeoutMillis: 10_000,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
  idle_in_transaction_session_timeout: 60_000,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** Small pools on a PostgreSQL or TimescaleDB server. Nothing connects before the first use. */
export function remotePools(databaseUrl: string, log: Log): Pools {
  const write = quietPool({ ...limits, connectionString: databaseUrl, max: 2 }, log);
  const read = quietPool({ ...limits, connectionString: databaseUrl, max: 4 }, log);
  return {
    write,
    read,
    embedded: false,
    close: async () => {
      await Promise.all([write.end(), read.end()]);
    },
  };
}

/** An idle connection that breaks is replaced at the next use; unheard, its event would end the process. */
export function quietPool(config: PoolConfig, log: Log): Pool {
  const pool = new Pool(config);
  pool.on('error', (error) => log.warn({ reason: reasonOf(error) }, 'an idle archive connection broke'));
  return pool;
}
