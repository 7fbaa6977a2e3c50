import { Pool } from 'pg';
import { describe } from 'vitest';
import { createBackfill, openBackfill } from '../../src/archive/backfill.ts';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { folder } from '../recorded-logs.ts';
import { freshDatabase } from '../services/database.ts';
import { describeWithServices } from '../services/urls.ts';
import { silent } from './archive-rows.ts';
import { importContract } from './import.contract.ts';
import { importMoreContract } from './import-more.contract.ts';

describe('import into embedded PGlite', () => {
  const open = async () => {
    const data = folder();
    const pools = embeddedPools(data.path, silent);
    // opening takes seconds: one engine for all imports
    const archive = createBackfill(pools, { hypertables: 'when-available', log: silent });
    return {
      env: { DATA_DIR: data.path },
      open: () => ({ ...archive, close: async () => {} }),
      pool: pools.read,
      async end() {
        await pools.close();
        data.remove();
      },
    };
  };
  importContract(open);
  importMoreContract(open);
});

describeWithServices('import into TimescaleDB', ({ databaseUrl }) => {
  const open = async () => {
    const database = await freshDatabase(databaseUrl);
    const pool = new Pool({ connectionString: database.url, max: 2 });
    return {
      env: { DATABASE_URL: database.url, DATA_DIR: '/nowhere' },
      open: openBackfill,
      pool,
      async end() {
        await pool.end();
        await database.drop();
      },
    };
  };
  importContract(open);
  importMoreContract(open);
});
