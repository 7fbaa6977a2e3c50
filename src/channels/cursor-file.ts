import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../lib/replace-file.ts';

/** How far a channel has come in its stream. */
export interface Place {
  /** `seq` of the last event that was accepted. */
  readonly after: number;
  /** Of the stream that numbered it, and when it happened; null: not known, as of what an earlier version wrote. */
  readonly epoch: string | null;
  readonly at: string | null;
}

/** The place of a channel, on disk. */
export interface CursorFile {
  /** Null for a channel that is new. */
  load(): Promise<Place | null>;
  /** Resolves when it is on disk. */
  save(place: Place): Promise<void>;
}

const first: Place = { after: 0, epoch: null, at: null };
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function placeOf(text: string): Place {
  try {
    const { after, epoch, at } = JSON.parse(text) as Partial<Record<keyof Place, unknown>>;
    if (!Number.isSafeInteger(after) || Number(after) < 0) return first;
    return { after: Number(after), epoch: textOr(epoch), at: textOr(at) };
  } catch {
    return first;
  }
}

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
      return text === null ? null : placeOf(text);
    },
    save: (place) => replaceFile(path, [`${JSON.stringify(place)}\n`]),
  };
}
