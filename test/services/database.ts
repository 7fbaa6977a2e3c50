import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface FreshDatabase {
  readonly url: string;
  /** Drops the database, ending whatever is still connected to it. */
  drop(): Promise<void>;
}

/** A new, empty database with TimescaleDB on the server of `databaseUrl`, under a random name. */
export async function freshDatabase(databaseUrl: string): Promise<FreshDatabase> {
  const name = `hw_test_${randomBytes(6).toString('hex')}`;
  // template0, because CREATE DATABASE fails while anyone is connected to its template.
  await execute(databaseUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await execute(url.href, 'CREATE EXTENSION IF NOT EXISTS timescaledb');
  return {
    url: url.href,
    drop: () => execute(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
