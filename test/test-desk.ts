import type { Alert, AlertEvent, AlertEventKind } from '../src/model/alert.ts';
import type { AlertStream } from '../src/model/ports.ts';

const startMs = Date.parse('2026-11-23T10:00:00.000Z');

/** A desk in memory that the test raises alerts at. */
export interface TestDesk extends AlertStream {
  raise(cause: string): Alert;
  /** Events before this seq count as no longer kept. */
  keepFrom: number;
  /** Makes the next actions fail, as a full disk does. */
  broken: boolean;
}

export function createTestDesk(): TestDesk {
  const events: AlertEvent[] = [];
  const listeners = new Set<(events: readonly AlertEvent[]) => void>();
  const latest = new Map<string, Alert>();
  function add(event: AlertEventKind, alert: Alert, by: string | null, note: string | null): Alert {
    const next: AlertEvent = { seq: alert.seq, event, at: alert.updatedAt, by, note, alert };
    events.push(next);
    latest.set(alert.id, alert);
    for (const listener of listeners) listener([next]);
    return alert;
  }
  const desk: TestDesk = {
    epoch: 'e1',
    isWhole: true,
    keepFrom: 1,
    broken: false,
    get seq() {
      return events.length;
    },
    list: ({ state, kind, after, limit }) =>
      [...latest.values()]
        .filter((a) => a.seq > after && (state ?? a.state) === a.state && (kind ?? a.kind) === a.kind)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
    get(id) {
      const alert = latest.get(id);
      return alert ? { alert, events: events.filter((e) => e.alert.id === id) } : null;
    },
    async act(id, action, by, note) {
      if (desk.broken) throw new Error('no space left on device');
      const alert = latest.get(id);
      if (!alert) return { outcome: 'unknown-alert' };
      const state = action === 'close' ? 'closed' : 'acknowledged';
      if (alert.state === state) return { outcome: 'unchanged', alert };
      const acted: Alert = { ...alert, state, acknowledgedBy: by, seq: events.length + 1 };
      return { outcome: 'done', alert: add(state, acted, by, note) };
    },
    async snooze(id, until, by, reason) {
      const alert = latest.get(id);
      if (!alert) return { outcome: 'unknown-alert' };
      if (alert.state === 'closed') return { outcome: 'over', alert };
      if (alert.snooze?.until === until && alert.snooze.reason === reason)
        return { outcome: 'unchanged', alert };
      const snooze = { until, reason, by };
      const next: Alert = { ...alert, state: 'snoozed', snooze, seq: events.length + 1 };
      return { outcome: 'done', alert: add('snoozed', next, by, reason) };
    },
    handover: (sinceMs) => ({
      items: [...latest.values()]
        .filter((a) => a.state !== 'closed' || Date.parse(a.updatedAt) >= sinceMs)
        .map((alert) => ({ alert, notes: events.filter((e) => e.alert.id === alert.id && e.by !== null) })),
      leftOut: 0,
    }),
    eventsAfter: (after) => (after + 1 < desk.keepFrom ? null : events.filter((e) => e.seq > after)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    raise(cause) {
      const at = new Date(startMs + events.length).toISOString();
      const alert: Alert = {
        id: `a-${events.length + 1}`,
        seq: events.length + 1,
        cause,
        kind: 'zone.enter',
        severity: 'warning',
        state: 'active',
        mmsi: '205278090',
        others: [],
        zoneId: 'dock-1',
        position: [4.3, 51.3],
        title: 'Tanker in Dock 1',
        text: 'A tanker entered Dock 1',
        evidence: { sogKn: 4 },
        raisedAt: at,
        updatedAt: at,
        clearedAt: null,
        acknowledgedBy: null,
        escalation: 0,
        trust: null,
      };
      return add('raised', alert, null, null);
    },
  };
  return desk;
}
