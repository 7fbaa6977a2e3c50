import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BacktestAlert, BacktestDesk, BacktestEvent } from '../model/backtest.ts';
import type { Past } from '../model/past.ts';
import type { Zone } from '../model/zone.ts';
import { boxOf } from './area.ts';
import type { Answer } from './exchange.ts';
import { type RunnerThread, runnerThread, type StartThread, startWorker } from './thread.ts';

export interface BacktestLimits {
  /** Back-tests at a time. */
  readonly maxRunning: number;
  /** Archived positions that one may look at. */
  readonly maxRows: number;
  /** How long one may take, its reader's pauses included. */
  readonly maxMs: number;
  /** Alerts told one by one. */
  readonly maxAlerts: number;
  /** Time between two reports of progress. */
  readonly progressMs: number;
}

export const backtestLimits: BacktestLimits = {
  maxRunning: 2,
  maxRows: 50_000_000,
  maxMs: 15 * 60_000,
  maxAlerts: 5_000,
  progressMs: 250,
};

export interface BacktestParts {
  readonly past: Past;
  /** Milliseconds that never go back, for the reports of progress. */
  readonly clock: () => number;
  readonly limits?: Partial<BacktestLimits>;
  /** Starts the thread of a back-test. */
  readonly start?: StartThread;
}

type Task = { readonly zone: Zone; readonly fromMs: number; readonly toMs: number };

/**
 * Back-tests of zones. The thread that serves the live path only passes pages, unread, from the database to the thread that computes: one page
 * on its way at a time, one a turn of the event loop at most, and none while the alerts of the page before are not taken.
 */
export function createBacktests({
  past,
  clock,
  limits = {},
  start = startWorker,
}: BacktestParts): BacktestDesk {
  const { maxRunning, maxRows, maxMs, maxAlerts, progressMs } = { ...backtestLimits, ...limits };
  let running = 0;

  async function* pagesThrough(
    thread: RunnerThread,
    { zone, fromMs, toMs }: Task,
    signal: AbortSignal,
  ): AsyncGenerator<BacktestEvent> {
    let rows = 0;
    let toldMs = Number.NEGATIVE_INFINITY;
    for await (const page of past.positions({ fromMs, toMs, box: boxOf(zone) }, signal)) {
      rows += page.rows;
      if (rows > maxRows) {
        yield { type: 'refused', detail: tooMany(page.atMs) };
        return;
      }
      let answer = await thread.ask({ ask: 'page', positions: page.positions });
      if (answer.say === 'who')
        answer = await thread.ask({
          ask: 'vessels',
          vessels: await past.vessels(answer.mmsis, fromMs, signal),
        });
      // a thread that answers at once would be heard again in the same turn
      await nextTurn();
      yield* alertsOf(answer);
      if (clock() - toldMs < progressMs) continue;
      toldMs = clock();
      yield { type: 'progress', rows, atMs: page.atMs, share: (page.atMs - fromMs) / (toMs - fromMs) };
    }
    const answer = await thread.ask({ ask: 'end' });
    yield* alertsOf(answer);
    if (answer.say === 'ended') yield { type: 'result', ...answer.counts, rows, fromMs, toMs };
  }

  const tooMany = (atMs: number): string =>
    `to: more than ${maxRows} archived positions lie between from and ${new Date(atMs).toISOString()}; ask for a shorter time`;

  async function* run(task: Task, cancelled: AbortSignal): AsyncGenerator<BacktestEvent> {
    const late = AbortSignal.timeout(maxMs);
    const signal = AbortSignal.any([cancelled, late]);
    running++;
    let counted = true;
    // a reader that takes nothing any more keeps nobody else out
    const release = (): void => {
      if (counted) running--;
      counted = false;
    };
    signal.addEventListener('abort', release, { once: true });
    const thread = runnerThread(start({ ...task, maxAlerts }), signal);
    try {
      yield* pagesThrough(thread, task, signal);
    } catch (error) {
      if (!late.aborted || cancelled.aborted) throw error;
      yield {
        type: 'refused',
        detail: `to: not done within ${maxMs / 60_000} minutes; ask for a shorter time`,
      };
    } finally {
      release();
      await thread.end();
    }
  }

  return {
    run: (zone, fromMs, toMs, signal) => (running < maxRunning ? run({ zone, fromMs, toMs }, signal) : null),
  };
}

function* alertsOf(answer: Answer): Generator<BacktestEvent> {
  const alerts: readonly BacktestAlert[] = answer.say === 'who' ? [] : answer.alerts;
  for (const alert of alerts) yield { type: 'alert', alert };
}
