import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppendFile } from '../lib/append-file.ts';
import { syncDirectory } from '../lib/replace-file.ts';
import type { ArchiveBatch } from '../model/archive.ts';
import { behind, rowsOf, together } from './batch.ts';
import { decodeRows, encodeRows, formatMark } from './segment.ts';
import { openSetAside } from './set-aside.ts';

/** Positions can be given up when the spool is full; records (vessels, visits, alert events, declarations) only when no position is left. */
export type RowKind = 'positions' | 'records';

/** Where in a segment: bytes from its start, rows before it. */
interface Place {
  readonly bytes: number;
  readonly rows: number;
}

/** A file of rows in order, `<number>-<kind>.seg`. */
export interface Segment {
  readonly number: number;
  readonly kind: RowKind;
  /** End of what is known to be on disk; of a file that an earlier process left, the number of rows is not known. */
  readonly end: Place;
  /** What is behind it is not in the archive yet. */
  readonly sent: Place;
}

/** What waits in a segment. */
export interface Load {
  readonly batch: ArchiveBatch;
  /** What is wrong with the file, or null. */
  readonly damage: string | null;
  /** Rows that should be there and are not. */
  readonly lost: number;
  /** Bytes of a last record that a crash left unfinished: cut off. */
  readonly tornBytes: number;
  readonly end: Place;
}

/** Rows on disk that are not in the archive yet, oldest first. One call of `save`, and one of the others, at a time. */
export interface Spool {
  /** On disk. */
  readonly bytes: number;
  /** Of these, what is not in the archive. */
  readonly waitingBytes: number;
  /** Positions that were forced to disk since it was opened. */
  readonly savedPositions: number;
  /** Segments with something in them that is not in the archive, oldest first; positions go before records of their time. */
  waiting(): readonly Segment[];
  /** Resolves when the batches, all of one kind, are on disk. After a failure none of them counts as written. */
  save(kind: RowKind, batches: readonly ArchiveBatch[]): Promise<void>;
  load(segment: Segment): Promise<Load>;
  /** What was loaded is in the archive; a file that is done with goes, a damaged one is kept under another name. */
  done(segment: Segment, load: Load): Promise<void>;
  /** Gives a segment up, and says how many rows that costs. Null when it is still written to. */
  drop(segment: Segment): Promise<number | null>;
  /** Keeps rows that the archive never takes, for a person to look at. */
  setAside(segment: Segment, refused: ArchiveBatch): Promise<void>;
  /** Damaged files that lie there to be looked at. */
  readonly damagedFiles: number;
  close(): Promise<void>;
}

export interface SpoolOptions {
  readonly dir: string;
  /** Length at which files are ended and new ones begun. */
  readonly segmentBytes: number;
  readonly openFile: (path: string) => Promise<AppendFile>;
}

interface Entry extends Segment {
  end: Place;
  sent: Place;
  /** Open for appending. */
  file: AppendFile | null;
  /** The rows behind `sent`; null: only on disk. */
  batches: ArchiveBatch[] | null;
  damaged: boolean;
}

const NAME = /^(\d{10})-(positions|records)\.seg$/;
const TEMPORARY = /\.tmp$/;
const START: Place = { bytes: formatMark.length, rows: 0 };

/** Opens the directory, made when absent, with what an earlier process left in it. @throws when it cannot be used */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { dir, segmentBytes, openFile } = options;
  await mkdir(dir, { recursive: true });
  const names = (await readdir(dir)).sort();
  for (const name of names) if (TEMPORARY.test(name)) await rm(join(dir, name));
  const entries: Entry[] = [];
  for (const name of names) {
    const [, number, kind] = NAME.exec(name) ?? [];
    if (kind !== 'positions' && kind !== 'records') continue;
    const { size } = await stat(join(dir, name));
    const end = { bytes: size, rows: Number.NaN };
    entries.push({
      ...{ number: Number(number), kind, end },
      sent: START,
      file: null,
      batches: null,
      damaged: false,
    });
  }
  let number = (entries.at(-1)?.number ?? 0) + 1;
  let savedPositions = 0;
  const aside = await openSetAside(dir);
  const pathOf = (segment: Segment): string =>
    join(dir, `${String(segment.number).padStart(10, '0')}-${segment.kind}.seg`);
  const isWaiting = ({ sent, end }: Segment): boolean => sent.bytes < end.bytes;

  async function begin(kind: RowKind): Promise<Entry> {
    const entry: Entry = {
      ...{ number, kind, end: START, sent: START },
      file: null,
      batches: [],
      damaged: false,
    };
    const file = await openFile(pathOf(entry));
    entry.file = file;
    entries.push(entry);
    entries.sort((a, b) => a.number - b.number || (a.kind < b.kind ? -1 : 1));
    await aside.look();
    return entry;
  }

  const opened = (): Entry[] => entries.filter(({ file }) => file !== null);

  /** Ends the files of both kinds, so that those of one number cover the same time. */
  async function endFiles(): Promise<void> {
    number += 1;
    for (const entry of opened()) {
      const { file } = entry;
      entry.file = null;
      if (entry !== entries[0]) entry.batches = null;
      // on disk already: what goes wrong here costs nothing
      await file?.close().catch(() => {});
      await removeWhenDone(entry);
    }
  }

  async function removeWhenDone(entry: Entry): Promise<void> {
    if (entry.file !== null || isWaiting(entry)) return;
    forget(entry);
    if (!entry.damaged) return rm(pathOf(entry), { force: true });
    await aside.damaged(pathOf(entry));
  }

  function forget(entry: Entry): void {
    const at = entries.indexOf(entry);
    if (at >= 0) entries.splice(at, 1);
  }

  const entryOf = (segment: Segment): Entry => {
    const entry = entries.find((one) => one === segment);
    if (entry === undefined) throw new Error('the segment is gone');
    return entry;
  };

  async function read(entry: Entry): Promise<Load> {
    const { sent, end } = entry;
    const bytes = await readFile(pathOf(entry));
    if (!bytes.subarray(0, START.bytes).equals(formatMark)) {
      const damage = 'it does not begin as a spool file does';
      return { batch: together([]), damage, lost: end.rows || 1, tornBytes: 0, end };
    }
    const {
      batch,
      lost: missing,
      tornBytes,
    } = await decodeRows(bytes.subarray(sent.bytes, end.bytes), entry.number, sent.rows);
    const lost = Number.isNaN(end.rows) ? missing : end.rows - sent.rows - rowsOf(batch);
    return { batch, damage: lost === 0 ? null : `${lost} of its rows cannot be read`, lost, tornBytes, end };
  }

  const load = async (segment: Segment): Promise<Load> => {
    const entry = entryOf(segment);
    if (entry.batches === null) return read(entry);
    return { batch: together(entry.batches), damage: null, lost: 0, tornBytes: 0, end: entry.end };
  };

  return {
    get bytes() {
      return entries.reduce((sum, { end }) => sum + end.bytes, 0);
    },
    get waitingBytes() {
      return entries.reduce((sum, { sent, end }) => sum + end.bytes - sent.bytes, 0);
    },
    get savedPositions() {
      return savedPositions;
    },
    get damagedFiles() {
      return aside.damagedFiles;
    },
    waiting: () => entries.filter(isWaiting),
    async save(kind, batches) {
      const entry = opened().find((one) => one.kind === kind) ?? (await begin(kind));
      let { bytes, rows } = entry.end;
      try {
        if (rows === 0) await entry.file?.append(formatMark);
        for (const batch of batches) {
          const piece = Buffer.concat([...encodeRows(entry.number, rows, batch)]);
          await entry.file?.append(piece);
          bytes += piece.length;
          rows += rowsOf(batch);
        }
        await entry.file?.sync();
        if (entry.end.rows === 0) await syncDirectory(dir);
      } catch (error) {
        // A full disk takes half a record, and after a failed fsync the next one succeeds though pages were lost: nothing follows in this
        // file. What was forced to disk before stays good.
        await entry.file?.truncate(entry.end.bytes).catch(() => {});
        await endFiles();
        throw error;
      }
      if (kind === 'positions') savedPositions += rows - entry.end.rows;
      entry.end = { bytes, rows };
      entry.batches?.push(...batches);
      if (opened().reduce((sum, { end }) => sum + end.bytes, 0) >= segmentBytes) await endFiles();
    },
    load,
    async done(segment, { end, damage }) {
      const entry = entryOf(segment);
      entry.batches = entry.batches === null ? null : behind(entry.batches, end.rows - entry.sent.rows);
      entry.sent = end;
      entry.damaged ||= damage !== null;
      await removeWhenDone(entry);
    },
    async drop(segment) {
      const entry = entryOf(segment);
      if (entry.file !== null) return null;
      const { batch } = await load(entry);
      forget(entry);
      await rm(pathOf(entry), { force: true });
      return rowsOf(batch);
    },
    async setAside(segment, refused) {
      const pieces = [formatMark, ...encodeRows(segment.number, 0, refused)];
      await aside.refused(`${pathOf(segment)}-${segment.sent.rows}`, pieces);
    },
    async close() {
      await endFiles();
    },
  };
}
