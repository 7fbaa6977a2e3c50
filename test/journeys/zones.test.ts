import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VesselDetail } from '../../src/protocol/vessel.ts';
import { createLine, type Line } from '../line.ts';
import { until } from '../receiving.ts';
import { type FreshRedis, freshRedis } from '../services/redis.ts';
import { describeWithServices } from '../services/urls.ts';
import { bargeLines, bargeMmsi } from './barge.ts';
import { get, watch } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

const circle = (id: string, lon: number, more: object = {}) => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [lon, 51.3] },
  properties: { kind: 'area', radiusM: 300, ...more },
});
async function change(
  server: RunningServer,
  method: string,
  id: string,
  body: object | null,
  headers: object,
) {
  const response = await server.fetch(`/api/v1/zones/${id}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, tag: response.headers.get('etag') ?? '' };
}
const make = (server: RunningServer, id: string, more: object = {}) =>
  change(server, 'PUT', id, circle(id, 4.3, more), { 'if-none-match': '*' });
async function read(server: RunningServer, id: string) {
  const response = await server.fetch(`/api/v1/zones/${id}`);
  return { status: response.status, tag: response.headers.get('etag'), zone: await response.json() };
}

/** Where the barge lies. */
const overBarge = (id: string) => ({
  ...circle(id, 4.362, { rules: [{ rule: 'zone.enter' }] }),
  geometry: { type: 'Point', coordinates: [4.362, 51.2809] },
});
const zonesOfBarge = async (server: RunningServer) =>
  (await get<VesselDetail>(server, `/api/v1/vessels/${bargeMmsi}`)).properties.zones;

test('J54 Z25 Z26 a zone drawn over a vessel that lies still is in force when it is answered, and is gone with its alert', async () => {
  const server = await startServer();
  const live = await watch(server, { vessels: false, alerts: true });
  const told = () => live.alerts().map(({ event, alert }) => `${event} ${alert.kind} ${alert.zoneId}`);
  await server.send(bargeLines(2));
  const before = await zonesOfBarge(server);
  const made = await change(server, 'PUT', 'spill', overBarge('spill'), { 'if-none-match': '*' });
  expect(await zonesOfBarge(server)).toEqual([...before, 'spill'].sort());
  await expect.poll(told).toContain('raised zone.enter spill');
  expect((await change(server, 'DELETE', 'spill', null, { 'if-match': made.tag })).status).toBe(204);
  // on the heels of the first change: within 200 ms
  await expect.poll(() => zonesOfBarge(server)).toEqual(before);
  await expect.poll(told).toContain('cleared zone.enter spill');
  live.close();
  await server.stop();
});

test('J54 a zone changed over HTTP is in force after kill -9, over the port file', async () => {
  const first = await startServer();
  const { dataDir } = first;
  expect((await make(first, 'spill')).status).toBe(201);
  const [some] = ((await get(first, '/api/v1/zones')) as { features: { id: string }[] }).features;
  const id = some?.id ?? '';
  expect((await change(first, 'DELETE', id, null, { 'if-match': '*' })).status).toBe(204);
  const before = await read(first, 'spill');
  await first.stop('SIGKILL');
  const second = await startServer({ dataDir });
  expect(await read(second, 'spill')).toEqual(before);
  expect((await read(second, id)).status).toBe(404);
  await second.stop();
});

describeWithServices('zones of two processes that share a Redis', ({ redisUrl }) => {
  let redis: FreshRedis;
  let line: Line;
  let here: RunningServer;
  let there: RunningServer;
  beforeAll(async () => {
    redis = await freshRedis(redisUrl);
    const url = new URL(redis.url);
    line = await createLine(Number(url.port));
    url.port = String(line.port);
    here = await startServer({ env: { REDIS_URL: redis.url } });
    there = await startServer({ env: { REDIS_URL: url.href } });
  });
  afterAll(async () => {
    await Promise.all([here?.stop(), there?.stop()]);
    await line?.close();
    await redis?.drop();
  });
  const same = (id: string): Promise<void> =>
    until(async () => (await read(here, id)).tag === (await read(there, id)).tag);

  test('J55 what one process changes the other takes up, deletions too, and both ways', async () => {
    const made = await make(here, 'a', { rules: [{ rule: 'zone.enter' }], visibleTo: ['port'] });
    await until(async () => (await read(there, 'a')).status === 200);
    expect(await read(there, 'a')).toEqual(await read(here, 'a'));
    const changed = await change(there, 'PUT', 'a', circle('a', 4.4), { 'if-match': made.tag });
    expect(changed.status).toBe(200);
    await until(async () => (await read(here, 'a')).tag === changed.tag);
    expect((await change(here, 'PUT', 'a', circle('a', 4.5), { 'if-match': made.tag })).status).toBe(412);
    expect((await change(here, 'DELETE', 'a', null, { 'if-match': changed.tag })).status).toBe(204);
    await until(async () => (await read(there, 'a')).status === 404);
  });

  test('J55 the rules of the other process run by the changed zone', async () => {
    await there.send(bargeLines(2));
    const live = await watch(there, { vessels: false, alerts: true });
    await change(here, 'PUT', 'spill', overBarge('spill'), { 'if-none-match': '*' });
    await expect
      .poll(() => live.alerts().map(({ event, alert }) => `${event} ${alert.zoneId}`))
      .toContain('raised spill');
    live.close();
  });

  test('J56 cut off from Redis both go on; when it is back, they agree on the same version of each zone', async () => {
    const { tag } = await make(here, 'b');
    await until(async () => (await read(there, 'b')).status === 200);
    line.cut();
    await until(async () => JSON.stringify(await get(there, '/readyz')).includes('zones'));
    for (const [server, name] of [
      [here, 'here'],
      [there, 'there'],
    ] as const)
      expect((await change(server, 'PUT', 'b', circle('b', 4.3, { name }), { 'if-match': tag })).status).toBe(
        200,
      );
    expect((await make(there, 'c')).status).toBe(201);
    expect((await make(here, 'd')).status).toBe(201);
    line.heal();
    await until(
      async () => (await read(here, 'c')).status === 200 && (await read(there, 'd')).status === 200,
    );
    await same('b');
    // made after the other one, so that it counts everywhere
    expect((await read(here, 'b')).zone).toMatchObject({ properties: { name: 'there', version: 2 } });
  });

  test('J56 a process that starts takes what the others have, with an empty data directory', async () => {
    await make(here, 'e');
    await until(async () => (await read(there, 'e')).status === 200);
    const late = await startServer({ env: { REDIS_URL: redis.url } });
    expect(await read(late, 'e')).toEqual(await read(here, 'e'));
    await late.stop();
  });
});
