import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Readiness } from '../../src/protocol/health.ts';
import { createLine } from '../line.ts';
import { until } from '../receiving.ts';
import { type FreshDatabase, freshDatabase } from '../services/database.ts';
import { type FreshRedis, freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';
import { get, metricsOf, vesselsOf } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

describeWithServices('the same server on Redis and TimescaleDB', (urls) => {
  let redis: FreshRedis;
  let database: FreshDatabase;
  let server: RunningServer;
  beforeAll(async () => {
    [redis, database] = await Promise.all([freshRedis(urls.redisUrl), freshDatabase(urls.databaseUrl)]);
    const env = { REDIS_URL: redis.url, DATABASE_URL: database.url, HW_DEMO: 'on' };
    server = await startServer({ env });
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await Promise.all([redis?.drop(), database?.drop()]);
  });

  test('J30 positions and alerts reach the hypertable, the picture reaches Redis, nothing is degraded', async () => {
    const client = new pg.Client({ connectionString: database.url });
    const reader = new Redis(redis.url);
    await client.connect();
    const count = async (table: string): Promise<number> =>
      Number((await client.query(`SELECT count(*) AS n FROM havenwacht.${table}`)).rows[0].n);
    await until(async () => (await vesselsOf(server)).length > 100);
    await until(async () => {
      const { rows } = await client.query(`SELECT to_regclass('havenwacht.positions') IS NOT NULL AS there`);
      return rows[0].there as boolean;
    });
    await until(async () => (await count('positions')) > 100 && (await count('alerts')) > 0);
    const { rows } = await client.query(
      `SELECT hypertable_name FROM timescaledb_information.hypertables WHERE hypertable_schema = 'havenwacht'`,
    );
    expect(rows).toEqual([{ hypertable_name: 'positions' }]);
    await until(
      async () => (await reader.zcard('hw:positions')) > 100 && (await reader.xlen('hw:alerts')) > 0,
    );
    expect(await reader.hget('hw:vessel:002059901', 'mmsi')).toBe('002059901');
    expect(await get(server, '/readyz')).toEqual({ ready: true, degraded: [] });
    await client.end();
    reader.disconnect();
  });

  test('J32 a database that goes away while the server runs costs nothing: rows wait, health says so, and then they are there', async () => {
    const url = new URL(database.url);
    const line = await createLine(Number(url.port));
    url.port = String(line.port);
    const own = await startServer({ env: { DATABASE_URL: url.href, HW_DEMO: 'on' } });
    const written = async (): Promise<number> =>
      Number(
        /^havenwacht_archive_positions_total\{result="written"\} (\d+)/m.exec(await metricsOf(own))?.[1] ?? 0,
      );
    try {
      await until(async () => (await written()) > 0);
      line.cut();
      await until(
        async () =>
          (await get<Readiness>(own, '/readyz')).degraded?.some((d) => d.part === 'archive') ?? false,
      );
      expect((await vesselsOf(own)).length).toBeGreaterThan(0);
      const atCut = await written();
      await until(async () => /^havenwacht_archive_waiting_batches [1-9]/m.test(await metricsOf(own)));
      line.heal();
      await until(async () => (await get<Readiness>(own, '/readyz')).degraded?.length === 0);
      await until(async () => (await written()) > atCut);
      expect(await metricsOf(own)).toMatch(/^havenwacht_archive_positions_total\{result="dropped"\} 0$/m);
    } finally {
      await own.stop('SIGKILL');
      await line.close();
    }
  });

  test('J31 a new process with an empty data directory starts from the picture in Redis', async () => {
    const before = new Set((await vesselsOf(server)).map((f) => f.id));
    await server.stop();
    server = await startServer({ env: { REDIS_URL: redis.url, DATABASE_URL: database.url } });
    expect(new Set((await vesselsOf(server)).map((f) => f.id))).toEqual(before);
    const [first = ''] = [...before].filter((id) => id.startsWith('2'));
    expect(await get(server, `/api/v1/vessels/${first}/track`)).toHaveProperty('geometry');
  });
});
