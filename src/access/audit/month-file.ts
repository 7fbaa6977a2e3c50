import { closeSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppendFile } from '../../lib/append-file.ts';
import { replaceFile, syncDirectory } from '../../lib/replace-file.ts';

/** A file of the audit that is written to. */
export interface MonthFile {
  /** What is known to be on disk. */
  readonly bytes: number;
  /** Resolves when it is on disk; after a failure nothing of it counts as written. */
  append(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

const chunkBytes = 1024 * 1024;

function* beginningOf(path: string, bytes: number): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < bytes; ) {
      const chunk = Buffer.alloc(Math.min(chunkBytes, bytes - at));
      const read = readSync(file, chunk, 0, chunk.length, at);
      if (read === 0) throw new Error(`${path} is shorter than it was`);
      yield chunk.subarray(0, read);
      at += read;
    }
  } finally {
    closeSync(file);
  }
}

/** Opens a file of which the first `goodBytes` are to be kept, made when absent. What it has at opening counts as on disk. */
export async function openMonthFile(
  path: string,
  goodBytes: number,
  openFile: (path: string) => Promise<AppendFile>,
): Promise<MonthFile> {
  let durable = goodBytes;
  let file: AppendFile | null = await openFile(path);
  try {
    await file.truncate(durable);
    // what a killed process wrote may be in the system's memory only
    await file.sync();
    await syncDirectory(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }

  /** After a failed write or fsync a file has lost its guarantee: what is known to be on disk goes on in a new one. */
  async function current(): Promise<AppendFile> {
    if (file !== null) return file;
    await replaceFile(path, beginningOf(path, durable));
    file = await openFile(path);
    return file;
  }

  return {
    get bytes() {
      return durable;
    },
    async append(bytes) {
      const target = await current();
      try {
        await target.append(bytes);
      } catch (error) {
        // a full disk takes part of a line before it refuses
        await target.truncate(durable).catch(() => {
          file = null;
        });
        throw error;
      }
      try {
        await target.sync();
      } catch (error) {
        file = null;
        await target.truncate(durable).catch(() => {});
        await target.close().catch(() => {});
        throw error;
      }
      durable += bytes.length;
    },
    async close() {
      await file?.close();
      file = null;
    },
  };
}
