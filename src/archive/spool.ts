import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../lib/replace-file.ts';
import type { ArchiveBatch } from '../model/archive.ts';
import { emptyBatch, rowsOf } from './batch.ts';
import { decodeSegment, encodeSegment } from './segment.ts';
import { reasonOf } from './session.ts';

/** Positions can be given up when the spool is full; records (vessels, alert events) only when no position is left. */
export type SegmentKind = 'positions' | 'records';

/** Rows that wait for the archive and are written together. */
export interface Segment {
  readonly seq: number;
  readonly kind: SegmentKind;
  readonly rows: number;
  /** Null: only on disk. */
  batch: ArchiveBatch | null;
  saved: boolean;
  /** On disk; 0 until saved. */
  bytes: number;
  /** Nobody waits for it any more. */
  gone: boolean;
}

/** Segments in order, oldest first, in memory and as files `<number>-<kind>-<rows>.seg`. */
export interface Spool {
  readonly waiting: readonly Segment[];
  /** On disk. */
  readonly bytes: number;
  add(kind: SegmentKind, batch: ArchiveBatch): void;
  /** Resolves when the segment is on disk. */
  save(segment: Segment): Promise<void>;
  /** Its rows, and the sentence that says what is wrong with the file, or null. */
  load(segment: Segment): Promise<{ readonly batch: ArchiveBatch; readonly damage: string | null }>;
  /** Forgets the segment; `keepDamaged` leaves its file under another name. */
  remove(segment: Segment, keepDamaged: boolean): Promise<void>;
  /** Resolves when no file is being deleted any more: who opens the directory next must not find what was given up. */
  idle(): Promise<void>;
  /** Keeps rows that the archive never takes, for a person to look at. */
  setAside(segment: Segment, refused: ArchiveBatch): Promise<void>;
}

const NAME = /^(\d{12})-(positions|records)-(\d+)\.seg$/;
const SET_ASIDE = /\.(damaged|refused)$/;
const TEMPORARY = /\.tmp$/;
/** Files put aside that are kept; the oldest go. */
const MAX_SET_ASIDE = 64;

/** Opens the directory, made when absent, with what an earlier process left in it. @throws when it cannot be used */
export async function openSpool(dir: string): Promise<Spool> {
  await mkdir(dir, { recursive: true });
  const names = (await readdir(dir)).sort();
  const pathOf = ({ seq, kind, rows }: Segment): string =>
    join(dir, `${String(seq).padStart(12, '0')}-${kind}-${rows}.seg`);
  for (const name of names) if (TEMPORARY.test(name)) await rm(join(dir, name));
  const waiting: Segment[] = [];
  for (const name of names) {
    const segment = segmentNamed(name);
    if (segment === null) continue;
    segment.bytes = (await stat(join(dir, name))).size;
    waiting.push(segment);
  }
  let bytes = waiting.reduce((sum, segment) => sum + segment.bytes, 0);
  let nextSeq = (waiting.at(-1)?.seq ?? 0) + 1;
  let removing: Promise<unknown> = Promise.resolve();

  async function limitSetAside(): Promise<void> {
    const aside = (await readdir(dir)).filter((name) => SET_ASIDE.test(name)).sort();
    for (const name of aside.slice(0, -MAX_SET_ASIDE)) await rm(join(dir, name), { force: true });
  }

  return {
    waiting,
    get bytes() {
      return bytes;
    },
    add(kind, batch) {
      const rows = rowsOf(batch);
      waiting.push({ seq: nextSeq, kind, rows, batch, saved: false, bytes: 0, gone: false });
      nextSeq += 1;
    },
    async save(segment) {
      const path = pathOf(segment);
      try {
        await replaceFile(path, encodeSegment(segment.batch ?? emptyBatch));
      } catch (error) {
        await rm(`${path}.tmp`, { force: true }).catch(() => {});
        throw error;
      }
      segment.saved = true;
      if (segment.gone) return rm(path, { force: true });
      segment.bytes = (await stat(path)).size;
      bytes += segment.bytes;
    },
    async load(segment) {
      if (segment.batch !== null) return { batch: segment.batch, damage: null };
      try {
        const batch = await decodeSegment(await readFile(pathOf(segment)));
        const lost = segment.rows - rowsOf(batch);
        return { batch, damage: lost === 0 ? null : `${lost} of its ${segment.rows} rows cannot be read` };
      } catch (error) {
        return { batch: emptyBatch, damage: reasonOf(error) };
      }
    },
    async remove(segment, keepDamaged) {
      const index = waiting.indexOf(segment);
      if (index >= 0) waiting.splice(index, 1);
      segment.gone = true;
      bytes -= segment.bytes;
      const path = pathOf(segment);
      if (!keepDamaged) {
        const gone = rm(path, { force: true });
        removing = Promise.allSettled([removing, gone]);
        return gone;
      }
      await rename(path, `${path}.damaged`);
      await limitSetAside();
    },
    async idle() {
      await removing;
    },
    async setAside(segment, refused) {
      await replaceFile(`${pathOf(segment)}.refused`, encodeSegment(refused));
      await limitSetAside();
    },
  };
}

function segmentNamed(name: string): Segment | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const kind = match[2] === 'positions' ? 'positions' : 'records';
  return {
    seq: Number(match[1]),
    kind,
    rows: Number(match[3]),
    batch: null,
    saved: true,
    bytes: 0,
    gone: false,
  };
}
