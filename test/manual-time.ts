import type { Schedule } from '../src/lib/schedule.ts';

/** Time that passes only when a test says so. */
export interface ManualTime {
  readonly schedule: Schedule;
  readonly clock: () => number;
  /** Delays asked for and not yet over, in order of asking. */
  waiting(): number[];
  /** Runs what falls due within the next `ms`. */
  advance(ms: number): void;
}

export function createManualTime(startMs = 0): ManualTime {
  let nowMs = startMs;
  const entries = new Set<{ dueMs: number; run: () => void }>();
  return {
    clock: () => nowMs,
    schedule(delayMs, run) {
      const entry = { dueMs: nowMs + delayMs, run };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    waiting: () => [...entries].map(({ dueMs }) => dueMs - nowMs),
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...entries].filter((e) => e.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        nowMs = next.dueMs;
        entries.delete(next);
        next.run();
      }
      nowMs = untilMs;
    },
  };
}
