import { createReadStream } from 'node:fs';
import { createLineSplitter } from '../lib/line-splitter.ts';
import { unseal } from '../lib/sealed-line.ts';
import type { AlertEvent } from '../model/alert.ts';

/** What was found in a journal file. */
export interface JournalReading {
  /** Null when there is no file or its header is damaged. */
  readonly epoch: string | null;
  /** By rising `seq`. */
  readonly events: readonly AlertEvent[];
  /** Complete lines that are no records. */
  readonly damaged: readonly Buffer[];
  /** Length up to the end of the last good record. */
  readonly goodBytes: number;
  /** What a crash left of a line behind it. */
  readonly tornBytes: number;
}

/** No alert event comes near it; a longer "line" is damage. */
const LONGEST_LINE_BYTES = 1024 * 1024;

function asHeader(text: string, path: string): string | null {
  const header: unknown = JSON.parse(text);
  if (typeof header !== 'object' || header === null || !('journal' in header)) return null;
  if (!('version' in header) || header.version !== 1) {
    throw new Error(`${path} was written by a newer version of this program`);
  }
  return 'epoch' in header && typeof header.epoch === 'string' ? header.epoch : null;
}

/** The first `limitBytes` of a journal file, record by record; nothing when there is no file. */
export async function readJournal(path: string, limitBytes: number): Promise<JournalReading> {
  const splitter = createLineSplitter(LONGEST_LINE_BYTES);
  const events: AlertEvent[] = [];
  const damaged: Buffer[] = [];
  let epoch: string | null = null;
  let isFirst = true;
  let lastSeq = 0;
  let readBytes = 0;
  let goodBytes = 0;

  function take(line: Buffer): void {
    readBytes += line.length;
    const text = unseal(line);
    const asFirst = isFirst;
    isFirst = false;
    if (text === null) {
      damaged.push(Buffer.from(line));
      return;
    }
    goodBytes = readBytes;
    if (asFirst) {
      epoch = asHeader(text, path);
      if (epoch !== null) return;
    }
    const event = JSON.parse(text) as AlertEvent;
    // Refused to the writer but on disk nevertheless, and then written again: the same event.
    if (event.seq <= lastSeq) return;
    lastSeq = event.seq;
    events.push(event);
  }

  if (limitBytes > 0) {
    try {
      const stream = createReadStream(path, { end: limitBytes - 1 });
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        for (const line of splitter.push(chunk)) take(line);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return { epoch, events, damaged, goodBytes, tornBytes: splitter.rest().length };
}

/**
 * The newest `keep` events, and of every alert that is not closed its latest one, however old; of those again the
 * newest `keep`, so that alerts which nobody ever closes cannot fill the disk.
 */
export function newestAndOpen(events: readonly AlertEvent[], keep: number): readonly AlertEvent[] {
  const cut = events.length - keep;
  if (cut <= 0) return events;
  const latest = new Map<string, AlertEvent>();
  for (const event of events) latest.set(event.alert.id, event);
  const open = events
    .slice(0, cut)
    .filter((event) => event.alert.state !== 'closed' && latest.get(event.alert.id) === event);
  return [...open.slice(-keep), ...events.slice(cut)];
}
