import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createGroupCommit } from '../lib/group-commit.ts';
import { replaceFile } from '../lib/replace-file.ts';
import { seal } from '../lib/sealed-line.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertLog, Log } from '../model/ports.ts';
import { type JournalReading, newestAndOpen, readJournal } from './journal-reading.ts';

/** The file that the journal writes to; an argument so that a failing disk can be tested. */
export interface JournalFile {
  append(bytes: Buffer): Promise<void>;
  /** fdatasync: resolves when every byte is on disk. */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly path: string;
  readonly log: Log;
  /** Events kept when the file is rewritten, besides the latest one of every alert that is not closed. */
  readonly keep?: number;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** Events that may wait for a disk that has come to a stand. */
const MAX_WAITING = 10_000;
/** Bound of the file of damaged records. */
const MAX_DAMAGED_BYTES = 16 * 1024 * 1024;
/** Records turned into text at a time, so that rewriting never holds the event loop for long. */
const RECORDS_A_CHUNK = 500;

interface Prepared {
  readonly file: JournalFile;
  readonly epoch: string;
  readonly events: readonly AlertEvent[];
}

async function openRealFile(path: string): Promise<JournalFile> {
  const handle = await open(path, 'a');
  return {
    append: (bytes) => handle.appendFile(bytes),
    sync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}

const headerOf = (epoch: string): string => seal(JSON.stringify({ journal: 'alerts', version: 1, epoch }));
const lineOf = (event: AlertEvent): string => seal(JSON.stringify(event));

function* chunksOf(epoch: string, events: readonly AlertEvent[]): Iterable<string> {
  yield headerOf(epoch);
  for (let i = 0; i < events.length; i += RECORDS_A_CHUNK) {
    yield events
      .slice(i, i + RECORDS_A_CHUNK)
      .map(lineOf)
      .join('');
  }
}

/**
 * Opens the durable log of alert events: one sealed line of JSON each, behind a header with the epoch. A torn tail is cut,
 * a damaged record is copied to `<path>.damaged` and the others are kept. The file never holds more
 * than 3 × `keep` events: it is rewritten before. One process at a time may have it open.
 * @throws Error when the file can neither be read nor written, or is of a newer version
 */
export async function openJournal(options: JournalOptions): Promise<AlertLog> {
  const { path, log, keep = 50_000, openFile = openRealFile } = options;
  await mkdir(dirname(path), { recursive: true });
  let closed = false;
  /** Length of what is known to be on disk. */
  let durableBytes = 0;
  let count = 0;
  let rewriteAbove = 0;

  async function setAside({ damaged }: JournalReading): Promise<void> {
    if (damaged.length === 0) return;
    const aside = `${path}.damaged`;
    log.error(
      { path, aside, records: damaged.length },
      'damaged records in the alert journal were set aside',
    );
    const size = await stat(aside).then(
      (found) => found.size,
      () => 0,
    );
    if (size < MAX_DAMAGED_BYTES) await appendFile(aside, Buffer.concat(damaged));
  }

  /** Reads what is there and opens a file that can be appended to: the same one when it is sound and not too long. */
  async function prepare(limitBytes: number, afresh: boolean): Promise<Prepared> {
    const reading = await readJournal(path, limitBytes);
    await setAside(reading);
    const events = newestAndOpen(reading.events, keep);
    const epoch = reading.epoch ?? randomBytes(9).toString('base64url');
    const isSound = reading.epoch !== null && reading.damaged.length === 0;
    const rewrite = afresh || !isSound || events.length < reading.events.length;
    if (rewrite) await replaceFile(path, chunksOf(epoch, events));
    durableBytes = rewrite ? (await stat(path)).size : reading.goodBytes;
    const opened = await openFile(path);
    try {
      if (!rewrite && reading.tornBytes > 0) {
        log.warn({ path, bytes: reading.tornBytes }, 'the alert journal ended in an unfinished record: cut');
        await opened.truncate(durableBytes);
      }
      // What a killed process wrote may be in the system's memory only; from here on it counts as durable.
      await opened.sync();
    } catch (error) {
      await opened.close();
      throw error;
    }
    count = events.length;
    rewriteAbove = count + keep;
    return { file: opened, epoch, events };
  }

  const first = await prepare(Number.POSITIVE_INFINITY, false);
  let file: JournalFile | null = first.file;

  async function startAfresh(): Promise<JournalFile> {
    const before = file;
    file = null;
    await before?.close().catch(() => {});
    const prepared = await prepare(durableBytes, true);
    file = prepared.file;
    return prepared.file;
  }

  async function commit(events: readonly AlertEvent[]): Promise<void> {
    if (events.length === 0) return;
    const isTooLong = count + events.length > rewriteAbove && count > 0;
    const current = file === null || isTooLong ? await startAfresh() : file;
    const bytes = Buffer.from(events.map(lineOf).join(''));
    try {
      await current.append(bytes);
    } catch (error) {
      // A full disk takes part of a record before it refuses: nothing unacknowledged may stay in front of the next one.
      await current.truncate(durableBytes).catch(() => {
        file = null;
      });
      throw error;
    }
    try {
      await current.sync();
    } catch (error) {
      // After a failed fsync the kernel calls the pages clean though they may be lost, and the next fsync succeeds:
      // this file has lost its guarantee. The next append goes on in a new one.
      file = null;
      await current.close().catch(() => {});
      throw error;
    }
    durableBytes += bytes.length;
    count += events.length;
  }

  const group = createGroupCommit(commit, MAX_WAITING);
  return {
    epoch: first.epoch,
    recovered: first.events,
    append(events) {
      return closed ? Promise.reject(new Error('the alert journal is closed')) : group.add(events);
    },
    async close() {
      closed = true;
      await group.idle();
      await file?.close();
      file = null;
    },
  };
}
