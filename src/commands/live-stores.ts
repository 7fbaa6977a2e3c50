import { createRedisStore } from '../live/redis.ts';
import { createSnapshotStore } from '../live/snapshot.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { LiveStore, Log } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';

/** The snapshot file always, and Redis where there is one: a restart finds the picture even when Redis is away. */
export interface LiveStores {
  /** Every vessel that one of the stores knows, each as it was heard last. */
  load(): Promise<Vessel[]>;
  put(changed: readonly Vessel[], gone: readonly number[]): void;
  alerts(events: readonly AlertEvent[]): void;
  degraded(): string | null;
  close(): Promise<void>;
}

interface LiveStoresOptions {
  readonly dataDir: string;
  readonly redisUrl: string | null;
  /** Of the alert log. */
  readonly epoch: string;
  readonly log: Log;
}

export function openLiveStores({ dataDir, redisUrl, epoch, log }: LiveStoresOptions): LiveStores {
  const stores: LiveStore[] = [createSnapshotStore({ dataDir, log })];
  if (redisUrl !== null) stores.push(createRedisStore({ url: redisUrl, log, random: Math.random, epoch }));

  async function loadOne(store: LiveStore): Promise<Vessel[]> {
    try {
      const { vessels, damaged } = await store.load();
      if (damaged > 0) log.warn({ damaged }, 'vessels of the stored picture were damaged and are left out');
      return vessels;
    } catch (error) {
      log.warn({ err: error }, 'a live store could not be read; the picture starts without it');
      return [];
    }
  }

  return {
    async load() {
      const latest = new Map<number, Vessel>();
      for (const vessel of (await Promise.all(stores.map(loadOne))).flat()) {
        const other = latest.get(vessel.mmsi);
        if (other === undefined || other.heardAtMs < vessel.heardAtMs) latest.set(vessel.mmsi, vessel);
      }
      return [...latest.values()].sort((a, b) => a.heardAtMs - b.heardAtMs);
    },
    put(changed, gone) {
      for (const store of stores) {
        store.put(changed);
        store.remove(gone);
      }
    },
    alerts(events) {
      for (const store of stores) store.alerts(events);
    },
    degraded: () => stores.map((store) => store.degraded).find((fault) => fault !== null) ?? null,
    async close() {
      await Promise.allSettled(stores.map((store) => store.flush()));
      await Promise.allSettled(stores.map((store) => store.close()));
    },
  };
}
