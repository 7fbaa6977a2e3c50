import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seal, unseal } from '../lib/sealed-line.ts';
import type { Log } from '../model/ports.ts';
import type { OpenLink, ReceiverKind, ReceiverTally } from '../model/reception.ts';

/** What a link handed on, in the order of receipt. */
export interface Heard {
  readonly atMs: number;
  /** Number of the run of the server that received it. */
  readonly run: number;
  /** Differs from link to link, also of two runs. */
  readonly link: string;
  readonly receiver: string;
  readonly kind: ReceiverKind;
  /** The source is declared as recorded. */
  readonly isRecorded: boolean;
  /** Null: the link ended. */
  readonly chunk: Buffer | null;
}

/** The latest minutes of all that links handed on, on disk, so that a restart can take them in again. */
export interface Recent {
  /** Links opened by it write down what they hand on, before they do. Files are left out: they are read again. */
  keep(openLink: OpenLink): OpenLink;
  /**
   * What earlier runs wrote in the minutes from `fromMs` on, and before `toMs` (the clock may have been set back); what is cut or
   * damaged is left out. To be read before links are opened.
   */
  heard(fromMs: number, toMs: number): Generator<Heard>;
  close(): void;
}

export interface RecentOptions {
  readonly dir: string;
  readonly log: Log;
  readonly isRecorded: (receiver: ReceiverTally) => boolean;
  /** How long it is kept. */
  readonly windowMs: number;
  readonly maxBytes: number;
}

type Entry = readonly [
  atMs: number,
  link: number,
  receiver: string,
  kind: ReceiverKind,
  isRecorded: 0 | 1,
  chunk: string | null,
];

const segmentMs = 60_000;
/** First line of a run: its links are others than those before. */
const newRun = 'run';
const lineFeed = 0x0a;
const nameOf = (startMs: number): string => `${String(startMs).padStart(15, '0')}.log`;

interface Segment {
  readonly startMs: number;
  bytes: number;
}

/**
 * Opens the folder, which holds a file a minute: sealed lines, written to the operating system at once and not forced to disk:
 * they outlive the process and not a power cut. Faults are told once and stop nothing.
 */
export function openRecent({ dir, log, isRecorded, windowMs, maxBytes }: RecentOptions): Recent {
  let segments: Segment[] = [];
  let file: number | null = null;
  let isFirst = true;
  let hasFailed = false;
  let links = 0;

  function attempt(work: () => void): void {
    try {
      work();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error, dir }, 'what receivers hand in cannot be kept for a restart');
      hasFailed = true;
    }
  }

  function closeFile(): void {
    if (file !== null) closeSync(file);
    file = null;
  }

  function dropOld(nowMs: number): void {
    let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
    segments = segments.filter((segment, i) => {
      const isOld = segment.startMs + segmentMs + windowMs < nowMs || bytes > maxBytes;
      if (!isOld || i === segments.length - 1) return true;
      bytes -= segment.bytes;
      unlinkSync(join(dir, nameOf(segment.startMs)));
      return false;
    });
  }

  function write(entry: Entry): void {
    const [atMs] = entry;
    let current = segments.at(-1);
    if (file === null || current === undefined || Math.abs(atMs - current.startMs) >= segmentMs) {
      closeFile();
      if (current === undefined || current.startMs !== atMs) segments.push({ startMs: atMs, bytes: 0 });
      current = segments.at(-1);
      file = openSync(join(dir, nameOf(atMs)), 'a');
      dropOld(atMs);
    }
    const line = (isFirst ? seal(newRun) : '') + seal(JSON.stringify(entry));
    isFirst = false;
    writeSync(file, line);
    if (current !== undefined) current.bytes += line.length;
  }

  attempt(() => {
    mkdirSync(dir, { recursive: true });
    segments = readdirSync(dir)
      .filter((name) => /^\d{15}\.log$/.test(name))
      .sort()
      .map((name) => ({ startMs: Number(name.slice(0, 15)), bytes: readFileSync(join(dir, name)).length }));
  });

  return {
    keep: (openLink) => (receiver) => {
      const link = openLink(receiver);
      if (receiver.kind === 'file') return link;
      const number = ++links;
      const recorded = isRecorded(receiver) ? 1 : 0;
      const note = (atMs: number, chunk: string | null): void =>
        attempt(() => write([atMs, number, receiver.name, receiver.kind, recorded, chunk]));
      return {
        bytes(chunk, receivedAtMs) {
          note(receivedAtMs, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1'));
          link.bytes(chunk, receivedAtMs);
        },
        end(receivedAtMs) {
          note(receivedAtMs, null);
          link.end(receivedAtMs);
        },
      };
    },

    *heard(fromMs, toMs) {
      let run = 0;
      for (const { startMs } of segments) {
        if (startMs + segmentMs < fromMs) continue;
        for (const text of linesOf(join(dir, nameOf(startMs)))) {
          const entry = text === newRun ? null : (JSON.parse(text) as Entry);
          if (entry === null) run++;
          else if (entry[0] < toMs) yield heardFrom(entry, run);
        }
      }
    },

    close: () => attempt(closeFile),
  };
}

/** The whole lines of a file. */
function* linesOf(path: string): Generator<string> {
  const bytes = readFileSync(path);
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, from) + 1 || bytes.length;
    const text = unseal(bytes.subarray(from, end));
    from = end;
    if (text !== null) yield text;
  }
}

const heardFrom = ([atMs, link, receiver, kind, isRecorded, chunk]: Entry, run: number): Heard => ({
  ...{ atMs, run, link: `${run}/${link}`, receiver, kind, isRecorded: isRecorded === 1 },
  chunk: chunk === null ? null : Buffer.from(chunk, 'latin1'),
});
