import { freshDatabase } from '../test/services/database.ts';
import { attached } from './archive/attached.ts';
import { outages } from './archive/outage.ts';
import { writing } from './archive/writing.ts';
import type { BenchOptions, Row } from './lib/case.ts';

/**
 * Writing positions into the archive: beside a bare COPY of the same rows into the same hypertable; with the whole server attached; on the
 * embedded database. `--long`: a database that is away for ten minutes, stopped and hanging.
 */
export const name = 'archive';

export async function* run({ smoke, long }: BenchOptions): AsyncIterable<Row> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const seconds = smoke ? 4 : 20;
  if (databaseUrl !== undefined) {
    yield* writing(databaseUrl, smoke ? 30_000 : 300_000, smoke ? 1 : 3);
    const database = await freshDatabase(databaseUrl);
    yield* attached('timescaledb', database.url, smoke ? 5_000 : 22_000, seconds);
    await database.drop();
  }
  yield* attached('pglite', null, smoke ? 5_000 : 11_000, seconds);
  if (databaseUrl !== undefined && (long || smoke)) yield* outages(smoke ? 4 : 600);
}
