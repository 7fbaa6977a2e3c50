import type { Reach } from './access.ts';
import type { Alert, AlertEvent, AlertKind, AlertState } from './alert.ts';
import type { Vessel } from './vessel.ts';

/** Milliseconds since 1970 UTC. Time is an argument everywhere but here. */
export type Clock = () => number;

/** What rooms may say to the operator; pino fits it. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** The live picture outside this process's memory: what a restart or another process starts from. */
export interface LiveStore {
  /** Every vessel that was put and not removed. Damaged entries are left out and counted in the result. */
  load(): Promise<{ readonly vessels: Vessel[]; readonly damaged: number }>;
  /** Takes the latest state of these vessels; returns at once and never throws: failures show in `degraded`. */
  put(vessels: readonly Vessel[]): void;
  remove(mmsis: readonly number[]): void;
  /** New events for other readers of the store; returns at once. */
  alerts(events: readonly AlertEvent[]): void;
  /** Resolves when everything put before is stored, or rejects with the reason. */
  flush(): Promise<void>;
  /** Null when healthy, else one sentence. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

/** The durable log of alert events: the truth about alerts. */
export interface AlertLog {
  /** Changes when the log was restored from an older copy. */
  readonly epoch: string;
  /** All events kept, oldest first, as read at opening. */
  readonly recovered: readonly AlertEvent[];
  /** Resolves when the events are on disk; order of calls is order in the log. */
  append(events: readonly AlertEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** The live picture in this process's memory, for reading. */
export interface Picture {
  get(mmsi: number): Vessel | undefined;
  all(): Iterable<Vessel>;
  readonly size: number;
}

/** Changes of the picture since the last call; one consumer. */
export interface PictureChanges {
  readonly changed: readonly Vessel[];
  readonly gone: readonly number[];
}

export type AlertAction = 'acknowledge' | 'close';

/** What happened to an action on an alert; `unchanged`: it had been done before, no second event; `over`: too late. */
export type ActionResult =
  | { readonly outcome: 'done' | 'unchanged'; readonly alert: Alert }
  | { readonly outcome: 'over'; readonly alert: Alert }
  | { readonly outcome: 'unknown-alert' };

/** One alert for the next shift, with what people did about it. */
export interface HandoverItem {
  readonly alert: Alert;
  readonly notes: readonly Omit<AlertEvent, 'alert'>[];
}
export interface Handover {
  readonly items: readonly HandoverItem[];
  /** Alerts that did not fit. */
  readonly leftOut: number;
}

export interface AlertQuery {
  readonly state: AlertState | null;
  readonly kind: AlertKind | null;
  /** Alerts whose `seq` is greater. */
  readonly after: number;
  readonly limit: number;
}

/** The alerts as the watch room sees them. */
export interface AlertDesk {
  readonly epoch: string;
  /** `seq` of the latest durable event; 0 before the first. */
  readonly seq: number;
  /** By rising `seq`. */
  list(query: AlertQuery): readonly Alert[];
  get(id: string): { readonly alert: Alert; readonly events: readonly AlertEvent[] } | null;
  act(id: string, action: AlertAction, by: string, note: string | null): Promise<ActionResult>;
  /** Silences an open alert until `until` (ISO 8601 UTC, in the future). */
  snooze(id: string, until: string, by: string, reason: string): Promise<ActionResult>;
  /** What is open, and what ended since `sinceMs` (ms since 1970); at most `limit` items. */
  handover(sinceMs: number, limit: number): Handover;
  /** Events behind `after`, oldest first; null when some of them are no longer kept. */
  eventsAfter(after: number): readonly AlertEvent[] | null;
  /** Called with events once they are durable, in order. Returns the way to stop. */
  subscribe(listener: (events: readonly AlertEvent[]) => void): () => void;
}

/** A stream of alerts with numbers of its own. */
export interface AlertStream extends AlertDesk {
  /** Nothing was ever left out of it: its numbers are those of the log. */
  readonly isWhole: boolean;
}

/**
 * The alerts as an organisation may know of them, by its id; with a reach of `own` those of its areas and vessels. Throws for an organisation that is
 * not in the policy.
 */
export type AlertStreams = (organisation: string, reach: Reach) => AlertStream;

/** A way out of the house for alert events, as it stands. */
export interface ChannelState {
  readonly name: string;
  /** Events accepted since start. */
  readonly delivered: number;
  /** Events that wait. */
  readonly waiting: number;
  /** Null while events are accepted, else one sentence. */
  readonly degraded: string | null;
}

/** One part of the server that can be out of order, and the sentence that says so. */
export interface Degradation {
  readonly part: string;
  readonly detail: string;
}
