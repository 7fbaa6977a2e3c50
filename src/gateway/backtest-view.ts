import { instant } from '../lib/instant.ts';
import type { BacktestAlert, BacktestEvent } from '../model/backtest.ts';
import { mmsiText } from '../model/vessel.ts';
import type { BacktestLine, BacktestReport } from '../protocol/backtest.ts';

type Item = BacktestReport['items'][number];
type Result = Extract<BacktestEvent, { type: 'result' }>;

function itemOf({ raisedAtMs, clearedAtMs, mmsi, others, position, ...rest }: BacktestAlert): Item {
  return {
    ...rest,
    mmsi: mmsiText(mmsi),
    others: others.map(mmsiText),
    position: position && [...position],
    raisedAt: instant(raisedAtMs),
    clearedAt: clearedAtMs === null ? null : instant(clearedAtMs),
  };
}

const resultOf = ({ type: _, fromMs, toMs, byCause, byClass, ...rest }: Result) => ({
  ...rest,
  byCause: [...byCause],
  byClass: [...byClass],
  from: instant(fromMs),
  to: instant(toMs),
});

/** An event as a line of the answer. */
export function lineOf(event: Exclude<BacktestEvent, { type: 'refused' }>): BacktestLine {
  if (event.type === 'alert') return { type: 'alert', ...itemOf(event.alert) };
  if (event.type === 'result') return { type: 'result', ...resultOf(event) };
  const { rows, atMs, share } = event;
  return { type: 'progress', rows, atTime: instant(atMs), share: Math.round(share * 1e4) / 1e4 };
}

/** All of it as one document. */
export const reportOf = (result: Result, alerts: readonly BacktestAlert[]): BacktestReport => ({
  ...resultOf(result),
  items: [...alerts].sort((a, b) => a.raisedAtMs - b.raisedAtMs).map(itemOf),
});
