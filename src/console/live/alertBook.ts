import type { AlertView } from '../../protocol/alert.ts';
import type { AlertFrame } from '../../protocol/frames.ts';

/** Alerts as this page knows them. `seq` is the last event of the stream that was taken, null before the first. */
export interface AlertBook {
  readonly epoch: string | null;
  readonly seq: number | null;
  readonly alerts: ReadonlyMap<string, AlertView>;
}

export const emptyBook: AlertBook = { epoch: null, seq: null, alerts: new Map() };

/** Ended alerts that stay to be looked back on; older ones are in the archive of the server. */
export const endedKept = 200;
/** How long an alert that has ended stays among the open ones, so that a line being read does not vanish. */
export const endedLingersMs = 60_000;

export const isOpen = (alert: AlertView): boolean => alert.state !== 'cleared' && alert.state !== 'closed';

/** A book that begins behind `seq` of the log `epoch`, keeping nothing. */
export const beginBook = (epoch: string, seq: number): AlertBook => ({ epoch, seq, alerts: new Map() });

/**
 * Takes alerts that came outside the stream (the list over HTTP, the answer to an action). An alert that the book
 * knows in a later state keeps it: list and stream may overtake each other.
 */
export function takeAlerts(book: AlertBook, alerts: readonly AlertView[]): AlertBook {
  const merged = new Map(book.alerts);
  for (const alert of alerts) {
    const held = merged.get(alert.id);
    if (!held || held.seq <= alert.seq) merged.set(alert.id, alert);
  }
  return { ...book, alerts: forgetOldest(merged) };
}

/** Takes one event of the stream. `gap` tells that events before it are missing. */
export function takeEvent(book: AlertBook, frame: AlertFrame): { book: AlertBook; gap: boolean } {
  const gap = book.seq !== null && frame.seq > book.seq + 1;
  const taken = takeAlerts(book, [frame.alert]);
  return { book: { ...taken, seq: Math.max(book.seq ?? 0, frame.seq) }, gap };
}

function forgetOldest(alerts: Map<string, AlertView>): Map<string, AlertView> {
  const ended = [...alerts.values()].filter((a) => !isOpen(a));
  if (ended.length <= endedKept) return alerts;
  ended.sort((a, b) => a.seq - b.seq);
  for (const alert of ended.slice(0, ended.length - endedKept)) alerts.delete(alert.id);
  return alerts;
}
