import { open, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from '../lib/replace-file.ts';

/**
 * Space on the disk that is given free when the disk is full, for what must not be lost: alerts, declarations and the other records. Positions are
 * written only while it is held.
 */
export interface Reserve {
  readonly held: boolean;
  /** Takes the space. @throws when the disk has not twice as much free, so that taking it hurts nobody */
  hold(): Promise<void>;
  /** Gives the space free. */
  release(): Promise<void>;
}

const CHUNK_BYTES = 1024 * 1024;
/** Unit of `stat`. */
const BLOCK_BYTES = 512;

/** @param path of the file whose blocks are the reserve */
export function createReserve(path: string, bytes: number): Reserve {
  let held = false;

  async function fill(): Promise<void> {
    const file = await open(path, 'w');
    try {
      // Blocks that are really written: a sparse file would reserve nothing.
      const zeros = Buffer.alloc(Math.min(CHUNK_BYTES, bytes));
      for (let left = bytes; left > 0; left -= zeros.length) {
        await file.appendFile(zeros.subarray(0, Math.min(left, zeros.length)));
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    await syncDirectory(dirname(path));
  }

  /** What an earlier process held serves again. */
  const isThere = async (): Promise<boolean> =>
    stat(path).then(
      (found) => found.size === bytes && found.blocks * BLOCK_BYTES >= bytes,
      () => false,
    );

  return {
    get held() {
      return held;
    },
    async hold() {
      held = await isThere();
      if (held) return;
      const { bavail, bsize } = await statfs(dirname(path));
      if (bavail * bsize < 2 * bytes) throw new Error('the disk is full: positions are not written to it');
      try {
        await fill();
      } catch (error) {
        await rm(path, { force: true }).catch(() => {});
        throw error;
      }
      held = true;
    },
    async release() {
      held = false;
      await rm(path, { force: true });
    },
  };
}
