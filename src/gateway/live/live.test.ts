import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, hazardOf, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { connect, type TestClient } from '../../../test/live-client.ts';
import { ServerFrame } from '../../protocol/frames.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  for (const socket of world.app.websocketServer.clients) socket.terminate();
  await world.app.close();
});

const subscribe = { type: 'subscribe', bbox: null, vessels: true, alerts: true } as const;

/** Has the answer to a ping, so that all frames before it have arrived. */
async function settle(client: TestClient): Promise<void> {
  client.send({ type: 'ping' });
  await client.nextOf('pong');
}
const alertSeqs = (client: TestClient): number[] =>
  client.frames.flatMap((frame) => (frame.type === 'alert' ? [frame.seq] : []));

test('W2 hello is first, and then nothing until the client subscribes', async () => {
  world.desk.raise('before');
  const client = await connect(world);
  expect(await client.next()).toEqual({
    type: 'hello',
    protocol: 1,
    epoch: 'e1',
    seq: 1,
    demo: true,
    intervalMs: 1000,
  });
  world.put(vesselOf(1));
  world.desk.raise('another');
  world.time.advance(6000);
  client.send({ type: 'ping' });
  expect(await client.next()).toEqual({ type: 'pong' });
});

test('W3 the whole picture once, then each changed vessel with its latest value, and those that are gone', async () => {
  world.put(vesselOf(1), vesselOf(2), vesselOf(3, null));
  world.time.advance(1000);
  const client = await connect(world);
  client.send(subscribe);
  const full = await client.nextOf('vessels');
  expect(full).toMatchObject({ full: true, at: '2026-11-23T10:00:01.000Z', gone: [] });
  expect(full.vessels.map(({ mmsi, lon }) => [mmsi, lon])).toEqual([
    ['000000001', 4.3],
    ['000000002', 4.3],
    ['000000003', null],
  ]);
  world.put(vesselOf(1, 4.31));
  world.put(vesselOf(2, 4.32));
  world.remove(3);
  world.time.advance(1000);
  const changes = await client.nextOf('vessels');
  expect(changes).toMatchObject({ full: false, at: '2026-11-23T10:00:02.000Z', gone: ['000000003'] });
  expect(changes.vessels.map(({ mmsi, lon, ageS }) => [mmsi, lon, ageS])).toEqual([
    ['000000001', 4.31, 3.5],
    ['000000002', 4.32, 3.5],
  ]);
  for (const frame of client.frames) expect(Value.Check(ServerFrame, frame)).toBe(true);
});

test('W3 a vessel that changed after the picture was sent is in the next stage', async () => {
  const vessel = vesselOf(1);
  world.put(vessel);
  const [early, late] = [await connect(world), await connect(world)];
  early.send(subscribe);
  await early.nextOf('vessels');
  vessel.name = 'RENAMED';
  world.put(vessel);
  late.send(subscribe);
  await late.nextOf('vessels');
  world.time.advance(1000);
  for (const client of [early, late])
    expect((await client.nextOf('vessels')).vessels[0]?.name).toBe('RENAMED');
});

test('W5 a subscription replaces the one before', async () => {
  world.put(
    vesselOf(1, 4.3, 51.3, { hazard: hazardOf('confirmed') }),
    vesselOf(2, 4.3, 51.3, { hazard: hazardOf('none-declared') }),
    vesselOf(3, 9, 51.3, { hazard: hazardOf('confirmed') }),
  );
  const client = await connect(world);
  client.send(subscribe);
  expect((await client.nextOf('vessels')).vessels).toHaveLength(3);
  client.send({ type: 'subscribe', bbox: [4, 51, 5, 52], hazardOnly: true, alerts: false });
  const narrowed = await client.nextOf('vessels');
  expect([narrowed.full, narrowed.vessels.map(({ mmsi }) => mmsi)]).toEqual([true, ['000000001']]);
  client.send({ type: 'subscribe', vessels: false, alerts: false });
  await settle(client);
  world.desk.raise('unheard');
  world.put(vesselOf(1));
  world.time.advance(1000);
  await settle(client);
  expect(client.frames.filter(({ type }) => type === 'vessels')).toHaveLength(2);
  expect(alertSeqs(client)).toEqual([]);
});

test('W6 alerts from now on, at once and in order', async () => {
  world.desk.raise('before');
  const client = await connect(world);
  client.send({ type: 'subscribe' });
  await client.nextOf('status');
  const raised = world.desk.raise('now');
  const frame = await client.nextOf('alert');
  expect(frame).toEqual({ type: 'alert', seq: 2, event: 'raised', alert: raised });
  for (let i = 0; i < 50; i += 1) world.desk.raise(`many-${i}`);
  await settle(client);
  expect(alertSeqs(client)).toEqual(Array.from({ length: 51 }, (_, i) => i + 2));
});

test('W6 a client that lost its connection resumes behind the last seq: none missing, none twice', async () => {
  for (let i = 0; i < 10; i += 1) world.desk.raise(`cause-${i}`);
  const client = await connect(world);
  client.send({ type: 'subscribe', vessels: false, alerts: { epoch: 'e1', after: 4 } });
  world.desk.raise('meanwhile');
  await client.nextOf('status');
  world.desk.raise('later');
  await settle(client);
  expect(alertSeqs(client)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
});

test.each([
  ['another epoch', { epoch: 'e0', after: 1 }],
  ['a seq that never was', { epoch: 'e1', after: 99 }],
  ['events no longer kept', { epoch: 'e1', after: 2 }],
])('W7 resuming is refused without effect: %s', async (_why, alerts) => {
  for (let i = 0; i < 10; i += 1) world.desk.raise(`cause-${i}`);
  world.desk.keepFrom = 6;
  world.put(vesselOf(1));
  const client = await connect(world);
  client.send({ type: 'subscribe', alerts });
  expect(await client.nextOf('error')).toMatchObject({ code: 'resume-impossible' });
  world.desk.raise('unheard');
  world.time.advance(1000);
  await settle(client);
  expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'error', 'pong']);
  client.send({ type: 'subscribe', alerts: { epoch: 'e1', after: 5 } });
  await client.nextOf('status');
  expect(alertSeqs(client)).toEqual([6, 7, 8, 9, 10, 11]);
});

test('W10 an acknowledgement is answered by its event, for everyone; one of nothing by an error', async () => {
  const { id } = world.desk.raise('cause');
  const [one, other] = [await connect(world), await connect(world)];
  for (const client of [one, other]) {
    client.send(subscribe);
    await client.nextOf('status');
  }
  one.send({ type: 'acknowledge', alertId: id, note: 'seen' });
  for (const client of [one, other])
    expect(await client.nextOf('alert')).toMatchObject({
      event: 'acknowledged',
      alert: { id, acknowledgedBy: 'local' },
    });
  one.send({ type: 'acknowledge', alertId: id });
  await settle(one);
  expect(world.desk.seq).toBe(2);
  one.send({ type: 'acknowledge', alertId: 'nothing' });
  expect(await one.nextOf('error')).toMatchObject({ code: 'unknown-alert' });
  world.desk.broken = true;
  one.send({ type: 'acknowledge', alertId: id });
  expect(await one.nextOf('error')).toMatchObject({ code: 'not-recorded' });
});

test('W18 a snooze is answered by its event, for everyone; what it cannot do by an error', async () => {
  const { id } = world.desk.raise('cause');
  const [one, other] = [await connect(world), await connect(world)];
  for (const client of [one, other]) {
    client.send(subscribe);
    await client.nextOf('status');
  }
  const until = new Date(world.time.clock() + 900_000).toISOString();
  const snooze = { type: 'snooze', alertId: id, until, reason: 'tug on its way' } as const;
  one.send(snooze);
  for (const client of [one, other])
    expect(await client.nextOf('alert')).toMatchObject({
      event: 'snoozed',
      alert: {
        id,
        state: 'snoozed',
        snooze: { until, reason: 'tug on its way', by: 'local' },
      },
    });
  one.send(snooze);
  await settle(one);
  expect(world.desk.seq).toBe(2);
  one.send({ ...snooze, until: new Date(world.time.clock()).toISOString() });
  expect(await one.nextOf('error')).toMatchObject({
    code: 'bad-frame',
    detail: expect.stringMatching(/^until: /),
  });
  one.send({ ...snooze, alertId: 'nothing' });
  expect(await one.nextOf('error')).toMatchObject({ code: 'unknown-alert' });
  await world.desk.act(id, 'close', 'ann', null);
  one.send({ ...snooze, reason: 'another' });
  expect(await one.nextOf('error')).toMatchObject({ code: 'alert-over' });
});

test('W9 a bad frame is answered with an error, and the socket goes on', async () => {
  const client = await connect(world);
  client.send('not json');
  expect(await client.nextOf('error')).toMatchObject({ code: 'bad-frame' });
  client.send('{"type":"subscribe","bbox":"all"}');
  expect(await client.nextOf('error')).toMatchObject({
    code: 'bad-frame',
    detail: expect.stringMatching(/^bbox/),
  });
  client.send('{"type":"rewind"}');
  expect(await client.nextOf('error')).toMatchObject({ code: 'unknown-type' });
  await settle(client);
});

test('W15 status every 5 s with seq, and at once when something is degraded or well again', async () => {
  const client = await connect(world);
  client.send(subscribe);
  expect(await client.nextOf('status')).toMatchObject({ seq: 0, degraded: [] });
  world.desk.raise('cause');
  world.time.advance(5000);
  expect(await client.nextOf('status')).toMatchObject({
    seq: 1,
    degraded: [],
    at: '2026-11-23T10:00:05.000Z',
  });
  world.degraded = [{ part: 'archive', detail: 'down' }];
  world.time.advance(1000);
  expect(await client.nextOf('status')).toMatchObject({
    degraded: ['archive'],
    at: '2026-11-23T10:00:06.000Z',
  });
  world.degraded = [];
  world.time.advance(1000);
  expect(await client.nextOf('status')).toMatchObject({ degraded: [] });
});

test('W16 a closing server says 1012, and does not wait for one that does not answer', async () => {
  const polite = await connect(world);
  const stuck = await connect(world);
  stuck.socket.pause();
  const closing = world.app.close();
  expect(await polite.closed).toBe(1012);
  await expect.poll(() => world.time.waiting().includes(1500)).toBe(true);
  world.time.advance(1500);
  await closing;
  stuck.socket.resume();
  await stuck.closed;
});
