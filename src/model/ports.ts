import type { AlertEvent } from './alert.ts';
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
