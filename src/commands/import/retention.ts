import { eventTime, secondOf } from '../../traffic/event-time.ts';
import { newFix, readFix } from '../../traffic/fix.ts';
import { type LogFile, type Reading, reportsOf } from './log-file.ts';
import { count } from './progress.ts';
import { newCounts } from './report.ts';
import { timeText } from './summary.ts';

const dayMs = 86_400_000;

/** Positions that a server would drop, and the oldest of them. */
export interface Old {
  positions: number;
  firstMs: number;
}

/**
 * Counts the positions before `beforeMs` in logs that begin before it, copies by several receivers included. What cannot be
 * read is passed over: the import itself will say so.
 */
export async function countOld(
  files: readonly LogFile[],
  beforeMs: number,
  reading: Omit<Reading, 'counts' | 'read'>,
): Promise<Old> {
  const old: Old = { positions: 0, firstMs: Infinity };
  const fix = newFix();
  for (const file of files) {
    // one that cannot be looked at without using it up, or that has no time where it begins
    if (!Number.isFinite(file.firstMs) || file.firstMs >= beforeMs) continue;
    try {
      for await (const reports of reportsOf(file, { ...reading, counts: newCounts(), read() {} }, 0))
        for (const { message, heardMs } of reports) {
          if (!readFix(message, fix)) continue;
          const atMs = eventTime(heardMs, secondOf(message), null);
          if (atMs >= beforeMs) continue;
          old.positions++;
          old.firstMs = Math.min(old.firstMs, atMs);
        }
    } catch {}
  }
  return old;
}

export function retentionWarning({ positions, firstMs }: Old, retentionDays: number, nowMs: number): string {
  const days = Math.ceil((nowMs - firstMs) / dayMs) + 1;
  return (
    `${count(positions)} positions are older than ${retentionDays} days (HW_RETENTION_DAYS), the oldest of ${timeText(firstMs)}: ` +
    `a server drops them within a day. To keep them, set HW_RETENTION_DAYS=${days} or more for the server.`
  );
}
