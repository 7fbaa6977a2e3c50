import { Redis } from 'ioredis';
import { createBackoff } from '../lib/backoff.ts';
import { schedule as realSchedule, type Schedule } from '../lib/schedule.ts';
import type { LiveStore, Log } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';
import { alignEpoch, createAlertTail, writeAlerts } from './redis-alerts.ts';
import { describeFailure, whenReady } from './redis-connection.ts';
import { loadVessels, storedIds } from './redis-load.ts';
import { redisOptions } from './redis-options.ts';
import { queueVessels, VESSELS_KEY } from './redis-vessel.ts';

export interface RedisStoreOptions {
  readonly url: string;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Epoch of the alert log; the alert stream begins anew when it changes. */
  readonly epoch: string;
  /** Least time between two writes of one vessel; default 250 ms. */
  readonly flushMs?: number;
  readonly schedule?: Schedule;
}

const READY_WITHIN_MS = 3000;
/** How long the end of the process waits for a connection that is being made. */
const LAST_CHANCE_MS = 1000;
/** Sent in one turn of the event loop, at 40 to 60 µs a vessel: pages of 500 held it for 30 ms, these for 8 ms (99th percentile). */
const VESSELS_A_PAGE = 100;
const ALERTS_A_PAGE = 200;
/** Removed vessels that wait for Redis one by one; beyond it what is stored is compared with memory instead. */
const MAX_GONE = 50_000;

/**
 * The live picture in Redis. Changes are marked and written in pages by one flusher; whatever cannot be written stays marked.
 * Nothing here throws or waits on the way in, and a Redis that is away, hung, full, read-only or empty again costs memory
 * bounded by the number of vessels.
 */
export function createRedisStore(options: RedisStoreOptions): LiveStore {
  const { url, log, random, epoch, flushMs = 250, schedule = realSchedule } = options;
  const place = new URL(url).host;
  const redis = new Redis(url, redisOptions(random));
  const backoff = createBackoff(flushMs, 5000, random);
  const vessels = new Map<number, Vessel>();
  /** To be written, or to be removed when no longer among `vessels`. */
  let dirty = new Set<number>();
  const alertTail = createAlertTail();
  let sweep = false;
  /** This connection leads to the Redis that has what was written. */
  let known = false;
  let runId: string | null = null;
  let degraded: string | null = null;
  let awaited: Promise<void> | null = null;
  let running: Promise<void> | null = null;
  let closed = false;
  let cancel = (): void => {};

  function fail(error: unknown): void {
    if (closed) return;
    const reason = describeFailure(error);
    if (degraded === null)
      log.warn({ redis: place, reason }, 'Redis is out of order: the live picture is kept in memory');
    degraded = `Redis at ${place} is out of order (${reason}); the live picture is kept in memory and written when it returns.`;
  }
  redis.on('error', fail);
  redis.on('close', () => {
    known = false;
    if (degraded === null) fail(new Error('connection closed'));
  });

  function markAll(): void {
    for (const mmsi of vessels.keys()) dirty.add(mmsi);
    alertTail.rewind();
  }

  async function recognise(): Promise<void> {
    const id = /run_id:(\w+)/.exec(await redis.info('server'))?.[1] ?? null;
    if (runId !== null && id !== runId) markAll();
    runId = id;
    if (await alignEpoch(redis, epoch)) alertTail.rewind();
    known = true;
  }

  async function flushAlerts(): Promise<void> {
    for (;;) {
      const events = alertTail.unwritten(ALERTS_A_PAGE);
      const last = events.at(-1);
      if (!last) return;
      await writeAlerts(redis, epoch, events);
      alertTail.written(last.seq);
    }
  }

  /** Writes or removes these vessels. @returns how many vessels Redis then holds */
  async function writePage(mmsis: readonly number[]): Promise<number> {
    const pipeline = redis.pipeline();
    const present = mmsis.flatMap((mmsi) => vessels.get(mmsi) ?? []);
    const gone = mmsis.filter((mmsi) => !vessels.has(mmsi));
    queueVessels(pipeline, present, gone);
    pipeline.scard(VESSELS_KEY);
    const results = (await pipeline.exec()) ?? [];
    for (const [error] of results) if (error) throw error;
    return Number(results.at(-1)?.[1]);
  }

  async function flushVessels(): Promise<void> {
    const work = [...dirty];
    dirty = new Set();
    for (let i = 0; i < work.length; i += VESSELS_A_PAGE) {
      try {
        const stored = await writePage(work.slice(i, i + VESSELS_A_PAGE));
        const isLastPage = i + VESSELS_A_PAGE >= work.length;
        if (isLastPage && stored < vessels.size - dirty.size) {
          log.warn(
            { redis: place, stored, expected: vessels.size },
            'Redis lost vessels: all are written again',
          );
          known = false;
          markAll();
        }
      } catch (error) {
        for (const mmsi of work.slice(i)) dirty.add(mmsi);
        throw error;
      }
    }
  }

  async function cycle(): Promise<void> {
    try {
      if (!known) await recognise();
      await flushAlerts();
      await flushVessels();
      if (sweep) {
        for await (const ids of storedIds(redis)) {
          for (const id of ids) if (!vessels.has(Number(id))) dirty.add(Number(id));
        }
        sweep = false;
      }
    } catch (error) {
      fail(error);
      throw new Error(degraded ?? describeFailure(error), { cause: error });
    }
    backoff.reset();
    if (degraded !== null) log.info({ redis: place }, 'Redis takes the live picture again');
    degraded = null;
  }

  function ready(): Promise<void> {
    awaited ??= whenReady(redis, READY_WITHIN_MS, schedule).finally(() => {
      awaited = null;
    });
    return awaited;
  }

  /** One cycle at a time; a caller gets one that began after its call. */
  async function flush(): Promise<void> {
    while (running !== null) await running.catch(() => {});
    running = cycle();
    try {
      await running;
    } finally {
      running = null;
    }
  }

  function arm(delayMs: number): void {
    if (closed) return;
    cancel = schedule(delayMs, () => {
      const isIdle = known && dirty.size === 0 && alertTail.unwritten(1).length === 0 && !sweep;
      if (redis.status !== 'ready' || isIdle) arm(flushMs);
      else
        void flush().then(
          () => arm(flushMs),
          () => arm(flushMs + backoff.next()),
        );
    });
  }
  arm(flushMs);

  return {
    async load() {
      await ready();
      const found = await loadVessels(redis);
      for (const vessel of found.vessels) if (!vessels.has(vessel.mmsi)) vessels.set(vessel.mmsi, vessel);
      return found;
    },
    put(latest) {
      for (const vessel of latest) {
        vessels.set(vessel.mmsi, vessel);
        dirty.add(vessel.mmsi);
      }
    },
    remove(mmsis) {
      for (const mmsi of mmsis) {
        vessels.delete(mmsi);
        dirty.add(mmsi);
      }
      if (dirty.size <= vessels.size + MAX_GONE) return;
      dirty = new Set(vessels.keys());
      sweep = true;
    },
    alerts(events) {
      alertTail.push(events);
    },
    async flush() {
      await ready();
      await flush();
    },
    get degraded() {
      return degraded;
    },
    async close() {
      closed = true;
      cancel();
      // A Redis that is away is not waited for; one that was only just asked for is.
      if (['ready', 'connect', 'connecting'].includes(redis.status)) {
        await whenReady(redis, LAST_CHANCE_MS, schedule)
          .then(flush)
          .catch(() => {});
      }
      redis.disconnect();
    },
  };
}
