import type { Pool } from 'pg';
import type { Backfill, TrackPoint } from '../model/archive.ts';
import { numbers } from './columns.ts';
import { embeddedPools } from './embedded.ts';
import { slices } from './insert.ts';
import { insertRecorded } from './insert-recorded.ts';
import { insertVessels } from './insert-vessels.ts';
import type { ArchiveOptions } from './open.ts';
import { replaceVisits } from './past-visits.ts';
import { type Pools, remotePools } from './pools.ts';
import { createPostgresArchive, tidy } from './postgres.ts';
import { transaction } from './session.ts';
import { readBack } from './track.ts';

const pageRows = 1_000;

/**
 * The archive for an import: of a database server it takes two connections at the most, one at a time.
 * @throws when another process holds the embedded archive, or the URL is not one
 */
export function openBackfill({ databaseUrl, dataDir, log, hypertables = 'when-available' }: ArchiveOptions) {
  const pools = databaseUrl === null ? embeddedPools(dataDir, log) : remotePools(databaseUrl, log);
  return createBackfill(pools, { hypertables, log });
}

export function createBackfill(
  pools: Pools,
  options: Pick<ArchiveOptions, 'log'> & { readonly hypertables: 'when-available' | 'never' },
): Backfill {
  const archive = createPostgresArchive(pools, options);
  return {
    get edition() {
      return archive.edition;
    },
    prepare: archive.prepare,
    track: archive.track,
    close: archive.close,
    write: ({ positions, vessels }) =>
      transaction(pools.write, async (client) => {
        await archive.beforePositions(client, positions);
        const added = await insertRecorded(client, positions);
        for (const rows of slices(vessels)) await insertVessels(client, rows);
        return added;
      }),
    back: (mmsi, beforeMs): AsyncIterable<readonly TrackPoint[]> =>
      readBack(pools.read, mmsi, beforeMs, pageRows),
    visitors: async (mmsis) => {
      const found = await oneEach<{ mmsi: number }>(
        pools.read,
        mmsis,
        'SELECT DISTINCT mmsi FROM havenwacht.visits WHERE mmsi = ANY ($1::int[])',
      );
      return new Set(found.map(({ mmsi }) => mmsi));
    },
    classes: async (mmsis) => {
      const found = await oneEach<{ mmsi: number; class: string }>(
        pools.read,
        mmsis,
        'SELECT mmsi, class FROM havenwacht.vessels WHERE mmsi = ANY ($1::int[])',
      );
      return new Map(found.map((row) => [row.mmsi, row.class]));
    },
    replaceVisits: (past, zoneIds) =>
      transaction(pools.write, (client) => replaceVisits(client, past, zoneIds)),
    tidy: () => tidy(pools),
  };
}

async function oneEach<Row extends { mmsi: number }>(
  pool: Pool,
  mmsis: readonly number[],
  sql: string,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const slice of slices(mmsis)) {
    const { rows } = await pool.query<Row>(sql, [numbers(slice, (mmsi) => mmsi)]);
    found.push(...rows);
  }
  return found;
}
