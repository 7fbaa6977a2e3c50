import type { BacktestAlert, BacktestCounts } from '../model/backtest.ts';
import type { Zone } from '../model/zone.ts';

/** What the thread of a back-test gets to begin with, what it is asked, and what it answers: one answer a question. */

export interface RunnerSettings {
  readonly zone: Zone;
  readonly fromMs: number;
  readonly toMs: number;
  /** Alerts told one by one; further ones are counted. */
  readonly maxAlerts: number;
}

export type Question =
  /** JSON of `PastPosition[]`. */
  | { readonly ask: 'page'; readonly positions: string }
  /** JSON of `PastVessel[]`: those that the page before was waiting for. */
  | { readonly ask: 'vessels'; readonly vessels: string }
  | { readonly ask: 'end' };

export type Answer =
  /** The page waits: it must be told what these vessels are. */
  | { readonly say: 'who'; readonly mmsis: readonly number[] }
  /** The page is done; alerts that ended in it. */
  | { readonly say: 'done'; readonly alerts: readonly BacktestAlert[] }
  /** Alerts that stand at the end. */
  | { readonly say: 'ended'; readonly alerts: readonly BacktestAlert[]; readonly counts: BacktestCounts };
