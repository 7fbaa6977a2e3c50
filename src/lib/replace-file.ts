import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a rename or a new name in `dir` survive a power cut. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a whole file so that a crash at any time leaves the old file or the new one, never a mixture: written beside it as
 * `<path>.tmp`, forced to disk, renamed. Chunks are taken one at a time, with the event loop free between them.
 * One writer per path at a time.
 */
export async function replaceFile(path: string, chunks: Iterable<string | Uint8Array>): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle: FileHandle = await open(temporary, 'w');
  try {
    for (const chunk of chunks) await handle.appendFile(chunk);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}
