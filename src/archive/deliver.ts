import type { Archive, ArchiveBatch } from '../model/archive.ts';
import { partOf, rowsOf } from './batch.ts';
import { isRefusal } from './session.ts';

/** A row that the database never takes, in a batch of its own, and why. */
export interface RefusedRow {
  readonly batch: ArchiveBatch;
  readonly error: unknown;
}

/**
 * Writes a batch as one transaction; when the database refuses its content, in halves, until the rows at fault are alone: one bad row does not keep
 * the others, or all that wait behind it, out of the archive.
 * @returns the rows at fault. Rejects when the archive cannot be written at all.
 */
export async function deliver(archive: Archive, batch: ArchiveBatch): Promise<readonly RefusedRow[]> {
  if (rowsOf(batch) === 0) return [];
  try {
    await archive.write(batch);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (rowsOf(batch) === 1) return [{ batch, error }];
  }
  const middle = Math.ceil(rowsOf(batch) / 2);
  const first = await deliver(archive, partOf(batch, 0, middle));
  return [...first, ...(await deliver(archive, partOf(batch, middle, rowsOf(batch))))];
}
