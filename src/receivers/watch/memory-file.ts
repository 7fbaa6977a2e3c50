import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../lib/replace-file.ts';
import { schedule as realSchedule, type Schedule } from '../../lib/schedule.ts';
import type { Log } from '../../model/ports.ts';
import { memoryFrom, type ReceiverMemory } from './memory.ts';

export interface MemoryFileOptions {
  readonly path: string;
  readonly log: Log;
  /** Between two writes; default one minute. */
  readonly intervalMs?: number;
  readonly schedule?: Schedule;
}

export interface MemoryFile {
  /** Writes what is known, and stops writing. Never rejects: what was learned is no reason to fail. */
  close(): Promise<void>;
}

const version = 1;

async function read(path: string, log: Log): Promise<ReceiverMemory[]> {
  let entries: unknown[];
  try {
    const file: unknown = JSON.parse(await readFile(path, 'utf8'));
    const { version: found, receivers } = file as { version?: unknown; receivers?: unknown };
    if (found !== version || !Array.isArray(receivers)) throw new Error('it is of another kind or version');
    entries = receivers;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ path, reason }, 'what was learned of the receivers cannot be read: it is learned anew');
    return [];
  }
  const memories = entries.map(memoryFrom).filter((memory) => memory !== null);
  const damaged = entries.length - memories.length;
  if (damaged > 0) log.warn({ path, damaged }, 'what was learned of some receivers is damaged');
  return memories;
}

/**
 * Keeps what was learned of the receivers in one small JSON file, written as a whole every minute and at the end.
 * Gives what it holds to `watch` before it resolves; a missing or damaged file is an empty one.
 */
export async function openMemoryFile(
  watch: { remember(memories: Iterable<ReceiverMemory>): void; memories(): ReceiverMemory[] },
  options: MemoryFileOptions,
): Promise<MemoryFile> {
  const { path, log, intervalMs = 60_000, schedule = realSchedule } = options;
  watch.remember(await read(path, log));
  let closed = false;
  let hasFailed = false;
  let writing: Promise<void> = Promise.resolve();
  let cancel = (): void => {};

  async function write(): Promise<void> {
    try {
      await replaceFile(path, [`${JSON.stringify({ version, receivers: watch.memories() })}\n`]);
      hasFailed = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!hasFailed) log.warn({ path, reason }, 'what was learned of the receivers cannot be saved');
      hasFailed = true;
    }
  }

  function arm(): void {
    if (closed) return;
    cancel = schedule(intervalMs, () => {
      writing = write();
      void writing.then(arm);
    });
  }
  arm();

  return {
    async close() {
      closed = true;
      cancel();
      await writing;
      await write();
    },
  };
}
