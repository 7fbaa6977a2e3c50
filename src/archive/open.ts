import type { Archive } from '../model/archive.ts';
import type { Log } from '../model/ports.ts';
import { embeddedPools } from './embedded.ts';
import { remotePools } from './pools.ts';
import { createPostgresArchive } from './postgres.ts';

export interface ArchiveOptions {
  /** PostgreSQL or TimescaleDB; null: embedded PGlite under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly log: Log;
  /** `never` leaves TimescaleDB alone even where it is installed. */
  readonly hypertables?: 'when-available' | 'never';
  /** For how long positions stay, where the server sees to that by itself. */
  readonly retentionDays?: number;
}

/**
 * Nothing connects yet: a database that is down shows when the archive is used.
 * @throws when another process holds the embedded archive, or the URL is not one
 */
export function openArchive(options: ArchiveOptions): Archive {
  const { databaseUrl, dataDir, hypertables = 'when-available' } = options;
  const pools =
    databaseUrl === null ? embeddedPools(dataDir, options.log) : remotePools(databaseUrl, options.log);
  return createPostgresArchive(pools, { ...options, hypertables });
}
