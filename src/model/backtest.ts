import type { AlertKind, AlertSeverity } from './alert.ts';
import type { VesselClass } from './vessel.ts';
import type { Zone } from './zone.ts';

/** An alert that a zone would have raised. */
export interface BacktestAlert {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly mmsi: number;
  readonly others: readonly number[];
  readonly name: string | null;
  readonly class: VesselClass;
  readonly shipType: number | null;
  readonly title: string;
  readonly text: string;
  readonly position: readonly [lon: number, lat: number] | null;
  readonly raisedAtMs: number;
  /** Null: its condition still held at the end. */
  readonly clearedAtMs: number | null;
}

export interface BacktestCounts {
  readonly alerts: number;
  /** More alerts than are listed one by one. */
  readonly truncated: boolean;
  /** Most alerts first; `vessels` are different ones. */
  readonly byCause: readonly { readonly kind: AlertKind; readonly count: number; readonly vessels: number }[];
  readonly byClass: readonly {
    readonly class: VesselClass;
    readonly shipType: number | null;
    readonly count: number;
  }[];
}

/** What a back-test tells while it runs. `result` and `refused` are the last. */
export type BacktestEvent =
  | { readonly type: 'progress'; readonly rows: number; readonly atMs: number; readonly share: number }
  /** Once its condition ended, or at the end. */
  | { readonly type: 'alert'; readonly alert: BacktestAlert }
  | ({
      readonly type: 'result';
      readonly rows: number;
      readonly fromMs: number;
      readonly toMs: number;
    } & BacktestCounts)
  /** A limit was met; `detail` is a sentence that says which, and what to do. */
  | { readonly type: 'refused'; readonly detail: string };

export interface BacktestDesk {
  /**
   * Runs a zone over the archive, `fromMs` ≤ time < `toMs`, as fast as the events are taken; it begins when the first is asked for. Null: as many
   * run already as may. It rejects when the archive does not answer, or when `signal` aborts.
   */
  run(zone: Zone, fromMs: number, toMs: number, signal: AbortSignal): AsyncGenerator<BacktestEvent> | null;
}
