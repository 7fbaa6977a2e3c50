import type { Backoff } from '../lib/backoff.ts';
import type { Schedule } from '../lib/schedule.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { AlertDesk, ChannelState, Log } from '../model/ports.ts';
import type { CursorFile, Place } from './cursor-file.ts';

/** What carries events over one medium. */
export interface Sender {
  /** Hands over one event; resolves when it was accepted, rejects with the reason when not. */
  deliver(event: AlertEvent, epoch: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A way out of the house for alert events. */
export interface Channel extends ChannelState {
  /** Ends without waiting for what is not accepted: it is sent after the next start. */
  close(): Promise<void>;
}

export interface ChannelOptions {
  readonly name: string;
  readonly desk: Pick<AlertDesk, 'epoch' | 'seq' | 'eventsAfter' | 'list' | 'get' | 'subscribe'>;
  readonly cursor: CursorFile;
  readonly sender: Sender;
  /** Which events go out; absent: all. */
  readonly wants?: (event: AlertEvent) => boolean;
  readonly backoff: Backoff;
  readonly schedule: Schedule;
  readonly log: Log;
}

const every = { state: null, kind: null, after: 0, limit: Number.POSITIVE_INFINITY };
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where a stream goes on behind a place. In another epoch numbers mean something else: then what is later than it is due. */
function behind({ after, epoch, at }: Place, desk: Pick<AlertDesk, 'epoch' | 'seq' | 'list'>): number {
  if (at === null || epoch === null || epoch === desk.epoch) return Math.min(after, desk.seq);
  const later = desk.list(every).find(({ updatedAt }) => updatedAt > at);
  return later === undefined ? desk.seq : later.seq - 1;
}

/**
 * Sends every alert event outside, one at a time and in order, and again until it is accepted. Its place in the stream is
 * on disk, so that an outage on either side delays and loses nothing; what was accepted just before a crash comes twice.
 * It holds no events itself: they are read from the desk. A channel that is new begins with the next event.
 */
export async function openChannel(options: ChannelOptions): Promise<Channel> {
  const { name, desk, cursor, sender, wants = () => true, backoff, schedule, log } = options;
  const known = await cursor.load();
  let after = known === null ? desk.seq : behind(known, desk);
  let delivered = 0;
  let degraded: string | null = null;
  let active = false;
  let running = Promise.resolve();
  let wake: (() => void) | null = null;
  const closing = new AbortController();
  if (known === null) await cursor.save({ after, epoch: desk.epoch, at: null });

  /**
   * Events behind the cursor. When some are no longer kept, the latest event of every alert that they were about: no
   * alert is lost, only steps between.
   */
  function due(): readonly AlertEvent[] {
    const events = desk.eventsAfter(after);
    if (events !== null) return events;
    log.warn({ channel: name, after }, 'an outage was so long that steps of alerts are no longer kept');
    const alerts = desk.list({ ...every, after });
    return alerts.flatMap(({ id }) => desk.get(id)?.events.at(-1) ?? []);
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = schedule(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  async function give(event: AlertEvent): Promise<boolean> {
    while (!closing.signal.aborted) {
      try {
        await sender.deliver(event, desk.epoch, closing.signal);
        after = event.seq;
        await cursor.save({ after, epoch: desk.epoch, at: event.at });
        delivered++;
        degraded = null;
        backoff.reset();
        return true;
      } catch (error) {
        if (closing.signal.aborted) return false;
        const first = degraded === null;
        degraded = `${name}: alert ${event.seq} is not accepted: ${reasonOf(error)}`;
        if (first)
          log.warn(
            { err: error, channel: name, seq: event.seq },
            'an alert is not accepted; it is tried again',
          );
        await pause(backoff.next());
      }
    }
    return false;
  }

  async function run(): Promise<void> {
    active = true;
    try {
      for (let events = due(); events.length > 0; events = due())
        for (const event of events) {
          // passed over in memory only: after a restart it is looked at again
          if (!wants(event)) after = event.seq;
          else if (!(await give(event))) return;
        }
    } finally {
      // in one step with the look at what is due: an event that comes now starts it again
      active = false;
    }
  }

  const start = (): void => {
    if (!active && !closing.signal.aborted)
      running = run().catch((error: unknown) => log.error({ err: error, channel: name }, 'a channel failed'));
  };
  const unsubscribe = desk.subscribe(start);
  start();

  return {
    name,
    get delivered() {
      return delivered;
    },
    get waiting() {
      return Math.max(0, desk.seq - after);
    },
    get degraded() {
      return degraded;
    },
    async close() {
      unsubscribe();
      closing.abort();
      wake?.();
      await running;
      await sender.close();
    },
  };
}
