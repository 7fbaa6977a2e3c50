import type { Span } from '../model/history.ts';
import { badField } from './problem.ts';

export const dayMs = 86_400_000;

/** A time that a query names. Throws a problem that names the field. */
export function readInstant(field: string, text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw badField(field, 'not a time such as 2026-11-23T10:15:30.250Z');
  return ms;
}

/** The interval asked for; without `from` the day before `to`, without `to` until now. Throws a problem that names the field and the limit. */
export function readInterval(
  query: { readonly from?: string; readonly to?: string },
  nowMs: number,
  longestDays: number,
): Span {
  const toMs = query.to === undefined ? nowMs : readInstant('to', query.to);
  const fromMs = query.from === undefined ? toMs - dayMs : readInstant('from', query.from);
  if (fromMs >= toMs) throw badField('from', 'must be before `to` (without `to`: before now)');
  if (toMs - fromMs > longestDays * dayMs)
    throw badField('from', `at most ${longestDays} days before \`to\` (without \`to\`: before now)`);
  return { fromMs, toMs };
}
