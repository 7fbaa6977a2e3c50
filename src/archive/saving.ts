import type { Reserve } from './reserve.ts';
import type { RowKind, Segment, Spool } from './spool.ts';
import type { Unsaved } from './unsaved.ts';

export interface SavingParts {
  readonly spool: Spool;
  readonly reserve: Reserve;
  readonly unsaved: Unsaved;
  /** Bound of the spool on disk. */
  readonly maxBytes: number;
  /** Rows at most that one step takes. */
  readonly stepRows: number;
  /** True while the segment is on its way to the archive. */
  readonly isBusy: (segment: Segment) => boolean;
  readonly gaveUp: (kind: RowKind, rows: number) => void;
}

/** Rows from memory to disk, a step at a time; a step resolves to false when there were none. */
export function createSaving(parts: SavingParts): () => Promise<boolean> {
  const { spool, reserve, unsaved, maxBytes, stepRows, isBusy, gaveUp } = parts;

  const save = (kind: RowKind): Promise<boolean> =>
    unsaved.take(kind, stepRows, (batches) => spool.save(kind, batches));

  /** Gives up the oldest positions, then the oldest records. */
  async function keepBound(): Promise<void> {
    while (spool.bytes > maxBytes) {
      const free = spool.waiting().filter((segment) => !isBusy(segment));
      const victim = free.find(({ kind }) => kind === 'positions') ?? free[0];
      const rows = victim === undefined ? null : await spool.drop(victim);
      if (victim === undefined || rows === null) return;
      gaveUp(victim.kind, rows);
    }
  }

  /** Records first, and positions only while the reserve is held: they never take the space that records need. */
  return async () => {
    try {
      const records = await save('records');
      if (!reserve.held && unsaved.rows > 0) await reserve.hold();
      const positions = await save('positions');
      if (!records && !positions) return false;
    } catch (error) {
      if (reserve.held && isDiskFull(error)) await reserve.release();
      throw error;
    }
    await keepBound();
    return true;
  };
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
