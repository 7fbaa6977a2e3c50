import type { Pool } from 'pg';
import type { Archive } from '../../src/model/archive.ts';

/** Whether the archive runs on TimescaleDB under the community licence. */
export async function isCommunity({
  archive,
  pool,
}: {
  readonly archive: Archive;
  readonly pool: Pool;
}): Promise<boolean> {
  const { rows } = await pool.query(`SELECT current_setting('timescaledb.license', true) AS licence`);
  return archive.edition.startsWith('timescaledb') && rows[0].licence === 'timescale';
}
