import { createRecollection } from '../src/commands/recollection.ts';
import type { PastPorts } from '../src/gateway/replay/reading.ts';
import type { AlertEvent } from '../src/model/alert.ts';
import type { PositionRow } from '../src/model/archive.ts';
import { mayKnow } from '../src/model/audience.ts';
import type { Stay } from '../src/model/chronicle.ts';

export interface MemoryPast extends PastPorts {
  /** In the order of time. */
  positions: PositionRow[];
  stays: Stay[];
  alertEvents: AlertEvent[];
  /** Called before each answer: it may wait, or throw. */
  before: (question: 'staysAt' | 'page', signal: AbortSignal) => Promise<void>;
  /** Times of the pages that were asked for. */
  readonly asked: number[];
  /** Positions a page. */
  pageRows: number;
}

/** A past of positions, stays and alert events in plain lists. */
export function createMemoryPast(
  given: Partial<Pick<MemoryPast, 'positions' | 'stays' | 'alertEvents'>> = {},
): MemoryPast {
  const latest = (mmsi: number, atMs: number): PositionRow | null =>
    past.positions.findLast((row) => row.mmsi === mmsi && row.timeMs <= atMs) ?? null;
  const past: MemoryPast = {
    positions: [],
    stays: [],
    alertEvents: [],
    ...given,
    before: async () => {},
    asked: [],
    pageRows: 1000,
    recollection: createRecollection(86_400_000),
    history: {
      async present({ fromMs, toMs }, _area, afterMmsi) {
        const rows = past.positions.filter(
          (row) => row.timeMs >= fromMs && row.timeMs < toMs && row.mmsi > afterMmsi,
        );
        return [...new Set(rows.map(({ mmsi }) => mmsi))].sort((a, b) => a - b);
      },
      vesselsAt: async (asked) =>
        asked.map(({ mmsi, atMs }) => ({
          ...{ mmsi, position: latest(mmsi, atMs), description: null, declarations: [], zones: [] },
        })),
    },
    chronicle: {
      async page({ fromMs, toMs }, signal) {
        past.asked.push(fromMs);
        await past.before('page', signal);
        const among = (ms: number) => ms >= fromMs && ms < toMs;
        const rows = past.positions.filter(({ timeMs }) => among(timeMs));
        const beforeMs = rows[past.pageRows]?.timeMs ?? toMs;
        const isIn = (ms: number) => among(ms) && ms < beforeMs;
        return {
          positions: rows.filter(({ timeMs }) => isIn(timeMs)),
          descriptions: [],
          stays: past.stays.filter(({ enteredMs }) => isIn(enteredMs)),
          declarations: [],
          alertEvents: past.alertEvents.filter(({ at }) => isIn(Date.parse(at))),
          beforeMs,
        };
      },
      async staysAt(atMs, signal) {
        await past.before('staysAt', signal);
        return past.stays.filter(
          ({ enteredMs, leftMs }) => enteredMs <= atMs && (leftMs ?? Number.POSITIVE_INFINITY) > atMs,
        );
      },
      async alertsAt(atMs, scope) {
        const known = past.alertEvents.filter(({ alert }) => mayKnow(scope, alert));
        const events = known.filter(({ at }) => Date.parse(at) <= atMs);
        const last = new Map(events.map(({ alert }) => [alert.id, alert]));
        return { alerts: [...last.values()], leftOut: 0 };
      },
    },
  };
  return past;
}
