import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../lib/replace-file.ts';

/** Files of the spool that a person should look at: `.damaged` ones, and `.refused` ones with rows that the archive never takes. */
export interface SetAside {
  /** Damaged files that lie there. */
  readonly damagedFiles: number;
  /** Looks again: a person may have taken some away. Of too many the oldest go. */
  look(): Promise<void>;
  damaged(path: string): Promise<void>;
  /** @param pieces content of the file */
  refused(path: string, pieces: Iterable<Buffer>): Promise<void>;
}

const NAME = /\.(damaged|refused)$/;
const DAMAGED = /\.damaged$/;
/** Files that are kept. */
const MAX_FILES = 64;

export async function openSetAside(dir: string): Promise<SetAside> {
  let damagedFiles = 0;

  async function look(): Promise<void> {
    const names = (await readdir(dir)).filter((name) => NAME.test(name)).sort();
    for (const name of names.splice(0, Math.max(0, names.length - MAX_FILES)))
      await rm(join(dir, name), { force: true });
    damagedFiles = names.filter((name) => DAMAGED.test(name)).length;
  }

  await look();
  return {
    get damagedFiles() {
      return damagedFiles;
    },
    look,
    async damaged(path) {
      await rename(path, `${path}.damaged`);
      await look();
    },
    async refused(path, pieces) {
      await replaceFile(`${path}.refused`, pieces);
      await look();
    },
  };
}
