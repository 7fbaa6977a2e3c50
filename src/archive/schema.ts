import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import type { Log } from '../model/ports.ts';
import { migrations } from './migrations.ts';
import { setPolicies } from './policies.ts';
import { reasonOf, transaction, withClient } from './session.ts';

/** Any fixed number: processes that start together wait for each other under it. */
const MIGRATION_LOCK = 4_277_001;

export interface SchemaOptions {
  /** `never` leaves TimescaleDB alone even where it is installed. */
  readonly hypertables: 'when-available' | 'never';
  /** For how long positions stay; unset: the server's policies are left as they are. */
  readonly retentionDays?: number;
  readonly log: Log;
}

export interface Prepared {
  /** What the archive runs on. */
  readonly edition: string;
  /** The server keeps summaries and columns by itself. */
  readonly keepsItself: boolean;
}

/**
 * Brings the schema `havenwacht` up to this program's version, in one transaction, and the server's policies to its settings.
 * Does nothing when they are. @throws when the schema is newer than this program.
 */
export async function prepareSchema(pool: Pool, options: SchemaOptions): Promise<Prepared> {
  const { hypertables, retentionDays, log } = options;
  if (hypertables === 'when-available') await createTimescale(pool, log);
  const keepsItself = await transaction(pool, async (client) => {
    await migrate(client, options);
    const timescale = await timescaleSchema(client);
    if (timescale === null || !(await hasAggregates(client))) return false;
    if (!(await isCommunity(client))) {
      log.warn(
        {},
        'the archive was made by TimescaleDB under the community licence, and this server runs without it',
      );
    } else if (retentionDays !== undefined) await setPolicies(client, timescale, retentionDays);
    return true;
  });
  await grantAnalyst(pool, log);
  return { edition: await editionOf(pool), keepsItself };
}

/** The extension where the server offers it. On a connection of its own: a library that was not preloaded ends the session. */
async function createTimescale(pool: Pool, log: Log): Promise<void> {
  const { rowCount } = await pool.query(
    `SELECT FROM pg_available_extensions WHERE name = 'timescaledb' AND installed_version IS NULL`,
  );
  if (rowCount === 0) return;
  try {
    await withClient(pool, (client) => client.query('CREATE EXTENSION IF NOT EXISTS timescaledb'));
  } catch (error) {
    log.info(
      { reason: reasonOf(error) },
      'TimescaleDB is there but cannot be used; the archive uses ordinary tables',
    );
  }
}

async function migrate(client: PoolClient, options: SchemaOptions): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await client.query('CREATE SCHEMA IF NOT EXISTS havenwacht');
  await client.query(
    `CREATE TABLE IF NOT EXISTS havenwacht.schema_version
       (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const found = await client.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM havenwacht.schema_version',
  );
  const version = found.rows[0]?.version ?? 0;
  if (version > migrations.length) {
    throw new Error(
      `the archive's schema is version ${version} and this program knows versions up to ${migrations.length}: ` +
        'run the newer program, or give this one another database',
    );
  }
  const timescale = options.hypertables === 'when-available' ? await timescaleSchema(client) : null;
  const isHyper = timescale !== null && (version === 0 || (await isHypertable(client)));
  const keepsItself = isHyper && (await isCommunity(client));
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    for (const statement of migration({ timescale, keepsItself })) await client.query(statement);
    await client.query('INSERT INTO havenwacht.schema_version (version) VALUES ($1)', [index + 1]);
    options.log.info({ version: index + 1 }, 'the archive has a new schema version');
  }
}

async function timescaleSchema(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ schema: string }>(
    `SELECT nspname AS schema FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
      WHERE extname = 'timescaledb'`,
  );
  return rows[0] === undefined ? null : escapeIdentifier(rows[0].schema);
}

/** The licence that the server runs TimescaleDB under, and the policies of versions from 2.18 on. */
async function isCommunity(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ is: boolean }>(
    `SELECT coalesce(current_setting('timescaledb.license', true) = 'timescale', false)
            AND EXISTS (SELECT FROM pg_proc WHERE proname = 'add_columnstore_policy') AS is`,
  );
  return rows[0]?.is ?? false;
}

async function hasAggregates(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM timescaledb_information.continuous_aggregates
      WHERE view_schema = 'havenwacht' AND view_name = 'density_hours'`,
  );
  return (rowCount ?? 0) > 0;
}

/** A role for reports: it may read, and only read. It belongs to the whole server, so that another database may have made it. */
async function grantAnalyst(pool: Pool, log: Log): Promise<void> {
  const grants = `
    GRANT USAGE ON SCHEMA havenwacht TO havenwacht_analyst;
    GRANT SELECT ON ALL TABLES IN SCHEMA havenwacht TO havenwacht_analyst;
    REVOKE ALL ON havenwacht.audit FROM havenwacht_analyst;
    ALTER DEFAULT PRIVILEGES IN SCHEMA havenwacht GRANT SELECT ON TABLES TO havenwacht_analyst`;
  try {
    await pool.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'havenwacht_analyst') THEN
        CREATE ROLE havenwacht_analyst NOLOGIN;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    await pool.query(grants);
  } catch (error) {
    log.info(
      { reason: reasonOf(error) },
      'the role havenwacht_analyst was not set up; the archive works without it',
    );
  }
}

async function editionOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ server: string; pglite: boolean; timescale: string | null }>(
    `SELECT current_setting('server_version') AS server, version() LIKE '%PGlite%' AS pglite,
            (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS timescale`,
  );
  const [row] = rows;
  if (row === undefined) return 'postgresql';
  if (row.timescale !== null && (await isHypertable(pool))) return `timescaledb ${row.timescale}`;
  return `${row.pglite ? 'pglite' : 'postgresql'} ${row.server}`;
}

async function isHypertable(pool: Pool | PoolClient): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM timescaledb_information.hypertables
      WHERE hypertable_schema = 'havenwacht' AND hypertable_name = 'positions'`,
  );
  return (rowCount ?? 0) > 0;
}
