import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readZone } from '../../src/config/zone.ts';
import { linkZones, type ZoneLink } from '../../src/live/zone-link.ts';
import { openZoneRegister, type ZoneRegister } from '../../src/zones/register.ts';
import { isNewer } from '../../src/zones/tag.ts';
import { until } from '../receiving.ts';
import { type FreshRedis, freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';
import { listeningLog } from './live-samples.ts';

const circle = (id: string, name = id) => ({
  ...{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [4.3, 51.3] } },
  properties: { kind: 'area', radiusM: 300, name },
});

describeWithServices('zones in Redis', ({ redisUrl }) => {
  let fresh: FreshRedis;
  let redis: Redis;
  let opened: { register: ZoneRegister; link: ZoneLink }[];
  beforeEach(async () => {
    fresh = await freshRedis(redisUrl);
    redis = new Redis(fresh.url);
    opened = [];
  });
  afterEach(async () => {
    for (const { register, link } of opened) {
      await link.close();
      await register.close();
    }
    redis.disconnect();
    await fresh.drop();
  });
  async function open(): Promise<ZoneRegister> {
    const log = listeningLog();
    const path = join(mkdtempSync(join(tmpdir(), 'zone-link-')), 'zones.journal');
    const register = await openZoneRegister({ path, base: [], read: readZone, clock: Date.now, log });
    const link = linkZones({ url: fresh.url, zones: register, isNewer, log, random: () => 0.5 });
    register.onMade(({ record }) => link.publish(record));
    opened.push({ register, link });
    await link.begun;
    return register;
  }
  const put = (register: ZoneRegister, id: string, name = id) =>
    register.put(id, circle(id, name), 'absent', 'ann');
  const agree = (a: ZoneRegister, b: ZoneRegister): Promise<void> => until(() => a.revision === b.revision);

  test('the hash has the latest version of each zone and the stream an entry a change, as docs/STORES.md says', async () => {
    const here = await open();
    await put(here, 'a');
    await here.remove('a', 'exists', 'bob');
    await until(async () => (await redis.xlen('hw:bus:zones')) === 2);
    expect(JSON.parse((await redis.hget('hw:zones', 'a')) ?? '')).toMatchObject({
      ...{ id: 'a', version: 2, by: 'bob', feature: null, over: null },
    });
    const entries = await redis.xrange('hw:bus:zones', '-', '+');
    expect(entries.map(([, fields]) => fields)).toEqual([1, 2].map((n) => ['id', 'a', 'version', String(n)]));
  });

  test('Z33 zones made in the same instant in two processes become one and the same', async () => {
    const [here, there] = [await open(), await open()];
    for (const id of ['a', 'b', 'c']) await Promise.all([put(here, id, 'here'), put(there, id, 'there')]);
    await agree(here, there);
    expect(here.list()).toEqual(there.list());
    expect(here.list()).toHaveLength(3);
  });

  test('an emptied Redis gets all zones back, from whoever has them', async () => {
    const [here, there] = [await open(), await open()];
    for (let i = 0; i < 120; i++) await put(here, `z${i}`);
    await agree(here, there);
    await redis.flushdb();
    await until(async () => (await redis.hlen('hw:zones')) === 120);
    await put(there, 'more');
    await until(() => here.get('more') !== null);
  });

  test('what is damaged in Redis is passed by, and what is newer counts', async () => {
    const here = await open();
    await put(here, 'a');
    await until(async () => (await redis.hlen('hw:zones')) === 1);
    const record = JSON.parse((await redis.hget('hw:zones', 'a')) ?? '');
    const newer = { ...record, version: 7, feature: circle('a', 'of another program version') };
    await redis.hset('hw:zones', {
      broken: '{"id":',
      strange: '{"id":"strange","version":"x"}',
      a: JSON.stringify(newer),
    });
    await redis.hset(
      'hw:zones',
      'unread',
      JSON.stringify({ ...record, id: 'unread', feature: { type: 'Feature' } }),
    );
    for (const id of ['broken', 'strange', 'unread', 'a'])
      await redis.xadd('hw:bus:zones', '*', 'id', id, 'version', '7');
    await until(() => here.get('a')?.zone.version === 7);
    expect(here.list().map(({ name }) => name)).toEqual(['of another program version']);
    const late = await open();
    expect(late.list()).toEqual(here.list());
  });
});
