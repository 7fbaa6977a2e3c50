import { open } from 'node:fs/promises';
import type { JournalFile } from '../../src/alerts/journal.ts';

/** When a run is killed: before that item, or at a write to the journal before it. */
export interface Death {
  readonly at: number;
  /** Writes to the journal that it survives; absent: all. */
  readonly writes?: number;
  /** Share of the next write that still reaches the file; 1: all of it, and it is not forced to disk. */
  readonly share?: number;
}

const die = (): void => void process.kill(process.pid, 'SIGKILL');

/** The journal's file, which kills its process in the midst of a write. */
export const dyingFile =
  ({ writes = Number.POSITIVE_INFINITY, share = 1 }: Death) =>
  async (path: string): Promise<JournalFile> => {
    const handle = await open(path, 'a+');
    let left = writes;
    return {
      async append(bytes) {
        if (left-- > 0) return void (await handle.appendFile(bytes));
        await handle.appendFile(bytes.subarray(0, Math.floor(bytes.length * share)));
        die();
      },
      sync: () => handle.datasync(),
      truncate: (bytes) => handle.truncate(bytes),
      close: () => handle.close(),
    };
  };
