import { DatabaseError, type Pool, type PoolClient } from 'pg';

/**
 * One transaction. When the server itself answered with an error, the connection is sound and is kept; after anything
 * else (time-out, cut line) nobody knows what it still holds, so it is destroyed.
 */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN');
    try {
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (error instanceof DatabaseError) await client.query('ROLLBACK');
      throw error;
    }
  });
}

/** Lends a connection. A checked-out connection that breaks says so twice: in the query's rejection and as an event. */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    broken ||= !(error instanceof DatabaseError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/**
 * True when the database will never take these rows: SQLSTATE class 22 (data exception) or 23 (integrity violation).
 * Everything else is worth another attempt.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}

/** The sentence an operator should read; pg gives an empty message when every address of a host refused. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}
