import { MAX_AGE_MS, MAX_APART } from './limits.ts';
import type { Tag } from './tag.ts';

/** Groups of one link that may be open at a time; more are not told apart in practice. */
const SLOTS = 8;

/**
 * Sentences that belong together carry `g:1-3-1604`, `g:2-3-1604`, … and only the first says source and time. It may
 * be a TAG block without a sentence. What the first said is given to the others. Numbers come round, so a group is
 * forgotten after a while and when its first sentence comes again.
 */
export function createTagGroups() {
  const groups = Array.from({ length: SLOTS }, () => ({
    group: -1,
    total: 0,
    station: null as string | null,
    timeMs: null as number | null,
    startedMs: 0,
    startedAt: 0,
  }));
  let oldest = 0;

  return {
    /** Fills in what `tag` leaves open, or remembers what it says; `lines`: tagged lines of the link so far. */
    join(tag: Tag, nowMs: number, lines: number): void {
      for (const known of groups) {
        if (known.group !== tag.group || known.total !== tag.total) continue;
        const gone = nowMs - known.startedMs > MAX_AGE_MS || lines - known.startedAt > MAX_APART;
        if (tag.number === 1 || gone) known.group = -1;
        else {
          tag.station ??= known.station;
          tag.timeMs ??= known.timeMs;
          return;
        }
      }
      const slot = groups[oldest];
      oldest = (oldest + 1) % SLOTS;
      if (slot === undefined || tag.number === tag.total) return;
      slot.group = tag.group;
      slot.total = tag.total;
      slot.station = tag.station;
      slot.timeMs = tag.timeMs;
      slot.startedMs = nowMs;
      slot.startedAt = lines;
    },
  };
}
