import { Redis } from 'ioredis';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '../services/database.ts';
import { freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';

describeWithServices('stores of a test', (urls) => {
  test('a fresh database has TimescaleDB, is alone, and is dropped under open sessions', async () => {
    const [one, other] = await Promise.all([
      freshDatabase(urls.databaseUrl),
      freshDatabase(urls.databaseUrl),
    ]);
    expect(one.url).not.toBe(other.url);
    const session = new Client({ connectionString: one.url });
    session.on('error', () => undefined);
    await session.connect();
    await session.query('CREATE TABLE heard (time timestamptz NOT NULL)');
    await session.query("SELECT create_hypertable('heard', 'time')");
    await Promise.all([one.drop(), other.drop()]);
    await one.drop();
    const late = new Client({ connectionString: one.url });
    await expect(late.connect()).rejects.toThrow(/does not exist/);
    await session.end().catch(() => undefined);
  });

  test('fresh Redis databases are empty and differ, and are empty again after a drop', async () => {
    const [one, other] = await Promise.all([freshRedis(urls.redisUrl), freshRedis(urls.redisUrl)]);
    expect(one.url).not.toBe(other.url);
    const redis = new Redis(one.url);
    const neighbour = new Redis(other.url);
    try {
      expect(await redis.dbsize()).toBe(0);
      await redis.set('vessel', 'here');
      await neighbour.set('vessel', 'there');
      await one.drop();
      expect(await redis.dbsize()).toBe(0);
      expect(await neighbour.get('vessel')).toBe('there');
    } finally {
      redis.disconnect();
      neighbour.disconnect();
      await other.drop();
    }
  });

  test('a Redis database with data of somebody else is passed over', async () => {
    const first = await freshRedis(urls.redisUrl);
    const redis = new Redis(first.url);
    try {
      await first.drop();
      await redis.set('not from a test', '1');
      const second = await freshRedis(urls.redisUrl);
      expect(second.url).not.toBe(first.url);
      expect(await redis.get('not from a test')).toBe('1');
      await second.drop();
    } finally {
      await redis.del('not from a test');
      redis.disconnect();
    }
  });
});
