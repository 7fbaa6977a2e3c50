import type { Archive, ArchiveBatch } from '../model/archive.ts';
import type { Log } from '../model/ports.ts';
import { together } from './batch.ts';
import { deliver } from './deliver.ts';
import { reasonOf } from './session.ts';
import type { Segment, Spool } from './spool.ts';
import type { Unsaved } from './unsaved.ts';

export interface DeliveringParts {
  readonly archive: Archive;
  readonly spool: Spool;
  readonly unsaved: Unsaved;
  /** Rows at most that one step takes past a disk that fails. */
  readonly stepRows: number;
  /** A disk that fails must not keep rows from an archive that works. */
  readonly diskFails: () => boolean;
  readonly log: Log;
  readonly warn: (text: string, fields: object) => void;
}

/** Rows from disk to the archive. */
export interface Delivering {
  /** One transaction; resolves to false when there is nothing to write. */
  step(): Promise<boolean>;
  /** The archive is open, and the last step did not fail. */
  readonly prepared: boolean;
  isBusy(segment: Segment): boolean;
  readonly writtenPositions: number;
  /** Those that were damaged, or that the archive refuses. */
  readonly lostPositions: number;
}

export function createDelivering(parts: DeliveringParts): Delivering {
  const { archive, spool, unsaved, stepRows, diskFails, log, warn } = parts;
  let prepared = false;
  let busy: Segment | null = null;
  let writtenPositions = 0;
  let lostPositions = 0;

  async function writeSegment(segment: Segment): Promise<void> {
    busy = segment;
    try {
      const load = await spool.load(segment);
      const { number, kind } = segment;
      const refused = await write(load.batch, number);
      if (refused !== null) await spool.setAside(segment, refused);
      if (load.tornBytes > 0) {
        log.warn(
          { segment: number, kind, bytes: load.tornBytes },
          'a spool file ended in an unfinished record: cut',
        );
      }
      if (load.damage !== null) {
        log.error({ segment: number, kind }, `a spool file is damaged: ${load.damage}`);
        if (kind === 'positions') lostPositions += load.lost;
      }
      await spool.done(segment, load);
    } finally {
      busy = null;
    }
  }

  async function writeUnsaved(): Promise<boolean> {
    for (const kind of ['positions', 'records'] as const) {
      const wrote = await unsaved.take(kind, stepRows, async (batches) => {
        await write(together(batches), null);
      });
      if (wrote) return true;
    }
    return false;
  }

  /** @returns rows that the archive never takes, or null */
  async function write(batch: ArchiveBatch, segment: number | null): Promise<ArchiveBatch | null> {
    const refused = await deliver(archive, batch);
    for (const { error } of refused) warn(`the archive refused a row: ${reasonOf(error)}`, { segment });
    const rows = together(refused.map(({ batch: row }) => row));
    writtenPositions += batch.positions.length - rows.positions.length;
    lostPositions += rows.positions.length;
    return refused.length > 0 ? rows : null;
  }

  return {
    async step() {
      try {
        if (!prepared) await archive.prepare();
        prepared = true;
        const [segment] = spool.waiting();
        if (segment === undefined) return diskFails() && (await writeUnsaved());
        await writeSegment(segment);
        return true;
      } catch (error) {
        prepared = false;
        throw error;
      }
    },
    get prepared() {
      return prepared;
    },
    isBusy: (segment) => segment === busy,
    get writtenPositions() {
      return writtenPositions;
    },
    get lostPositions() {
      return lostPositions;
    },
  };
}
