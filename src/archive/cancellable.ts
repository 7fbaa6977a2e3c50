import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Pools } from './pools.ts';
import { transaction, withClient } from './session.ts';

/** `pg` knows the process of its session at the server; its types do not say so. */
type Session = PoolClient & { readonly processID: number };

/**
 * A statement for reading that ends when `signal` aborts: a server goes on working for a client that went away until it has rows to send. The
 * session is given back only after the server was told, so that nobody else's statement is hit. PGlite cannot be told; there it runs to its end.
 * @param settings `SET LOCAL …;` for this statement; null: it needs none, and no transaction
 */
export async function queryUntil<R extends QueryResultRow>(
  pools: Pools,
  settings: string | null,
  query: QueryConfig,
  signal: AbortSignal,
): Promise<QueryResult<R>> {
  signal.throwIfAborted();
  const withSession = settings === null ? withClient : transaction;
  return withSession(pools.read, async (client) => {
    signal.throwIfAborted();
    if (settings !== null) await client.query(settings);
    let told: Promise<unknown> | null = null;
    const cancel = (): void => {
      const { processID } = client as Session;
      if (!pools.embedded)
        told = pools.read.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await client.query<R>(query);
    } finally {
      signal.removeEventListener('abort', cancel);
      await told;
    }
  });
}
