import type { AlertView } from '../../protocol/alert.ts';
import { type AlertBook, endedLingersMs, isOpen } from '../live/alertBook.ts';

export type Severity = AlertView['severity'];
/** From worst to least. */
export const severities: readonly Severity[] = ['alarm', 'warning', 'caution', 'info'];

/**
 * Newest first by the time of raising, which never changes: acknowledging or escalating an alert moves no line under
 * the reader's eyes, and a new one only ever comes in at the top.
 */
export function byRaising(a: AlertView, b: AlertView): number {
  if (a.raisedAt !== b.raisedAt) return a.raisedAt < b.raisedAt ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** Open alerts in reading order, with those that ended less than a minute before `nowMs`. */
export function openAlerts(book: AlertBook, nowMs: number): AlertView[] {
  const lingers = (a: AlertView): boolean => nowMs - Date.parse(a.updatedAt) < endedLingersMs;
  return [...book.alerts.values()].filter((a) => isOpen(a) || lingers(a)).sort(byRaising);
}

/** Alerts that have ended, last ended first. */
export function endedAlerts(book: AlertBook): AlertView[] {
  return [...book.alerts.values()].filter((a) => !isOpen(a)).sort((a, b) => b.seq - a.seq);
}

/** Alerts that still wait for somebody, by severity. */
export function waitingCounts(book: AlertBook): Readonly<Record<Severity, number>> {
  const counts = { info: 0, caution: 0, warning: 0, alarm: 0 };
  for (const alert of book.alerts.values()) if (alert.state === 'active') counts[alert.severity] += 1;
  return counts;
}

/** The id `step` places from `current` in the list; at its ends it stays; without a current one the first. */
export function neighbour(ids: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  if (at < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

/** Where the reader goes on after handling `id`: the next line that still waits, else the line itself. */
export function nextWaiting(list: readonly AlertView[], id: string): string {
  const at = list.findIndex((a) => a.id === id);
  const waiting = (a: AlertView): boolean => a.state === 'active' && a.id !== id;
  return (list.slice(at + 1).find(waiting) ?? list.find(waiting))?.id ?? id;
}
