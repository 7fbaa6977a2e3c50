import { count } from './progress.ts';
import type { Tally } from './run.ts';

/** What an import did, as a table; every line of the logs counts once. */
export function summary(tally: Tally): string {
  const refused = [...tally.refused].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows: [string, string][] = [
    ['lines', count(tally.lines)],
    ['messages', count(tally.messages)],
    ['positions written', count(tally.written)],
    ['positions already there', count(tally.present)],
    ['vessels', count(tally.vessels.size)],
    ['visits', count(tally.visits)],
    ['refused', count(refused.reduce((sum, [, n]) => sum + n, 0))],
    ...refused.map(([cause, n]): [string, string] => [`  ${cause}`, count(n)]),
    ['first time', timeText(tally.firstMs)],
    ['last time', timeText(tally.lastMs)],
  ];
  const wide = Math.max(...rows.map(([name]) => name.length));
  const right = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `${name.padEnd(wide)}  ${value.padStart(right)}\n`).join('');
}

export const timeText = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : '–');
