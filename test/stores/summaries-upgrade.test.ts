import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { embeddedPools } from '../../src/archive/embedded.ts';
import { migrations } from '../../src/archive/migrations.ts';
import { createPostgresArchive } from '../../src/archive/postgres.ts';
import type { ArchiveUnderTest } from './archive.contract.ts';
import { DAY_MS, START_MS, silent } from './archive-rows.ts';
import { onCommunity } from './community.ts';
import { isCommunity } from './licence.ts';

const before = 5;

/** An archive of the schema before there were counts, with three hours of reports on two days and three visits. */
async function fill({ pool }: ArchiveUnderTest, timescale: string | null): Promise<void> {
  await pool.query('CREATE SCHEMA havenwacht');
  await pool.query(
    'CREATE TABLE havenwacht.schema_version (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  for (const [i, migration] of migrations.slice(0, before).entries()) {
    for (const statement of migration({ timescale, keepsItself: false })) await pool.query(statement);
    await pool.query('INSERT INTO havenwacht.schema_version (version) VALUES ($1)', [i + 1]);
  }
  const hour = Math.floor(START_MS / 3_600_000) * 3_600_000;
  await pool.query(
    `INSERT INTO havenwacht.positions (time, mmsi, lon, lat, receiver)
     SELECT to_timestamp(ms / 1000) + n * interval '1 minute', 1 + n % 2, 4.3, 51.3, 'a'
       FROM unnest($1::float8[]) AS t (ms), generate_series(0, 9) AS n`,
    [[hour - 2 * DAY_MS, hour - 2 * DAY_MS + 3_600_000, hour]],
  );
  await pool.query(
    `INSERT INTO havenwacht.visits VALUES
       (1, 'lock', '2026-11-01 10:00Z', '2026-11-01 10:30Z'), (2, 'lock', '2026-11-01 11:00Z', NULL), (1, 'quay', '2025-06-01Z', '2025-06-02Z')`,
  );
}

async function isBroughtUp(under: ArchiveUnderTest): Promise<void> {
  const { archive, pool } = under;
  await archive.prepare();
  const counted = async (): Promise<unknown[]> =>
    (
      await pool.query(
        'SELECT vessels, reports FROM havenwacht.density_hours ORDER BY hour, cell_lon, cell_lat',
      )
    ).rows;
  const hours = Array.from({ length: 3 }, () => ({ vessels: 2, reports: 10 }));
  expect(await counted()).toEqual(hours);
  if (await isCommunity(under))
    await pool.query(`CALL refresh_continuous_aggregate('havenwacht.density_hours', NULL, NULL)`);
  await archive.summarise(START_MS + DAY_MS);
  expect(await counted()).toEqual(hours);
  const days = await pool.query(
    'SELECT zone_id, visits, ended, stay_s FROM havenwacht.visit_days ORDER BY day',
  );
  expect(days.rows).toEqual([
    { zone_id: 'quay', visits: 1, ended: 1, stay_s: 86_400 },
    { zone_id: 'lock', visits: 2, ended: 1, stay_s: 1_800 },
  ]);
}

describe('an archive from before there were counts', () => {
  test('V83 V84 V86 is counted on TimescaleDB under the community licence, its visits kept', async () => {
    const under = onCommunity();
    await under.pool.query('CREATE EXTENSION timescaledb');
    await fill(under, 'public');
    await isBroughtUp(under);
    expect(await isCommunity(under)).toBe(true);
    await under.end();
  });

  test('V83 V84 V86 stays as ordinary as its positions are', async () => {
    const under = onCommunity();
    await fill(under, null);
    await isBroughtUp(under);
    expect((await under.pool.query(`SELECT FROM pg_tables WHERE tablename = 'density_marks'`)).rowCount).toBe(
      1,
    );
    await under.end();
  });

  test('V83 V84 is counted on embedded PGlite', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-'));
    const pools = embeddedPools(dataDir, silent);
    const archive = createPostgresArchive(pools, { hypertables: 'when-available', log: silent });
    const under = { archive, pool: pools.read, end: () => archive.close() };
    await fill(under, null);
    await isBroughtUp(under);
    await under.end();
    rmSync(dataDir, { recursive: true });
  });
});
