import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../receiving.ts';
import { get, vesselsOf, type Watch, watch } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let live: Watch;
beforeAll(async () => {
  server = await startServer({ env: { HW_DEMO: 'on' } });
  live = await watch(server, { vessels: true, alerts: true });
});
afterAll(async () => {
  live?.close();
  await server?.stop('SIGKILL');
});

test('J20 demo traffic is marked, fills the picture and raises alerts by itself', async () => {
  expect(live.frames[0]).toMatchObject({ type: 'hello', protocol: 1, demo: true });
  await until(() => live.alerts().length > 0);
  await until(async () => (await vesselsOf(server)).length > 100);
  const hazardous = async () => vesselsOf(server, '&hazard=confirmed,suspected');
  await until(async () => (await hazardous()).length > 10);
  expect(new Set((await hazardous()).map((f) => f.properties.hazard?.state)).size).toBe(2);
  expect(live.frames.find((f) => f.type === 'vessels')).toMatchObject({ full: true });
});

test('J21 the contracts and the port are there to be read', async () => {
  expect(await get(server, '/api/v1/port')).toMatchObject({ demo: true });
  expect(await get(server, '/api/v1/openapi.json')).toHaveProperty('paths');
  expect(await get(server, '/api/v1/asyncapi.json')).toHaveProperty('channels');
  const zones = await get<{ features: { properties: { rules: unknown[] } }[] }>(server, '/api/v1/zones');
  expect(zones.features.filter((z) => z.properties.rules.length > 0).length).toBeGreaterThanOrEqual(25);
  expect((await server.fetch(`/docs`)).status).toBe(200);
});

test('J22 a stop drains and ends by itself, with everything stored', async () => {
  expect(await server.stop('SIGTERM')).toBe(0);
  const before = live.alerts().map((a) => a.alert.id);
  server = await startServer({ dataDir: server.dataDir });
  const known = (await get<{ items: { id: string }[] }>(server, '/api/v1/alerts?limit=1000')).items.map(
    (a) => a.id,
  );
  expect(known).toEqual(expect.arrayContaining(before));
});
