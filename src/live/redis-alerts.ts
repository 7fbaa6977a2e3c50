import type { ChainableCommander, Redis } from 'ioredis';
import type { AlertEvent } from '../model/alert.ts';

export const ALERTS_KEY = 'hw:alerts';
/** Epoch of the alert log that the stream follows. */
export const EPOCH_KEY = 'hw:alerts:epoch';
/** Entries kept in the stream, and events kept here for a Redis that comes back empty. */
export const MAX_ALERTS = 10_000;

/** Adds the command for one event. Its `seq` is the entry's id: writing it again is refused instead of doubled. */
function queueAlert(pipeline: ChainableCommander, epoch: string, event: AlertEvent): void {
  const { seq, alert } = event;
  pipeline.xadd(
    ALERTS_KEY,
    'MAXLEN',
    '~',
    MAX_ALERTS,
    `${seq}-0`,
    ...['epoch', epoch, 'seq', seq, 'event', event.event, 'at', event.at, 'alertId', alert.id],
    ...['kind', alert.kind, 'severity', alert.severity, 'state', alert.state, 'mmsi', alert.mmsi ?? ''],
    ...['zoneId', alert.zoneId ?? '', 'title', alert.title, 'json', JSON.stringify(event)],
  );
}

/** True when XADD says that an entry of this id or a later one is there already. */
const isAlreadyThere = (error: Error): boolean => error.message.includes('equal or smaller');

/**
 * A stream of another alert log would refuse the events of this one for ever: it is dropped.
 * @returns whether the stream begins anew
 */
export async function alignEpoch(redis: Redis, epoch: string): Promise<boolean> {
  if ((await redis.get(EPOCH_KEY)) === epoch) return false;
  const results = await redis.multi().unlink(ALERTS_KEY).set(EPOCH_KEY, epoch).exec();
  for (const [error] of results ?? []) if (error) throw error;
  return true;
}

/** One transaction, so that no event is left out between two others. */
export async function writeAlerts(redis: Redis, epoch: string, events: readonly AlertEvent[]): Promise<void> {
  const transaction = redis.multi();
  for (const event of events) queueAlert(transaction, epoch, event);
  for (const [error] of (await transaction.exec()) ?? []) if (error && !isAlreadyThere(error)) throw error;
}

/** The newest events, in order of `seq`, and how far they have been written. */
export interface AlertTail {
  push(events: readonly AlertEvent[]): void;
  /** The next events to write, at most `count`. */
  unwritten(count: number): readonly AlertEvent[];
  written(upToSeq: number): void;
  /** The store lost what it had: everything kept is to be written again. */
  rewind(): void;
  readonly size: number;
}

/** Keeps the newest `max` events; older ones would be trimmed from the stream in any case. */
export function createAlertTail(max: number = MAX_ALERTS): AlertTail {
  let events: AlertEvent[] = [];
  let writtenSeq = 0;
  return {
    push(more) {
      for (const event of more) events.push(event);
      // Twice the bound before it is cut, so that one event more does not move ten thousand.
      if (events.length > 2 * max) events = events.slice(-max);
    },
    unwritten(count) {
      const from = events.findLastIndex(({ seq }) => seq <= writtenSeq) + 1;
      return events.slice(from, from + count);
    },
    written(upToSeq) {
      writtenSeq = upToSeq;
    },
    rewind() {
      writtenSeq = 0;
    },
    get size() {
      return events.length;
    },
  };
}
