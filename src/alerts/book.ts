import type { Alert, AlertEvent } from '../model/alert.ts';
import type { AlertQuery } from '../model/ports.ts';
import { isOver } from './life.ts';

/** What readers see: alerts and events that are on disk. Bounded; what is over goes first. */
export interface Book {
  readonly seq: number;
  add(events: readonly AlertEvent[]): void;
  all(): Iterable<Alert>;
  list(query: AlertQuery): Alert[];
  get(id: string): { readonly alert: Alert; readonly events: readonly AlertEvent[] } | null;
  /** The latest events, oldest first, none missing between them. */
  readonly recent: readonly AlertEvent[];
  /** Null when events behind `after` are no longer kept, or `after` lies in the future. */
  eventsAfter(after: number): readonly AlertEvent[] | null;
}

interface Page {
  alert: Alert;
  readonly events: AlertEvent[];
}

export function createBook(maxAlerts: number, maxEvents: number, recovered: readonly AlertEvent[]): Book {
  // in order of the latest event: the alert told of last stands last
  const pages = new Map<string, Page>();
  let recent: AlertEvent[] = [];
  let seq = 0;

  function add(events: readonly AlertEvent[]): void {
    for (const event of events) {
      // a compacted log has gaps among its old events: clients resume only from where it is whole
      if (event.seq !== seq + 1) recent = [];
      seq = event.seq;
      recent.push(event);
      const page = pages.get(event.alert.id) ?? { alert: event.alert, events: [] };
      page.alert = event.alert;
      page.events.push(event);
      pages.delete(event.alert.id);
      pages.set(event.alert.id, page);
    }
    // trimmed by the half, so that the cost per event stays constant
    if (recent.length > maxEvents * 1.5) recent = recent.slice(-maxEvents);
    if (pages.size > maxAlerts) trim();
  }

  function trim(): void {
    const surplus = pages.size - Math.floor(maxAlerts * 0.9);
    const byAge = [...pages.values()];
    const oldestFirst = [...byAge.filter((p) => isOver(p.alert)), ...byAge.filter((p) => !isOver(p.alert))];
    for (const page of oldestFirst.slice(0, surplus)) pages.delete(page.alert.id);
  }

  add(recovered);
  return {
    get seq() {
      return seq;
    },
    add,
    *all() {
      for (const page of pages.values()) yield page.alert;
    },
    list({ state, kind, after, limit }) {
      const found: Alert[] = [];
      for (const { alert } of pages.values()) {
        if (found.length >= limit) break;
        const wanted = (state === null || alert.state === state) && (kind === null || alert.kind === kind);
        if (wanted && alert.seq > after) found.push(alert);
      }
      return found;
    },
    get: (id) => pages.get(id) ?? null,
    get recent() {
      return recent;
    },
    eventsAfter(after) {
      const first = recent[0]?.seq ?? seq + 1;
      if (after > seq || after < first - 1) return null;
      return recent.slice(after - first + 1);
    },
  };
}
