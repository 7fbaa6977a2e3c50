import type { Alert, AlertSeverity, AlertState } from '../model/alert.ts';
import type { Handover, HandoverItem } from '../model/ports.ts';
import type { Book } from './book.ts';
import { isOver } from './life.ts';

const severities: readonly AlertSeverity[] = ['alarm', 'warning', 'caution', 'info'];
const states: readonly AlertState[] = ['active', 'snoozed', 'acknowledged', 'cleared', 'closed'];
const hasEnded = ({ state }: Alert): boolean => state === 'cleared' || state === 'closed';

/** Open before ended, ended unseen before ended and seen, then the gravest, then what still calls, then the oldest. */
function before(a: Alert, b: Alert): number {
  return (
    Number(hasEnded(a)) - Number(hasEnded(b)) ||
    Number(hasEnded(a) && isOver(a)) - Number(hasEnded(b) && isOver(b)) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    states.indexOf(a.state) - states.indexOf(b.state) ||
    a.seq - b.seq
  );
}

/** Latest things that people did, kept short: the whole life of an alert is in the alert itself. */
const mostNotes = 20;

/** What a hand-over is made of. */
type Readable = Pick<Book, 'all' | 'get'>;

function itemOf(book: Readable, alert: Alert): HandoverItem {
  const events = book.get(alert.id)?.events ?? [];
  const deeds = events.filter(({ by }) => by !== null).slice(-mostNotes);
  return { alert, notes: deeds.map(({ seq, event, at, by, note }) => ({ seq, event, at, by, note })) };
}

/**
 * What the next shift has to know: every open alert, and those that ended since.
 * @param sinceMs ms since 1970; @param limit most items; those further back in the order are counted in `leftOut`
 */
export function handover(book: Readable, sinceMs: number, limit: number): Handover {
  const listed = [...book.all()].filter((a) => !hasEnded(a) || Date.parse(a.updatedAt) >= sinceMs);
  const items = listed.sort(before).slice(0, limit);
  return { items: items.map((alert) => itemOf(book, alert)), leftOut: listed.length - items.length };
}
