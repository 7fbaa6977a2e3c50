import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeclarationView } from '../../src/protocol/cargo.ts';
import type { VesselDetail } from '../../src/protocol/vessel.ts';
import { bargeLines, bargeMmsi } from './barge.ts';
import { get, type Watch, watch } from './live.ts';
import { type RunningServer, startServer } from './server.ts';

const barge = bargeMmsi;
const path = `/api/v1/vessels/${barge}/declarations`;
let server: RunningServer;
let live: Watch;

beforeAll(async () => {
  server = await startServer();
  live = await watch(server, { vessels: false, alerts: true });
});
afterAll(async () => {
  live?.close();
  await server?.stop('SIGKILL');
});

const send = async <T>(method: string, url: string, body?: object): Promise<T> => {
  const response = await server.fetch(url, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  expect(response.ok, `${method} ${url}: ${response.status}`).toBe(true);
  return (await response.json()) as T;
};
const vessel = async () => (await get<VesselDetail>(server, `/api/v1/vessels/${barge}`)).properties;
const told = () =>
  live.alerts().map(({ event, alert }) => `${event} ${alert.kind} ${alert.zoneId} ${alert.mmsi}`);

test('K21 a dry barge declared with two cones raises the alert of the dock that it lies in, at once', async () => {
  await server.send(bargeLines());
  expect((await vessel()).zones).toContain('churchilldok');
  expect((await vessel()).hazard?.state).toBe('none-declared');
  expect(live.alerts()).toEqual([]);

  const made = await send<DeclarationView>('POST', path, {
    unNumbers: [1203],
    imdgClasses: ['3'],
    cones: 2,
    personsOnBoard: 4,
    validTo: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const { hazard } = await vessel();
  expect(hazard).toMatchObject({
    ...{ state: 'confirmed', cones: 2, unNumbers: [1203], imdgClasses: ['3'], personsOnBoard: 4 },
    conflictText: 'Inland AIS says no cones, the declaration says two',
  });
  await expect.poll(told).toContain(`raised zone.enter churchilldok ${barge}`);

  await send('DELETE', `${path}/${made.id}`);
  expect((await vessel()).hazard?.state).toBe('none-declared');
  expect((await vessel()).pastEvidence).toMatchObject([{ source: 'declaration' }]);
  await expect.poll(told).toContain(`cleared zone.enter churchilldok ${barge}`);
});

test('K11 a declaration that ends under a running server ends what it raised', async () => {
  const before = live.alerts().length;
  await send('POST', path, { cones: 3, validTo: new Date(Date.now() + 2_000).toISOString() });
  await expect
    .poll(() => told().slice(before), { timeout: 20_000 })
    .toEqual([`raised zone.enter churchilldok ${barge}`, `cleared zone.enter churchilldok ${barge}`]);
  expect((await vessel()).hazard).toMatchObject({ state: 'none-declared', conflict: false });
});

test('K16 after kill -9 what was answered is there, and counts', async () => {
  const validTo = new Date(Date.now() + 3_600_000).toISOString();
  const made = await send<DeclarationView>('POST', path, { cones: 1, validTo });
  await server.stop('SIGKILL');
  live.close();
  server = await startServer({ dataDir: server.dataDir });
  const { items } = await get<{ items: DeclarationView[] }>(server, path);
  expect(items.map(({ id, state }) => [id, state])).toEqual([
    [made.id, 'valid'],
    [expect.any(String), 'expired'],
    [expect.any(String), 'withdrawn'],
  ]);
  await server.send(bargeLines());
  expect((await vessel()).hazard).toMatchObject({ state: 'confirmed', cones: 1 });
});
