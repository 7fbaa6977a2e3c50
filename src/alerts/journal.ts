import { randomBytes } from 'node:crypto';
import { type JournalFile, openJournal as openRecords } from '../lib/journal.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertLog, Log } from '../model/ports.ts';

export type { JournalFile };

export interface JournalOptions {
  readonly path: string;
  readonly log: Log;
  /** Events kept when the file is rewritten, besides the latest one of every alert that is not closed. */
  readonly keep?: number;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** Events that may wait for a disk that has come to a stand. */
const MAX_WAITING = 10_000;

/**
 * Opens the durable log of alert events. The header has its epoch, and a file without one that can be read begins a new epoch: a
 * client that resumes cannot know what is missing. The file never holds more than 3 × `keep` events.
 * @throws Error when the file can neither be read nor written, or is of a newer version
 */
export async function openJournal(options: JournalOptions): Promise<AlertLog> {
  const { path, log, keep = 50_000, openFile } = options;
  const journal = await openRecords<AlertEvent>({
    ...{ path, log, kind: 'alerts', slack: keep, maxWaiting: MAX_WAITING },
    newEpoch: () => randomBytes(9).toString('base64url'),
    condense: (events) => newestAndOpen(once(events), keep),
    ...(openFile ? { openFile } : {}),
  });
  return { ...journal, epoch: journal.epoch ?? '' };
}

/** Refused to the writer but on disk nevertheless, and then written again: the same event. */
function once(events: readonly AlertEvent[]): readonly AlertEvent[] {
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
function newestAndOpen(events: readonly AlertEvent[], keep: number): readonly AlertEvent[] {
  const cut = events.length - keep;
  if (cut <= 0) return events;
  const latest = new Map<string, AlertEvent>();
  for (const event of events) latest.set(event.alert.id, event);
  const open = events
    .slice(0, cut)
    .filter((event) => event.alert.state !== 'closed' && latest.get(event.alert.id) === event);
  return [...open.slice(-keep), ...events.slice(cut)];
}
