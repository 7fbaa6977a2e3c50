import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedisStore } from '../../src/live/redis.ts';
import type { LiveStore } from '../../src/model/ports.ts';
import { type FreshRedis, freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';
import { bareVessel, listeningLog, sampleEvent, sampleEvents, sampleVessel } from './live-samples.ts';

/** What other programs read, as docs/STORES.md says it. */
describeWithServices('the live picture in Redis, for other readers', ({ redisUrl }) => {
  let fresh: FreshRedis;
  let redis: Redis;
  let stores: LiveStore[];
  beforeEach(async () => {
    fresh = await freshRedis(redisUrl);
    redis = new Redis(fresh.url);
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    redis.disconnect();
    await fresh.drop();
  });
  const open = (epoch = 'e1'): LiveStore => {
    const store = createRedisStore({ url: fresh.url, log: listeningLog(), random: () => 0.5, epoch });
    stores.push(store);
    return store;
  };
  const idsOf = (entries: [string, string[]][]): string[] => entries.map(([id]) => id);

  test('a vessel is a hash of readable fields; a short MMSI has nine digits', async () => {
    const store = open();
    store.put([sampleVessel(205_278_090), bareVessel(2_050_001)]);
    await store.flush();
    expect(await redis.hgetall('hw:vessel:205278090')).toMatchObject({
      mmsi: '205278090',
      name: 'TANKER 205278090 €',
      class: 'inland',
      lon: '4.3',
      lat: '51.25',
      sogKn: '7.5',
      cogDeg: '181.2',
      hazardState: 'confirmed',
      cones: '2',
      positionAt: '2023-11-14T22:13:20.250Z',
      zones: 'dock-4 lock-kallo',
    });
    expect(await redis.hgetall('hw:vessel:002050001')).toMatchObject({
      name: '',
      lon: '',
      positionAt: '',
      cones: '',
      hazardState: 'unknown',
    });
    expect((await redis.smembers('hw:vessels')).sort()).toEqual(['002050001', '205278090']);
    expect(await redis.ttl('hw:vessel:205278090')).toBe(-1);
  });

  test('positions are a GEO set, without vessels that have none or lie beyond its limit', async () => {
    const store = open();
    const north = sampleVessel(3);
    if (north.kinematics) north.kinematics.lat = 89;
    store.put([sampleVessel(1), bareVessel(2), north]);
    await store.flush();
    const near = await redis.call(
      'GEOSEARCH',
      'hw:positions',
      'FROMLONLAT',
      4.31,
      51.25,
      'BYRADIUS',
      2,
      'km',
    );
    expect(near).toEqual(['000000001']);
    expect(await redis.zcard('hw:positions')).toBe(1);
    expect((await open().load()).vessels).toHaveLength(3);
  });

  test('a removed vessel leaves nothing behind', async () => {
    const store = open();
    store.put([sampleVessel(1)]);
    await store.flush();
    store.remove([1]);
    await store.flush();
    expect((await redis.keys('*')).filter((key) => key !== 'hw:alerts:epoch')).toEqual([]);
  });

  test('alert events are a stream whose ids are their seq; writing them again adds nothing', async () => {
    const store = open();
    store.alerts(sampleEvents(1, 450));
    await store.flush();
    const again = open();
    again.alerts(sampleEvents(440, 460));
    await again.flush();
    const entries = await redis.xrange('hw:alerts', '-', '+');
    expect(idsOf(entries)).toEqual(Array.from({ length: 460 }, (_, i) => `${i + 1}-0`));
    const [, fields = []] = entries[6] ?? [];
    expect(fields.slice(0, 6)).toEqual(['epoch', 'e1', 'seq', '7', 'event', 'raised']);
    expect(JSON.parse(fields[fields.indexOf('json') + 1] ?? '')).toEqual(sampleEvent(7));
  });

  test('the stream keeps about the newest ten thousand', async () => {
    const store = open();
    for (let from = 1; from <= 12_000; from += 3000) {
      store.alerts(sampleEvents(from, from + 2999));
      await store.flush();
    }
    const length = await redis.xlen('hw:alerts');
    expect(length).toBeGreaterThanOrEqual(10_000);
    expect(length).toBeLessThan(10_500);
    expect(idsOf(await redis.xrevrange('hw:alerts', '+', '-', 'COUNT', 1))).toEqual(['12000-0']);
  });

  test('another alert log begins the stream anew instead of being refused for ever', async () => {
    const before = open('old');
    before.alerts(sampleEvents(1, 50));
    await before.flush();
    const after = open('new');
    after.alerts(sampleEvents(1, 3));
    await after.flush();
    expect(idsOf(await redis.xrange('hw:alerts', '-', '+'))).toEqual(['1-0', '2-0', '3-0']);
  });

  test('a vessel that changes often is written once a quarter of a second', async () => {
    const monitor = await redis.monitor();
    const writes: string[][] = [];
    monitor.on('monitor', (_time: string, args: string[]) => {
      if (args[0] === 'hset' && args[1] === 'hw:vessel:000000001') writes.push(args);
    });
    const store = open();
    await store.flush();
    const startMs = performance.now();
    let turns = 0;
    for (; performance.now() - startMs < 1100; turns++) {
      store.put([sampleVessel(1, { heardAtMs: turns })]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await store.flush();
    const elapsedMs = performance.now() - startMs;
    monitor.disconnect();
    expect(turns).toBeGreaterThan(100);
    expect(writes.length).toBeGreaterThan(1);
    expect(writes.length).toBeLessThanOrEqual(elapsedMs / 250 + 2);
  });

  test('damaged entries are left out and counted', async () => {
    const store = open();
    store.put([1, 2, 3, 4, 5].map((mmsi) => sampleVessel(mmsi)));
    await store.flush();
    await redis.hset('hw:vessel:000000001', 'json', '{"mmsi":1}');
    await redis.del('hw:vessel:000000002');
    await redis.set('hw:vessel:000000003', 'not a hash');
    await redis.hset('hw:vessel:000000004', 'json', JSON.stringify(sampleVessel(99)));
    await redis.sadd('hw:vessels', 'nonsense');
    const { vessels, damaged } = await open().load();
    expect(vessels.map((v) => v.mmsi)).toEqual([5]);
    expect(damaged).toBe(5);
  });
});
