import type { ArchiveBatch } from '../model/archive.ts';
import { rowsOf } from './batch.ts';
import type { RowKind } from './spool.ts';

/** Rows in memory that are on their way to the disk. */
export interface Unsaved {
  readonly rows: number;
  add(kind: RowKind, batch: ArchiveBatch): void;
  /**
   * Takes the oldest batches of a kind, `maxRows` rows or one batch more, for `work`; when that fails they are there again.
   * @returns false when there were none
   */
  take(
    kind: RowKind,
    maxRows: number,
    work: (batches: readonly ArchiveBatch[]) => Promise<void>,
  ): Promise<boolean>;
  /** Gives up the oldest positions, then the oldest records, until at most `maxRows` rows are left. */
  dropDownTo(maxRows: number): { readonly positions: number; readonly records: number };
}

export function createUnsaved(): Unsaved {
  const waiting: Record<RowKind, ArchiveBatch[]> = { positions: [], records: [] };
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(kind, batch) {
      waiting[kind].push(batch);
      rows += rowsOf(batch);
    },
    async take(kind, maxRows, work) {
      const taken: ArchiveBatch[] = [];
      let takenRows = 0;
      while (takenRows < maxRows) {
        const batch = waiting[kind].shift();
        if (batch === undefined) break;
        taken.push(batch);
        takenRows += rowsOf(batch);
      }
      if (taken.length === 0) return false;
      rows -= takenRows;
      try {
        await work(taken);
      } catch (error) {
        waiting[kind].unshift(...taken);
        rows += takenRows;
        throw error;
      }
      return true;
    },
    dropDownTo(maxRows) {
      const dropped = { positions: 0, records: 0 };
      for (const kind of ['positions', 'records'] as const) {
        while (rows > maxRows) {
          const batch = waiting[kind].shift();
          if (batch === undefined) break;
          dropped[kind] += rowsOf(batch);
          rows -= rowsOf(batch);
        }
      }
      return dropped;
    },
  };
}
