import { DatabaseError, type QueryConfig, type QueryResultRow } from 'pg';
import { TooLong } from '../model/history.ts';
import { queryUntil } from './cancellable.ts';
import type { Pools } from './pools.ts';

/** SQLSTATE of a statement that was ended: by its time, or because somebody asked for it. */
const QUERY_CANCELED = '57014';
/** What `pg` says when its own limit of a statement was reached. */
const READ_TIMEOUT = 'Query read timeout';

/**
 * The rows of a statement for reading, which ends when `signal` aborts.
 * @param settings `SET LOCAL …` for this statement; null: those of every session for reading, and its limit
 * @throws TooLong after `limitS` seconds: a server ends the statement then, PGlite only who asked is answered
 */
export async function askWithin<R extends QueryResultRow>(
  pools: Pools,
  settings: string | null,
  limitS: number,
  query: QueryConfig,
  signal: AbortSignal,
): Promise<R[]> {
  const limited = settings === null ? null : `${settings}; SET LOCAL statement_timeout = ${limitS * 1000}`;
  const timed = pools.embedded ? { ...query, query_timeout: limitS * 1000 } : query;
  try {
    return (await queryUntil<R>(pools, limited, timed, signal)).rows;
  } catch (error) {
    if (isOutOfTime(error, pools) && !signal.aborted) throw new TooLong(limitS);
    throw error;
  }
}

const isOutOfTime = (error: unknown, { embedded }: Pools): boolean =>
  error instanceof DatabaseError
    ? error.code === QUERY_CANCELED
    : embedded && error instanceof Error && error.message === READ_TIMEOUT;
