import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, startMs, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { connect, type TestClient } from '../../../test/live-client.ts';
import { createMemoryPast, type MemoryPast } from '../../../test/memory-past.ts';
import { position } from '../../../test/stores/archive-rows.ts';
import type { ClientFrame } from '../../protocol/frames.ts';

/** Replays over real sockets: who gets what of now and of then. */

let world: World;
let past: MemoryPast;
beforeEach(async () => {
  world = await createWorld({ replayLimits: { replays: 2 } });
  const tenMinutes = Array.from({ length: 60 }, (_, i) => startMs - 600_000 + i * 10_000);
  past = createMemoryPast({ positions: tenMinutes.map((timeMs) => position(205_000_001, timeMs)) });
  world.history = { ...world.history, ...past.history };
  world.chronicle = past.chronicle;
  world.put(vesselOf(205_000_009));
});
afterEach(() => world.app.close());

const iso = (ms: number): string => new Date(ms).toISOString();
const ask = { type: 'replay', from: iso(startMs - 600_000), speed: 600 } as const satisfies ClientFrame;
async function watching(): Promise<TestClient> {
  const client = await connect(world);
  client.send({ type: 'subscribe' });
  await client.nextOf('vessels');
  return client;
}
/** Everything sent until now has been answered. */
async function settle(client: TestClient): Promise<void> {
  client.send({ type: 'ping' });
  await client.nextOf('pong');
}

test('W22 in a replay a client gets alerts and status of now and no vessels of now; back, it gets all of them', async () => {
  const [client, other] = [await watching(), await watching()];
  client.send(ask);
  expect(await client.nextOf('vessels')).toMatchObject({
    replay: true,
    full: true,
    vessels: [{ mmsi: '205000001' }],
  });
  const from = client.frames.length;
  world.put(vesselOf(205_000_010));
  const raised = world.desk.raise('zone.enter:dock-1:1');
  world.time.advance(5_000);
  await settle(client);
  const meanwhile = client.frames.slice(from);
  expect(meanwhile.filter(({ type }) => type === 'alert')).toEqual([
    { type: 'alert', seq: raised.seq, event: 'raised', alert: raised },
  ]);
  expect(meanwhile.filter(({ type }) => type === 'status')).toHaveLength(1);
  for (const frame of meanwhile) if (frame.type === 'vessels') expect(frame.replay).toBe(true);

  client.send({ type: 'live' });
  expect(await client.nextOf('replay')).toMatchObject({ state: 'stopped' });
  const full = await client.nextOf('vessels');
  expect(full.replay).toBeUndefined();
  expect([full.full, full.vessels.map(({ mmsi }) => mmsi)]).toEqual([true, ['205000009', '205000010']]);
  // nobody else has heard of it
  await settle(other);
  expect(other.frames.filter((frame) => 'replay' in frame)).toEqual([]);
  expect(other.frames.filter(({ type }) => type === 'vessels')).toHaveLength(2);
});

test('W22 a subscription ends the replay too', async () => {
  const client = await watching();
  client.send(ask);
  await client.nextOf('alerts');
  await client.nextOf('vessels');
  client.send({ type: 'subscribe' });
  expect(await client.nextOf('vessels')).toMatchObject({ full: true, vessels: [{ mmsi: '205000009' }] });
  const from = client.frames.length;
  world.time.advance(900);
  await settle(client);
  expect(client.frames.slice(from).map(({ type }) => type)).toEqual(['pong']);
});

test('W28 as many replays as this server takes, those that stand with them; each that ends makes room', async () => {
  const clients = [await watching(), await watching(), await watching()] as const;
  const [a, b, c] = clients;
  for (const client of [a, b]) {
    client.send(ask);
    await client.nextOf('alerts');
  }
  a.send({ type: 'pause' });
  // another one of its own takes the place of the first
  b.send({ ...ask, speed: 1 });
  await b.nextOf('alerts');
  c.send(ask);
  expect(await c.nextOf('error')).toMatchObject({
    code: 'too-many-replays',
    detail: expect.stringContaining('2 replays'),
  });
  a.send({ type: 'live' });
  await settle(a);
  c.send(ask);
  await c.nextOf('alerts');
  a.send(ask);
  expect(await a.nextOf('error')).toMatchObject({ code: 'too-many-replays' });
  const ended = new Promise((resolve) => {
    past.before = async (_question, signal) => void signal.addEventListener('abort', resolve);
  });
  b.send(ask);
  await b.nextOf('alerts');
  b.socket.terminate();
  await ended;
  past.before = async () => {};
  a.send(ask);
  await a.nextOf('alerts');
});

test('W29 a client that goes away ends what its replay asks of the archive', async () => {
  const client = await watching();
  const asked = new Promise<AbortSignal>((resolve) => {
    past.before = (_question, signal) => {
      resolve(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
  });
  client.send(ask);
  const signal = await asked;
  const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
  client.socket.terminate();
  await ended;
});

test.each<[ClientFrame | string, string, RegExp]>([
  [{ type: 'replay', from: iso(startMs), to: iso(startMs) }, 'bad-frame', /^from: must be before/],
  [{ type: 'replay', from: iso(startMs + 1) }, 'bad-frame', /^from: must be before/],
  [{ ...ask, to: iso(startMs + 1) }, 'bad-frame', /^to: lies in the future/],
  ['{"type":"replay","from":"yesterday"}', 'bad-frame', /^from: must be a time/],
  ['{"type":"replay"}', 'bad-frame', /^from: missing/],
  [{ ...ask, speed: 601 }, 'bad-frame', /^speed: /],
  [{ ...ask, speed: 0.5 }, 'bad-frame', /^speed: /],
  [{ ...ask, bbox: [1, 95, 2, 96] }, 'bad-frame', /^bbox: south and north/],
  [{ type: 'pause' }, 'no-replay', /^pause: /],
  [{ type: 'seek', at: iso(startMs) }, 'no-replay', /^seek: /],
  [{ type: 'live' }, 'no-replay', /^live: /],
])('W31 what cannot be replayed is refused with its reason: %o', async (frame, code, detail) => {
  const client = await watching();
  client.send(frame);
  expect(await client.nextOf('error')).toMatchObject({ code, detail: expect.stringMatching(detail) });
  world.put(vesselOf(205_000_010));
  world.time.advance(1_000);
  expect((await client.nextOf('vessels')).replay).toBeUndefined();
});

test('W31 a replay goes on when it is sent where it does not lead, and does not go on behind its end', async () => {
  const client = await watching();
  client.send(ask);
  await client.nextOf('alerts');
  client.send({ type: 'seek', at: iso(startMs + 1) });
  expect(await client.nextOf('error')).toMatchObject({
    code: 'bad-frame',
    detail: expect.stringMatching(/^at: /),
  });
  for (;;) {
    world.time.advance(250);
    await settle(client);
    if (client.frames.some((frame) => frame.type === 'replay' && frame.state === 'ended')) break;
  }
  client.send({ type: 'resume' });
  expect(await client.nextOf('error')).toMatchObject({ code: 'replay-over' });
});
