import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, vesselOf, type World } from '../../../test/gateway-helpers.ts';
import { connect, listen, upgradeStatus } from '../../../test/live-client.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  for (const socket of world.app.websocketServer.clients) socket.terminate();
  await world.app.close();
});
const live = '/api/v1/live';

test.each([
  'https://evil.example',
  'null',
  'http://127.0.0.1:8080.evil.example',
  'https://127.0.0.1:8080',
  'http://localhost:3000',
])('W1 checklist W1: a page of another origin gets no socket: %s', async (origin) => {
  expect(await upgradeStatus(world, live, { origin })).toBe(403);
});

test('W1 the public URL is let in; a foreign Host is not', async () => {
  expect(await upgradeStatus(world, live, { origin: 'http://127.0.0.1:8080' })).toBe(101);
  expect(await upgradeStatus(world, live, { headers: { host: 'evil.example' } })).toBe(421);
});

test('W13 checklist W13: no other route can be upgraded', async () => {
  for (const path of [
    '/',
    '/healthz',
    '/api/v1/vessels',
    '/api/v1/nothing',
    '/docs/http',
    '/metrics',
    '/readyz',
  ])
    expect([path, await upgradeStatus(world, path)]).toEqual([path, 404]);
  const plain = await world.app.inject(live);
  expect([plain.statusCode, plain.headers.upgrade]).toEqual([426, 'websocket']);
  expect((await world.app.inject('/healthz')).statusCode).toBe(200);
});

test('W8 sockets are counted by address; a proxy on loopback stands for many', async () => {
  const few = await createWorld({ liveLimits: { socketsPerAddress: 2, socketsPerPerson: 10 } });
  const own = { host: '127.0.0.1', origin: 'http://127.0.0.1' };
  const from = (remoteAddress: string) =>
    few.app.injectWS(live, { socket: { remoteAddress } as Socket, headers: own });
  const first = await from('10.1.2.3');
  await from('10.1.2.3');
  await expect(from('10.1.2.3')).rejects.toThrow('429');
  await from('10.1.2.4');
  for (let i = 0; i < 3; i += 1) await from('127.0.0.1');
  first.terminate();
  await expect.poll(() => few.app.websocketServer.clients.size).toBe(5);
  await from('10.1.2.3');
  for (const socket of few.app.websocketServer.clients) socket.terminate();
  await few.app.close();
});

test('W8 sockets are counted in all', async () => {
  const one = await createWorld({ liveLimits: { sockets: 1 } });
  await connect(one);
  expect(await upgradeStatus(one, live)).toBe(503);
  await one.app.close();
});

test('W8 checklist W8: a message over 64 KiB closes the socket with 1009, a binary one with 1003', async () => {
  const big = await connect(world);
  big.send(`{"type":"ping","x":"${'x'.repeat(65 * 1024)}"}`);
  expect(await big.closed).toBe(1009);
  const binary = await connect(world);
  binary.socket.send(Buffer.from([1, 2, 3]));
  expect(await binary.closed).toBe(1003);
});

test('W8 checklist W8: the 101st message in a minute closes the socket with 1008; later ones are counted anew', async () => {
  const client = await connect(world);
  for (let i = 0; i < 100; i += 1) client.send({ type: 'ping' });
  for (let i = 0; i < 100; i += 1) await client.nextOf('pong');
  world.time.advance(1200);
  for (let i = 0; i < 2; i += 1) client.send({ type: 'ping' });
  await client.nextOf('pong');
  await client.nextOf('pong');
  client.send({ type: 'ping' });
  expect(await client.nextOf('error')).toMatchObject({ code: 'too-many-messages' });
  expect(await client.closed).toBe(1008);
});

test('W8 checklist W8: compression is not accepted, however it is offered', async () => {
  const { socket } = await connect(world, { perMessageDeflate: true });
  expect(socket.extensions).toBe('');
});

/** A socket after its upgrade, for bytes that no WebSocket library would send. */
async function rawSocket(): Promise<Socket> {
  const { port } = new URL(await listen(world));
  const socket = connectTcp(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `GET ${live} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await once(socket, 'data');
  return socket;
}
/** A masked frame (RFC 6455 §5.2) with a zero mask. */
const frame = (first: number, payload: string): Buffer =>
  Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)]);

/** The code with which the server closed: of the last frame that it sent (RFC 6455 §5.5.1). */
async function closeCode(socket: Socket): Promise<number | undefined> {
  const received: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => received.push(bytes));
  await once(socket, 'close');
  let [rest, code] = [Buffer.concat(received), undefined as number | undefined];
  while (rest.length >= 2) {
    const short = rest.readUInt8(1);
    const [head, length] = short === 126 ? [4, rest.readUInt16BE(2)] : [2, short];
    if (rest.readUInt8(0) === 0x88) code = rest.readUInt16BE(head);
    rest = rest.subarray(head + length);
  }
  return code;
}

test('W8 checklist W8: a message in 17 fragments closes the socket with 1008', async () => {
  const socket = await rawSocket();
  const more = Array.from({ length: 16 }, () => frame(0x00, ' '));
  const code = closeCode(socket);
  socket.write(Buffer.concat([frame(0x01, '{'), ...more]));
  expect(await code).toBe(1008);
});

test.each([
  ['an unmasked frame', Buffer.from([0x81, 0x01, 0x41])],
  ['reserved bits', frame(0xf1, 'x')],
  ['an unknown opcode', frame(0x83, 'x')],
  ['a continuation of nothing', frame(0x80, 'x')],
  ['text that is no UTF-8', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff])],
  ['a fragmented ping', frame(0x09, '')],
  ['17 fragments', Buffer.concat([frame(0x01, '{'), ...Array.from({ length: 16 }, () => frame(0x00, ' '))])],
  [
    'a flood of empty fragments',
    Buffer.concat([frame(0x01, ''), ...Array.from({ length: 200 }, () => frame(0, ''))]),
  ],
])('W11 checklist W11: a broken frame ends its socket and nothing else: %s', async (_what, bytes) => {
  const other = await connect(world);
  const socket = await rawSocket();
  socket.write(bytes);
  socket.resume();
  await once(socket, 'close');
  other.send({ type: 'ping' });
  await other.nextOf('pong');
  await expect.poll(() => world.app.websocketServer.clients.size).toBe(1);
});

test('W12 checklist W12: a client that answers pings stays; one that has stopped is cut off', async () => {
  const alive = await connect(world);
  const dead = await connect(world, { autoPong: false });
  let pings = 0;
  alive.socket.on('ping', () => {
    pings += 1;
  });
  for (let round = 1; round <= 3; round += 1) {
    world.time.advance(15_000);
    if (round < 3) await expect.poll(() => pings).toBe(round);
    // its pong has arrived when a message that was sent after it has
    alive.send({ type: 'ping' });
    await alive.nextOf('pong');
  }
  expect(await dead.closed).toBe(1006);
  expect(alive.socket.readyState).toBe(alive.socket.OPEN);
});

test('W14 a client that stops reading costs a bounded buffer, and others nothing', async () => {
  const stuck = await connect(world);
  const reader = await connect(world);
  for (const client of [stuck, reader]) {
    client.send({ type: 'subscribe' });
    await client.nextOf('vessels');
  }
  stuck.socket.pause();
  const [server] = world.app.websocketServer.clients;
  if (!server) throw new Error('no client');
  for (let round = 0; round < 60; round += 1) {
    for (let mmsi = 1; mmsi <= 200; mmsi += 1) world.put(vesselOf(mmsi, 4 + round / 100));
    world.time.advance(1000);
    const { vessels } = await reader.nextOf('vessels');
    expect(vessels).toHaveLength(200);
  }
  // one stage of 200 vessels may go beyond the bound, no second one
  expect(server.bufferedAmount).toBeLessThan(512 * 1024 + 300_000);
});
