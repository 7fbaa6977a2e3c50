import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { openArchive } from '../../src/archive/open.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { type ArchiveUnderTest, archiveContract } from './archive.contract.ts';
import { batch, positions, readAll, START_MS, silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';

describe('archive on embedded PGlite', () => {
  archiveContract(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const pools = embeddedPools(dataDir, silent);
    const archive = createPostgresArchive(pools, { hypertables: 'when-available', log: silent });
    const end = async (): Promise<void> => {
      await archive.close();
      rmSync(dataDir, { recursive: true });
    };
    return { archive, pool: pools.read, end };
  }, /^pglite \d+/);
});

describe('archive on TimescaleDB under the community licence', () => {
  archiveContract(async () => onCommunity(), /^timescaledb \d+/);
});

async function onServer(
  serverUrl: string,
  hypertables: 'when-available' | 'never',
): Promise<ArchiveUnderTest> {
  const database = await freshDatabase(serverUrl);
  const archive = openArchive({ databaseUrl: database.url, dataDir: '/nowhere', log: silent, hypertables });
  const pool = new Pool({ connectionString: database.url, max: 2 });
  if (hypertables === 'never') await pool.query('DROP EXTENSION timescaledb');
  const end = async (): Promise<void> => {
    await archive.close();
    await pool.end();
    await database.drop();
  };
  return { archive, pool, end };
}

describeWithServices('archive on plain PostgreSQL', ({ databaseUrl }) => {
  archiveContract(() => onServer(databaseUrl, 'never'), /^postgresql \d+/);
});

describeWithServices('archive on TimescaleDB', ({ databaseUrl }) => {
  archiveContract(() => onServer(databaseUrl, 'when-available'), /^timescaledb \d+/);

  test('retention drops whole chunks', async () => {
    const { archive, pool, end } = await onServer(databaseUrl, 'when-available');
    await archive.prepare();
    const chunks = async (): Promise<unknown> =>
      (
        await pool.query(
          `SELECT count(*)::int AS n FROM timescaledb_information.chunks WHERE hypertable_name = 'positions'`,
        )
      ).rows[0];
    await archive.write(batch({ positions: positions(1, 5, START_MS - 9 * 86_400_000) }));
    await archive.write(batch({ positions: positions(1, 5) }));
    expect(await chunks()).toEqual({ n: 2 });
    await archive.dropBefore(START_MS);
    expect(await chunks()).toEqual({ n: 1 });
    expect(await readAll(archive, 1)).toHaveLength(5);
    await end();
  });

  test('a role that may not create roles or extensions still gets an archive', async () => {
    const database = await freshDatabase(databaseUrl);
    const owner = new Pool({ connectionString: database.url, max: 1 });
    const role = new URL(database.url).pathname.slice(1);
    await owner.query('DROP EXTENSION timescaledb');
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    await owner.query(`GRANT CREATE ON DATABASE ${role} TO ${role}`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'x';
    const archive = openArchive({ databaseUrl: url.href, dataDir: '/nowhere', log: silent });
    await archive.prepare();
    await archive.write(batch({ positions: positions(1, 3) }));
    expect(await readAll(archive, 1)).toHaveLength(3);
    await archive.close();
    await owner.end();
    await database.drop();
    const server = new Pool({ connectionString: databaseUrl, max: 1 });
    await server.query(`DROP ROLE ${role}`);
    await server.end();
  });
});
