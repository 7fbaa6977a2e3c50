import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { createLineSplitter } from '../lib/line-splitter.ts';
import { schedule as realSchedule, type Schedule } from '../lib/schedule.ts';
import { type Pace, recordedPace, steadyPace } from './pace.ts';
import type { Receiver, ReceiverDeps } from './receiver.ts';

export interface FileOptions {
  /** Plain text, or gzip where the name ends in `.gz`. */
  readonly path: string;
  /** Default `file/<name of the file>`. */
  readonly name?: string | null;
  /** Multiple of the recorded pace (TAG block times); null: as fast as possible. */
  readonly speed?: number | null;
  readonly linesPerSecond?: number | null;
}

export interface FileReceiver extends Receiver {
  /** Resolves when the last byte has been handed on or reading was given up; never rejects. */
  readonly done: Promise<void>;
}

/** A line of a paced file longer than this goes on in pieces. */
const LONGEST_LINE_BYTES = 64 * 1024;

/**
 * Reads a recorded log once. At full speed it takes a chunk a turn of the event loop, so that live receivers are served
 * between chunks.
 * @throws Error naming HW_SOURCES and the file when it cannot be opened
 */
export async function openFile(
  options: FileOptions,
  deps: ReceiverDeps & { readonly schedule?: Schedule },
): Promise<FileReceiver> {
  const { ledger, openLink, clock, log, schedule = realSchedule } = deps;
  const { path, speed, linesPerSecond } = options;
  let file: FileHandle;
  try {
    file = await open(path);
    if ((await file.stat()).isDirectory()) {
      await file.close();
      throw new Error('is a directory');
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`HW_SOURCES: file://${path} cannot be read: ${reason}`, { cause });
  }

  const tally = ledger.tally(options.name ?? `file/${basename(path)}`, 'file');
  const link = openLink(tally);
  const pace: Pace | null = linesPerSecond ? steadyPace(linesPerSecond) : speed ? recordedPace(speed) : null;
  let closing = false;
  let wake = (): void => {};

  const wait = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = schedule(delayMs, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  async function handOn(lines: Iterable<Buffer>, turn: Pace): Promise<void> {
    for (const line of lines) {
      const delayMs = turn(line, clock());
      if (delayMs >= 1) await wait(delayMs);
      if (closing) return;
      link.bytes(line, clock());
    }
  }

  async function read(): Promise<void> {
    const raw = file.createReadStream();
    const stream: Readable = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
    // `pipe` hands on no errors.
    raw.on('error', (error) => stream.destroy(error));
    const splitter = createLineSplitter(LONGEST_LINE_BYTES);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (pace) await handOn(splitter.push(chunk), pace);
        else link.bytes(chunk, clock());
        if (closing) return;
        await nextTurn();
      }
      if (pace && splitter.rest().length > 0) await handOn([splitter.rest()], pace);
      log.info({ receiver: tally.name, path, bytes: tally.bytes }, 'file read');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ receiver: tally.name, path, reason }, 'the file could not be read to its end');
    } finally {
      raw.destroy();
      tally.connections = 0;
      link.end(clock());
    }
  }

  tally.connections = 1;
  const done = read();
  return {
    done,
    async close() {
      closing = true;
      wake();
      await done;
    },
  };
}
