import { randomUUID } from 'node:crypto';
import type { Alert, AlertEvent, AlertEventKind, Finding } from '../model/alert.ts';
import type {
  ActionResult,
  AlertAction,
  AlertDesk,
  AlertLog,
  AlertQuery,
  Clock,
  Log,
} from '../model/ports.ts';
import { createBook } from './book.ts';
import { callOf, type Escalation, levelDue, nextChangeMs, standardEscalation } from './escalation.ts';
import { handover } from './handover.ts';
import {
  acknowledged,
  cleared,
  closed,
  escalated,
  eventOf,
  isPastSnoozing,
  isSnoozed,
  raised,
  returned,
  snoozed,
  stands,
} from './life.ts';

export interface WorkingAlertDesk extends AlertDesk {
  /** Takes what the rules found; returns at once. One cause has one alert: a second raise of it is nothing new. */
  consider(findings: readonly Finding[], nowMs: number): void;
  /** What time alone does: snoozes run out, and alerts that nobody acknowledges escalate. Once a second. */
  tick(nowMs: number): void;
  /** Causes whose condition stands, closed alerts included. */
  standing(): Iterable<Alert>;
  /** Every alert that is kept, by rising `seq`. */
  all(): Iterable<Alert>;
  /** The latest events, oldest first, none missing between them. */
  kept(): readonly AlertEvent[];
  /** Null when every event so far is durable or on its way; else why not. */
  readonly degraded: string | null;
  /** Resolves when nothing waits for the log any more. */
  flush(): Promise<void>;
}

export interface DeskLimits {
  /** Alerts kept in memory; those that are over go first. */
  readonly maxAlerts: number;
  /** Latest events kept for clients that resume. */
  readonly maxEvents: number;
  /** Pause before a failed write to the log is tried again. */
  readonly retryMs: number;
}

export interface DeskOptions {
  readonly escalation?: Escalation;
  /** Organisations that may know of what happens in a zone; undefined: all. */
  readonly audienceOf?: (zoneId: string) => readonly string[] | undefined;
  /** An id says nothing of how many alerts there are: some are hidden. */
  readonly newId?: () => string;
}

/**
 * Alerts from findings. An event exists in two steps: decided here at once, and shown to readers only when the
 * log has it on disk; so nobody ever sees an alert that a crash could take back.
 */
export function createAlertDesk(
  alertLog: AlertLog,
  limits: DeskLimits,
  clock: Clock,
  log: Log,
  options: DeskOptions = {},
): WorkingAlertDesk {
  const { escalation = standardEscalation, audienceOf = () => undefined, newId = randomUUID } = options;
  const book = createBook(limits.maxAlerts, limits.maxEvents, alertLog.recovered);
  const latest = new Map<string, Alert>();
  const standing = new Map<string, Alert>();
  /** Alerts that time alone will change, by the order of their events; the times come from the alerts themselves. */
  const timed = new Map<string, { readonly alert: Alert; readonly dueMs: number }>();
  for (const alert of book.all()) {
    if (stands(alert)) standing.set(alert.cause, alert);
    watchTime(alert);
  }

  const listeners = new Set<(events: readonly AlertEvent[]) => void>();
  let seq = book.seq;
  let undurable: AlertEvent[] = [];
  let degraded: string | null = null;
  let writing: Promise<void> | null = null;

  function watchTime(alert: Alert): void {
    const dueMs = nextChangeMs(alert, escalation);
    timed.delete(alert.id);
    if (dueMs !== null) timed.set(alert.id, { alert, dueMs });
  }

  function publish(events: readonly AlertEvent[]): void {
    book.add(events);
    for (const { alert } of events) if (latest.get(alert.id)?.seq === alert.seq) latest.delete(alert.id);
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        log.error({ err: error }, 'a reader of alerts failed');
      }
    }
  }

  async function write(): Promise<void> {
    while (undurable.length > 0) {
      const events = undurable;
      undurable = [];
      try {
        await alertLog.append(events);
      } catch (error) {
        undurable = [...events, ...undurable];
        degraded = `alert events wait for the disk: ${error instanceof Error ? error.message : String(error)}`;
        log.error(
          { err: error, waiting: undurable.length },
          'alert log refused events; they are kept and tried again',
        );
        await new Promise((resolve) => setTimeout(resolve, limits.retryMs));
        continue;
      }
      degraded = null;
      publish(events);
    }
    writing = null;
  }

  function record(
    event: AlertEventKind,
    alert: Alert,
    at: string,
    by: string | null,
    note: string | null,
  ): void {
    seq = alert.seq;
    latest.set(alert.id, alert);
    if (stands(alert)) standing.set(alert.cause, alert);
    // what is done with an old alert leaves the one that its cause has now alone
    else if (standing.get(alert.cause)?.id === alert.id) standing.delete(alert.cause);
    watchTime(alert);
    undurable.push({ seq, event, at, by, note, alert });
    // deferred by a microtask, so that all findings of one sentence share a write
    writing ??= Promise.resolve().then(write);
  }

  /** The alert as decided, durable or not. */
  const latestOf = (id: string): Alert | undefined => latest.get(id) ?? book.get(id)?.alert;

  /** Waits until what was decided is durable, and answers with the alert as readers see it. */
  async function answer(outcome: 'done' | 'unchanged' | 'over', before: Alert): Promise<ActionResult> {
    await writing;
    return { outcome, alert: book.get(before.id)?.alert ?? before };
  }

  return {
    epoch: alertLog.epoch,
    get seq() {
      return book.seq;
    },
    get degraded() {
      return degraded;
    },
    standing: () => standing.values(),
    all: () => book.all(),
    kept: () => book.recent,
    list: (query: AlertQuery) => book.list(query),
    get: (id) => book.get(id),
    eventsAfter: (after) => book.eventsAfter(after),

    consider(findings, nowMs) {
      for (const finding of findings) {
        const before = standing.get(finding.cause);
        const at = new Date(nowMs).toISOString();
        if (finding.action === 'raise' && before === undefined) {
          const audience = finding.zoneId === null ? undefined : audienceOf(finding.zoneId);
          record('raised', raised(finding, newId(), seq + 1, at, audience), at, null, null);
        }
        if (finding.action === 'clear' && before !== undefined)
          record('cleared', cleared(before, seq + 1, at), at, null, null);
      }
    },

    async act(id: string, action: AlertAction, by: string, note: string | null): Promise<ActionResult> {
      const before = latestOf(id);
      if (before === undefined) return { outcome: 'unknown-alert' };
      const event = eventOf(action, before);
      const at = new Date(clock()).toISOString();
      if (event !== null) {
        const after =
          action === 'close' ? closed(before, seq + 1, at) : acknowledged(before, seq + 1, at, by);
        record(event, after, at, by, note);
      }
      return answer(event === null ? 'unchanged' : 'done', before);
    },

    async snooze(id, until, by, reason) {
      const before = latestOf(id);
      if (before === undefined) return { outcome: 'unknown-alert' };
      if (isPastSnoozing(before)) return answer('over', before);
      if (isSnoozed(before, until, reason)) return answer('unchanged', before);
      const at = new Date(clock()).toISOString();
      record('snoozed', snoozed(before, seq + 1, at, { until, reason, by }), at, by, reason);
      return answer('done', before);
    },

    tick(nowMs) {
      const due: Alert[] = [];
      for (const { alert, dueMs } of timed.values()) if (dueMs <= nowMs) due.push(alert);
      const at = new Date(nowMs).toISOString();
      for (const alert of due) {
        if (alert.snooze) {
          record('raised', returned(alert, seq + 1, at), at, null, 'the snooze ended');
          continue;
        }
        const level = levelDue(alert, nowMs, escalation);
        record('escalated', escalated(alert, seq + 1, at, level), at, null, callOf(level, escalation));
      }
    },

    handover: (sinceMs, limit) => handover(book, sinceMs, limit),

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async flush() {
      await writing;
    },
  };
}
