import type { Alert, AlertEvent } from './alert.ts';
import type { PositionRow, VesselRow } from './archive.ts';
import type { AlertScope } from './audience.ts';
import type { Declaration } from './cargo.ts';
import type { Box } from './past.ts';

/** A stay in a zone, as far as the archive knows it by now. */
export interface Stay {
  readonly mmsi: number;
  readonly zoneId: string;
  readonly enteredMs: number;
  /** Null while it goes on. */
  readonly leftMs: number | null;
}

/** What is read next: `fromMs` ≤ time < `toMs`. */
export interface ChronicleSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Positions in it, and those at which a vessel left it; null: all. */
  readonly area: Box | null;
  /** Of the positions of a vessel within so many milliseconds the last is enough. */
  readonly everyMs: number;
}

/** All that happened in a stretch of time, each list in the order of time. */
export interface ChroniclePage {
  readonly positions: readonly PositionRow[];
  readonly descriptions: readonly VesselRow[];
  /** By their entry. */
  readonly stays: readonly Stay[];
  /** By the time at which they were handed in. */
  readonly declarations: readonly Declaration[];
  readonly alertEvents: readonly AlertEvent[];
  /** Of what happened before it nothing is missing. At most the end that was asked for. */
  readonly beforeMs: number;
}

/** Alerts as they stood at a time. */
export interface AlertsThen {
  /** By rising `seq`. */
  readonly alerts: readonly Alert[];
  /** The oldest ones, when there were more than asked for. */
  readonly leftOut: number;
}

/**
 * The past in the order in which it happened, in pages of bounded size. Every method rejects with `TooLong` when a statement takes too long, and
 * otherwise when the database cannot answer; a signal that aborts ends the statement under way.
 */
export interface Chronicle {
  page(span: ChronicleSpan, signal: AbortSignal): Promise<ChroniclePage>;
  /** Stays that last at that time. */
  staysAt(atMs: number, signal: AbortSignal): Promise<readonly Stay[]>;
  /** Those of the scope that were open: active, acknowledged or snoozed. */
  alertsAt(atMs: number, scope: AlertScope, most: number, signal: AbortSignal): Promise<AlertsThen>;
}
