import { randomBytes } from 'node:crypto';
import { type JournalFile, openJournal as openRecords } from '../lib/journal.ts';
import type { Organisation } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertLog, Log } from '../model/ports.ts';
import { HiddenCount, type Marks } from './hidden.ts';

export type { JournalFile };

export interface JournalOptions {
  readonly path: string;
  readonly log: Log;
  /** Events kept when the file is rewritten, besides the latest one of every alert that is not closed. */
  readonly keep?: number;
  /** Those whose streams go on over what is left out of the file. */
  readonly organisations?: readonly Organisation[];
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

export interface AlertJournal extends AlertLog {
  /** What was hidden from organisations among the events that are left out before an event, by its `seq`. */
  readonly marks: ReadonlyMap<number, Marks>;
}

/** A line of the file. */
type JournalRecord = AlertEvent & { readonly hidden?: Marks };

/** Events that may wait for a disk that has come to a stand. */
const MAX_WAITING = 10_000;

/**
 * Opens the durable log of alert events. The header has its epoch, and a file without one that can be read begins a new epoch: a
 * client that resumes cannot know what is missing. The file never holds more than 3 × `keep` events.
 * @throws Error when the file can neither be read nor written, or is of a newer version
 */
export async function openJournal(options: JournalOptions): Promise<AlertJournal> {
  const { path, log, keep = 50_000, organisations = [], openFile } = options;
  const journal = await openRecords<JournalRecord>({
    ...{ path, log, kind: 'alerts', slack: keep, maxWaiting: MAX_WAITING },
    newEpoch: () => randomBytes(9).toString('base64url'),
    condense: (records) => condensed(once(records), keep, organisations),
    ...(openFile ? { openFile } : {}),
  });
  const marks = new Map<number, Marks>();
  const recovered = journal.recovered.map((record) => {
    if (record.hidden === undefined) return record;
    const { hidden, ...event } = record;
    marks.set(event.seq, hidden);
    return event;
  });
  return { ...journal, recovered, marks, epoch: journal.epoch ?? '' };
}

/** What is kept; each event before which others are left out says what was hidden of all before it. */
function condensed(
  records: readonly JournalRecord[],
  keep: number,
  organisations: readonly Organisation[],
): readonly JournalRecord[] {
  const kept = newestAndOpen(records, keep);
  if (kept.length === records.length) return records;
  const count = new HiddenCount(organisations);
  const stays = new Set(kept);
  const marked: JournalRecord[] = [];
  for (const record of records) {
    count.take(record, record.hidden);
    if (!stays.has(record)) continue;
    const { hidden, ...event } = record;
    const follows = event.seq === (marked.at(-1)?.seq ?? 0) + 1;
    marked.push(follows ? event : { ...event, hidden: count.marks() });
  }
  return marked;
}

/** Refused to the writer but on disk nevertheless, and then written again: the same event. */
function once(events: readonly JournalRecord[]): readonly JournalRecord[] {
  let lastSeq = 0;
  return events.filter(({ seq }) => {
    if (seq <= lastSeq) return false;
    lastSeq = seq;
    return true;
  });
}

/**
 * The newest `keep` events, and of every alert that is not closed its latest one, however old; of those again the
 * newest `keep`, so that alerts which nobody ever closes cannot fill the disk.
 */
function newestAndOpen(events: readonly JournalRecord[], keep: number): readonly JournalRecord[] {
  const cut = events.length - keep;
  if (cut <= 0) return events;
  const latest = new Map<string, JournalRecord>();
  for (const event of events) latest.set(event.alert.id, event);
  const open = events
    .slice(0, cut)
    .filter((event) => event.alert.state !== 'closed' && latest.get(event.alert.id) === event);
  return [...open.slice(-keep), ...events.slice(cut)];
}
