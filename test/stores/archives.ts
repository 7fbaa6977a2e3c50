import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { remotePools } from '../../src/archive/pools.ts';
import { createPostgresArchive, type PostgresOptions } from '../../src/archive/postgres.ts';
import { freshDatabase } from '../services/database.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { silent } from './archive-rows.ts';

export type ArchiveOptions = Partial<PostgresOptions>;

/** An archive in a directory of its own. */
export async function embedded(options: ArchiveOptions): Promise<ArchiveUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
  const pools = embeddedPools(dataDir, silent);
  const archive = createPostgresArchive(pools, { hypertables: 'when-available', log: silent, ...options });
  const end = async (): Promise<void> => {
    await archive.close();
    rmSync(dataDir, { recursive: true });
  };
  return { archive, pool: pools.read, end };
}

/** An archive in a database of its own. */
export async function onServer(serverUrl: string, options: ArchiveOptions): Promise<ArchiveUnderTest> {
  const database = await freshDatabase(serverUrl);
  const pool = new Pool({ connectionString: database.url, max: 2 });
  const { hypertables = 'when-available' } = options;
  if (hypertables === 'never') await pool.query('DROP EXTENSION timescaledb');
  const archive = createPostgresArchive(remotePools(database.url, silent), {
    log: silent,
    ...options,
    hypertables,
  });
  const end = async (): Promise<void> => {
    await archive.close();
    await pool.end();
    await database.drop();
  };
  return { archive, pool, end };
}
