import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../lib/replace-file.ts';

/** How far a channel has come in the alert stream, on disk. */
export interface CursorFile {
  /** `seq` of the last event that was accepted; null for a channel that is new. */
  load(): Promise<number | null>;
  /** Resolves when it is on disk. */
  save(after: number): Promise<void>;
}

const cursorOf = (text: string): number | null => {
  try {
    const { after } = JSON.parse(text) as { after?: unknown };
    return Number.isSafeInteger(after) && Number(after) >= 0 ? Number(after) : null;
  } catch {
    return null;
  }
};

/**
 * A cursor in a file of its own, replaced as a whole. One that is damaged counts as 0: what is kept is sent again, and
 * the receiver knows it by its number; an alert that is skipped is worse than one that comes twice.
 */
export function createCursorFile(path: string): CursorFile {
  return {
    async load() {
      await mkdir(dirname(path), { recursive: true });
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return text === null ? null : (cursorOf(text) ?? 0);
    },
    save: (after) => replaceFile(path, [`${JSON.stringify({ after })}\n`]),
  };
}
