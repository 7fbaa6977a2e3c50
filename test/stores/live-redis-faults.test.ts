import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedisStore } from '../../src/live/redis.ts';
import type { LiveStore } from '../../src/model/ports.ts';
import { createLine } from '../line.ts';
import { until } from '../receiving.ts';
import { listeningLog, sampleEvent, sampleEvents, sampleVessel } from './live-samples.ts';
import { createRedisProcess, describeWithRedisServer, type RedisProcess } from './redis-process.ts';

describeWithRedisServer('the live picture when Redis fails', () => {
  let redis: RedisProcess;
  let store: LiveStore;
  const log = listeningLog();
  const open = (url = redis.url): LiveStore =>
    createRedisStore({ url, log, random: () => 0.5, epoch: 'e1', flushMs: 20 });
  beforeEach(async () => {
    redis = await createRedisProcess();
    store = open();
    log.said.length = 0;
  });
  afterEach(async () => {
    redis.signal('SIGCONT');
    await store.close();
    await redis.drop();
  });
  const names = async (): Promise<(string | null)[]> =>
    Promise.all(['000000001', '000000002'].map((id) => redis.client.hget(`hw:vessel:${id}`, 'name')));
  const streamIds = async (): Promise<string[]> =>
    (await redis.client.xrange('hw:alerts', '-', '+')).map(([id]) => id);
  const healthy = () => until(() => store.degraded === null);

  test('hung: nothing waits on it, it shows, and after its return the latest state is there once', async () => {
    store.put([sampleVessel(1), sampleVessel(2)]);
    store.alerts(sampleEvents(1, 3));
    await store.flush();
    redis.signal('SIGSTOP');
    let seq = 3;
    const change = (): void => {
      store.put([sampleVessel(1, { name: `STATE ${seq}` })]);
      store.alerts([sampleEvent(++seq)]);
    };
    change();
    await expect(store.flush()).rejects.toThrow(/Redis at 127.0.0.1:\d+ is out of order/);
    expect(store.degraded).toContain('kept in memory');
    for (let i = 0; i < 200; i++) change();
    await expect(store.load()).rejects.toThrow();
    redis.signal('SIGCONT');
    await healthy();
    await until(async () => (await names())[0] === `STATE ${seq - 1}`);
    await store.flush();
    expect(await streamIds()).toEqual(Array.from({ length: seq }, (_, i) => `${i + 1}-0`));
    expect(
      log.said.filter((s) => s.level === 'warn'),
      'one warning an outage',
    ).toHaveLength(1);
  });

  test('killed and restarted empty: everything in memory is written again', async () => {
    store.put([sampleVessel(1), sampleVessel(2)]);
    store.alerts(sampleEvents(1, 3));
    await store.flush();
    await redis.kill();
    await until(() => store.degraded !== null);
    store.put([sampleVessel(1, { name: 'WHILE AWAY' })]);
    store.alerts(sampleEvents(4, 5));
    await redis.start();
    await healthy();
    await until(async () => (await names()).join() === 'WHILE AWAY,TANKER 2 €');
    expect(await streamIds()).toEqual(['1-0', '2-0', '3-0', '4-0', '5-0']);
    expect(await redis.client.zcard('hw:positions')).toBe(2);
  });

  test('emptied by hand: noticed with the next change', async () => {
    store.put([sampleVessel(1), sampleVessel(2)]);
    store.alerts(sampleEvents(1, 2));
    await store.flush();
    await redis.client.flushall();
    store.put([sampleVessel(1)]);
    await until(async () => (await names())[1] === 'TANKER 2 €' && (await streamIds()).length === 2);
    expect(await redis.client.get('hw:alerts:epoch')).toBe('e1');
  });

  test('away at the start: it is served when it comes', async () => {
    await store.close();
    await redis.kill();
    store = open();
    store.put([sampleVessel(1)]);
    await until(() => store.degraded !== null);
    expect(store.degraded).toContain('ECONNREFUSED');
    await expect(store.load()).rejects.toThrow('ECONNREFUSED');
    await redis.start();
    await healthy();
    await until(async () => (await names())[0] === 'TANKER 1 €');
  });

  test('read-only and out of memory: said in its own words, and made up for', async () => {
    store.put([sampleVessel(1)]);
    await store.flush();
    const faults: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'READONLY',
        () => redis.client.replicaof('127.0.0.1', 1),
        () => redis.client.call('REPLICAOF', 'NO', 'ONE'),
      ],
      [
        'OOM',
        () => redis.client.config('SET', 'maxmemory', '1'),
        () => redis.client.config('SET', 'maxmemory', '0'),
      ],
    ];
    let seq = 0;
    for (const [word, begin, end] of faults) {
      await begin();
      store.put([sampleVessel(1, { name: word })]);
      store.alerts([sampleEvent(++seq)]);
      await until(() => store.degraded !== null);
      expect(store.degraded).toContain(word);
      await end();
      await healthy();
      await until(async () => (await names())[0] === word);
      expect(await streamIds()).toHaveLength(seq);
    }
  });

  test('a lost reply doubles nothing and loses nothing', async () => {
    const proxy = await createLine(redis.port);
    await store.close();
    store = open(`redis://127.0.0.1:${proxy.port}`);
    await store.flush();
    for (let round = 0; round < 5; round++) {
      proxy.loseReplyTo(round % 2 === 0 ? 'xadd' : 'hset');
      store.put([sampleVessel(1, { name: `ROUND ${round}` })]);
      store.alerts(sampleEvents(round * 3 + 1, round * 3 + 3));
      await until(() => proxy.lost === round + 1);
      await until(
        async () => (await names())[0] === `ROUND ${round}` && (await streamIds()).length === round * 3 + 3,
      );
    }
    await healthy();
    expect(await streamIds()).toEqual(Array.from({ length: 15 }, (_, i) => `${i + 1}-0`));
    await store.close();
    await proxy.close();
  });

  test('a hung Redis holds up neither the event loop nor the end', async () => {
    redis.signal('SIGSTOP');
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns++;
      if (counting) setImmediate(count);
    };
    count();
    for (let i = 0; i < 50; i++) store.put(Array.from({ length: 1000 }, (_, n) => sampleVessel(1 + n)));
    await expect(store.flush()).rejects.toThrow();
    counting = false;
    expect(turns).toBeGreaterThan(1000);
    await store.close();
  });
});
