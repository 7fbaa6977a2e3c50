import { type LogFile, type Reading, reportsOf } from './log-file.ts';
import type { Report } from './report.ts';

/** Logs that are open at a time; further ones begin when one of these has ended. */
const maxOpen = 32;

interface OpenLog {
  readonly file: LogFile;
  readonly pieces: AsyncIterator<readonly Report[]>;
  /** Reports that wait, from `next` on. */
  reports: readonly Report[];
  next: number;
}

export interface Merging extends Reading {
  /** A log cannot be read (to its end); the others go on. */
  readonly failed: (file: LogFile, error: unknown) => void;
}

/**
 * The reports of several logs by time, as if one receiver had written them: each time a piece of the log that is furthest back, up to where
 * another is. A log keeps its own order. What comes out does not depend on the order in which the logs were named.
 * Memory: a piece (64 KiB of text at the most) of each open log.
 */
export async function* merge(files: readonly LogFile[], merging: Merging): AsyncGenerator<readonly Report[]> {
  const waiting = [...files].sort((a, b) => a.firstMs - b.firstMs || (a.name < b.name ? -1 : 1));
  const open: OpenLog[] = [];
  let begun = 0;

  /** Fetches what a log has next; false when it has ended. */
  async function fetch(log: OpenLog): Promise<boolean> {
    while (log.next >= log.reports.length) {
      try {
        const { done, value } = await log.pieces.next();
        if (done === true) return false;
        log.reports = value;
        log.next = 0;
      } catch (error) {
        merging.failed(log.file, error);
        return false;
      }
    }
    return true;
  }

  async function begin(file: LogFile): Promise<void> {
    const pieces = reportsOf(file, merging, ++begun)[Symbol.asyncIterator]();
    const log: OpenLog = { file, pieces, reports: [], next: 0 };
    if (await fetch(log)) open.push(log);
  }

  const headMs = ({ reports, next }: OpenLog): number => reports[next]?.heardMs ?? Infinity;

  try {
    for (;;) {
      const least = (): number => Math.min(...open.map(headMs));
      while (open.length < maxOpen && waiting[0] !== undefined) {
        if (open.length > 0 && waiting[0].firstMs > least()) break;
        await begin(waiting.shift() as LogFile);
      }
      const first = open.reduce<OpenLog | null>(
        (least, log) => (least === null || headMs(log) < headMs(least) ? log : least),
        null,
      );
      if (first === null) return;
      const others = open.filter((log) => log !== first).map(headMs);
      const untilMs = Math.min(...others, waiting[0]?.firstMs ?? Infinity);
      const from = first.next;
      do first.next++;
      while (first.next < first.reports.length && headMs(first) <= untilMs);
      yield first.reports.slice(from, first.next);
      if (!(await fetch(first))) open.splice(open.indexOf(first), 1);
    }
  } finally {
    // whoever stopped early leaves no file open
    await Promise.allSettled(open.map(({ pieces }) => pieces.return?.()));
  }
}
