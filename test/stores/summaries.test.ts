import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { describe } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { openArchive } from '../../src/archive/open.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';
import { summariesContract } from './summaries.contract.ts';

const options = { hypertables: 'when-available', retentionDays: 90, log: silent } as const;

describe('summaries on TimescaleDB under the community licence', () => {
  summariesContract(async () => onCommunity());
});

describe('summaries on embedded PGlite', () => {
  summariesContract(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const pools = embeddedPools(dataDir, silent);
    const archive = createPostgresArchive(pools, options);
    const end = async (): Promise<void> => {
      await archive.close();
      rmSync(dataDir, { recursive: true });
    };
    return { archive, pool: pools.read, end };
  });
});

async function onServer(
  serverUrl: string,
  hypertables: 'when-available' | 'never',
): Promise<ArchiveUnderTest> {
  const database = await freshDatabase(serverUrl);
  const archive = openArchive({ ...options, databaseUrl: database.url, dataDir: '/nowhere', hypertables });
  const pool = new Pool({ connectionString: database.url, max: 2 });
  if (hypertables === 'never') await pool.query('DROP EXTENSION timescaledb');
  const end = async (): Promise<void> => {
    await archive.close();
    await pool.end();
    await database.drop();
  };
  return { archive, pool, end };
}

describeWithServices('summaries on plain PostgreSQL', ({ databaseUrl }) => {
  summariesContract(() => onServer(databaseUrl, 'never'));
});

describeWithServices('summaries on TimescaleDB as it is served', ({ databaseUrl }) => {
  summariesContract(() => onServer(databaseUrl, 'when-available'));
});
