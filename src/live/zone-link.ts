import { Redis } from 'ioredis';
import { schedule as realTime, type Schedule } from '../lib/schedule.ts';
import type { Log } from '../model/ports.ts';
import type { IsNewer, ZoneExchange, ZoneRecord } from '../model/zone-desk.ts';
import { describeFailure, whenReady } from './redis-connection.ts';
import { redisOptions } from './redis-options.ts';
import { changesBehind, isLater, type Mark, markNow, storedZones, storeZones } from './redis-zones.ts';

export interface ZoneLinkOptions {
  readonly url: string;
  readonly zones: ZoneExchange;
  readonly isNewer: IsNewer;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly schedule?: Schedule;
}

/** Keeps the zones of this process and of all others that share the Redis the same. */
export interface ZoneLink {
  /** Resolves when the zones of Redis have been taken over, or Redis does not answer. */
  readonly begun: Promise<void>;
  /** A record was made here; it goes to the others at once. */
  publish(record: ZoneRecord): void;
  /** Null while zones are exchanged, else one sentence. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

/** A change is taken up within this time and one look: well within a second. */
const LOOK_MS = 200;
const READY_WITHIN_MS = 3000;

/**
 * Looks for changes five times a second, and after every interruption compares all: what is newer counts on both sides. Nothing is
 * queued: what could not be written is found by that comparison.
 */
export function linkZones(options: ZoneLinkOptions): ZoneLink {
  const { url, zones, isNewer, log, random, schedule = realTime } = options;
  const place = new URL(url).host;
  const redis = new Redis(url, { ...redisOptions(random), connectionName: 'havenwacht-zones' });
  /** How far this process has followed; null: all is to be compared. */
  let mark: Mark | null = null;
  let made: ZoneRecord[] = [];
  let degraded: string | null = null;
  let running: Promise<void> | null = null;
  let closed = false;
  let cancel = (): void => {};

  function fail(error: unknown): void {
    mark = null;
    if (closed) return;
    const reason = describeFailure(error);
    if (degraded === null)
      log.warn({ redis: place, reason }, 'Redis is out of order: zones are not exchanged');
    degraded = `Redis at ${place} is out of order (${reason}); changes of zones are exchanged when it returns.`;
  }
  redis.on('error', fail);
  redis.on('close', () => {
    mark = null;
    if (degraded === null) fail(new Error('connection closed'));
  });

  async function compareAll(): Promise<void> {
    const stored = new Map<string, ZoneRecord>();
    for await (const page of storedZones(redis)) {
      for (const record of page) stored.set(record.id, { ...record, feature: null });
      await zones.take(page);
    }
    const better = [...zones.records()].filter(({ id, version, at }) => {
      const theirs = stored.get(id);
      return theirs === undefined || theirs.version !== version || theirs.at !== at;
    });
    await zones.take(await storeZones(redis, better, isNewer));
  }

  async function look(): Promise<void> {
    const before = mark;
    const own = made;
    made = [];
    if (own.length > 0) await zones.take(await storeZones(redis, own, isNewer));
    const now = await markNow(redis);
    // an emptied Redis, or an older copy, is behind what was seen
    const isBehind =
      before !== null &&
      (now.zones < before.zones ||
        (before.lastId !== null && (now.lastId === null || isLater(before.lastId, now.lastId))));
    const changes = before === null || isBehind ? null : await changesBehind(redis, before.lastId);
    if (changes === null) await compareAll();
    else if (changes.length > 0) await zones.take(changes);
    mark = now;
    if (degraded !== null) log.info({ redis: place }, 'zones are exchanged with other processes again');
    degraded = null;
  }

  function run(): Promise<void> {
    running ??= look()
      .catch(fail)
      .finally(() => {
        running = null;
      });
    return running;
  }

  function arm(): void {
    if (closed) return;
    cancel = schedule(LOOK_MS, () => {
      if (redis.status === 'ready') void run().then(arm);
      else arm();
    });
  }

  const begun = whenReady(redis, READY_WITHIN_MS, schedule).then(run).catch(fail).then(arm);
  return {
    begun,
    publish(record) {
      // without a connection all is compared later in any case
      if (redis.status !== 'ready') return;
      made.push(record);
      const next = running ?? Promise.resolve();
      void next.then(() => (redis.status === 'ready' && made.length > 0 ? run() : undefined));
    },
    get degraded() {
      return degraded;
    },
    async close() {
      closed = true;
      cancel();
      await running;
      redis.disconnect();
    },
  };
}
