import type { Archive, ArchiveBatch } from '../model/archive.ts';
import { rowsOf } from './segment.ts';
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
  const first = await deliver(archive, part(batch, 0, middle));
  return [...first, ...(await deliver(archive, part(batch, middle, rowsOf(batch))))];
}

export const together = (refused: readonly RefusedRow[]): ArchiveBatch => ({
  positions: refused.flatMap(({ batch }) => batch.positions),
  vessels: refused.flatMap(({ batch }) => batch.vessels),
  alertEvents: refused.flatMap(({ batch }) => batch.alertEvents),
  declarations: refused.flatMap(({ batch }) => batch.declarations),
});

/** Rows `from` ≤ i < `to`, counted through all four lists. */
function part(batch: ArchiveBatch, from: number, to: number): ArchiveBatch {
  const { positions, vessels, alertEvents, declarations } = batch;
  const behindPositions = positions.length;
  const behindVessels = behindPositions + vessels.length;
  const behindEvents = behindVessels + alertEvents.length;
  const cut = <T>(rows: readonly T[], offset: number): readonly T[] =>
    rows.slice(Math.max(0, from - offset), Math.max(0, to - offset));
  return {
    positions: cut(positions, 0),
    vessels: cut(vessels, behindPositions),
    alertEvents: cut(alertEvents, behindVessels),
    declarations: cut(declarations, behindEvents),
  };
}
