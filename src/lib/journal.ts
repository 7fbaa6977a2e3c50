import { appendFile, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppendFile, openAppendFile } from './append-file.ts';
import { createGroupCommit } from './group-commit.ts';
import { type JournalReading, readJournal } from './journal-reading.ts';
import { replaceFile } from './replace-file.ts';
import { seal } from './sealed-line.ts';

/** A durable list of records of one kind, oldest first. */
export interface Journal<T> {
  /** What was there at opening. */
  readonly recovered: readonly T[];
  /** Tells this list of records from others of its kind; null unless `newEpoch` was given. */
  readonly epoch: string | null;
  /** Resolves when the records are on disk; order of calls is order in the file. */
  append(records: readonly T[]): Promise<void>;
  close(): Promise<void>;
}

export type { AppendFile as JournalFile };

export interface JournalOptions<T> {
  readonly path: string;
  /** Stands in the header, e.g. `declarations`: no journal is taken for another. */
  readonly kind: string;
  readonly log: {
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
  /** What has to be kept of the records; asked at opening and when the file has grown by `slack` records. */
  readonly condense: (records: readonly T[]) => readonly T[];
  readonly slack?: number;
  /** Records that may wait for a disk that has come to a stand. */
  readonly maxWaiting?: number;
  /** Given: the header has an epoch, and this makes one where no header can be read. */
  readonly newEpoch?: () => string;
  readonly openFile?: (path: string) => Promise<AppendFile>;
}

/** Bound of the file of damaged records. */
const MAX_DAMAGED_BYTES = 16 * 1024 * 1024;
/** Records turned into text at a time, so that rewriting never holds the event loop for long. */
const RECORDS_A_CHUNK = 500;

const linesOf = (records: readonly unknown[]): string =>
  records.map((record) => seal(JSON.stringify(record))).join('');

function* chunksOf(kind: string, epoch: string | null, records: readonly unknown[]): Iterable<string> {
  yield linesOf([{ journal: kind, version: 1, ...(epoch === null ? {} : { epoch }) }]);
  for (let i = 0; i < records.length; i += RECORDS_A_CHUNK)
    yield linesOf(records.slice(i, i + RECORDS_A_CHUNK));
}

/**
 * Opens a journal: one sealed line of JSON a record, behind a header. A torn tail is cut, a damaged record is copied to
 * `<path>.damaged` and the others are kept. One process at a time may have it open.
 * @throws Error when the file can neither be read nor written, or is of a newer version
 */
export async function openJournal<T>(options: JournalOptions<T>): Promise<Journal<T>> {
  const {
    path,
    kind,
    log,
    condense,
    slack = 10_000,
    maxWaiting = 50_000,
    openFile = openAppendFile,
  } = options;
  await mkdir(dirname(path), { recursive: true });
  let closed = false;
  let epoch: string | null = null;
  let file: AppendFile | null = null;
  /** Length of what is known to be on disk. */
  let durableBytes = 0;
  let grown = 0;

  async function setAside({ damaged }: JournalReading<T>): Promise<void> {
    if (damaged.length === 0) return;
    const aside = `${path}.damaged`;
    log.error({ path, aside, records: damaged.length }, 'damaged records of a journal were set aside');
    const size = await stat(aside).then(
      (found) => found.size,
      () => 0,
    );
    if (size < MAX_DAMAGED_BYTES) await appendFile(aside, Buffer.concat(damaged));
  }

  /** Reads what is durable and opens a file that can be appended to: the same one when it is sound and `afresh` is false. */
  async function prepare(limitBytes: number, afresh: boolean): Promise<readonly T[]> {
    const reading = await readJournal<T>(path, kind, limitBytes);
    await setAside(reading);
    const records = condense(reading.records);
    epoch ??= reading.epoch ?? options.newEpoch?.() ?? null;
    const isSound = reading.hasHeader && reading.epoch === epoch && reading.damaged.length === 0;
    const rewrite = afresh || !isSound || records.length < reading.records.length;
    if (rewrite) await replaceFile(path, chunksOf(kind, epoch, records));
    durableBytes = rewrite ? (await stat(path)).size : reading.goodBytes;
    const opened = await openFile(path);
    try {
      if (!rewrite && reading.tornBytes > 0) {
        log.warn({ path, bytes: reading.tornBytes }, 'a journal ended in an unfinished record: cut');
        await opened.truncate(durableBytes);
      }
      // What a killed process wrote may be in the system's memory only; from here on it counts as durable.
      await opened.sync();
    } catch (error) {
      await opened.close();
      throw error;
    }
    file = opened;
    grown = 0;
    return records;
  }

  const recovered = await prepare(Number.POSITIVE_INFINITY, false);

  /** The file to append to: a new one when this one has grown too long or lost its guarantee. */
  async function current(adding: number): Promise<AppendFile> {
    if (file !== null && grown + adding <= slack) return file;
    if (file !== null && grown === 0) return file;
    const before = file;
    file = null;
    await before?.close().catch(() => {});
    await prepare(durableBytes, true);
    if (file === null) throw new Error(`${path} could not be opened`);
    return file;
  }

  async function commit(records: readonly T[]): Promise<void> {
    if (records.length === 0) return;
    const target = await current(records.length);
    const bytes = Buffer.from(linesOf(records));
    try {
      await target.append(bytes);
    } catch (error) {
      // A full disk takes part of a record before it refuses: nothing unacknowledged may stay in front of the next one.
      await target.truncate(durableBytes).catch(() => {
        file = null;
      });
      throw error;
    }
    try {
      await target.sync();
    } catch (error) {
      // After a failed fsync the kernel calls the pages clean though they may be lost, and the next fsync succeeds:
      // this file has lost its guarantee. The next append goes on in a new one.
      file = null;
      await target.close().catch(() => {});
      throw error;
    }
    durableBytes += bytes.length;
    grown += records.length;
  }

  const group = createGroupCommit(commit, maxWaiting);
  return {
    recovered,
    epoch,
    append: (records) =>
      closed ? Promise.reject(new Error(`the journal of ${kind} is closed`)) : group.add(records),
    async close() {
      closed = true;
      await group.idle();
      await file?.close();
      file = null;
    },
  };
}
