import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualTime } from '../../test/manual-time.ts';
import { createReception, type Reception, until } from '../../test/receiving.ts';
import type { Listener } from './receiver.ts';
import { openUdp, type UdpOptions } from './udp.ts';

let reception: Reception;
const open: (Listener | Socket)[] = [];
beforeEach(() => {
  reception = createReception();
});
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function listen(options: Partial<UdpOptions> = {}, time = createManualTime()): Promise<Listener> {
  const settings = { host: '127.0.0.1', port: 0, allow: ['127.0.0.0/8'], ...options };
  const listener = await openUdp(settings, { ...reception, clock: time.clock, schedule: time.schedule });
  open.push(listener);
  return listener;
}

async function peer(listener: Listener, address = '127.0.0.1'): Promise<(text: string) => void> {
  const socket = createSocket('udp4');
  open.push(socket);
  socket.bind(0, address);
  await once(socket, 'listening');
  return (text) => socket.send(text, listener.address.port, listener.address.host);
}

test('a datagram ends its line, with or without a line feed; a peer is one link', async () => {
  const listener = await listen();
  const send = await peer(listener);
  for (const text of ['one', 'two\r\n', 'three\nfour', '']) send(text);
  send('end\n');
  await until(() => reception.links[0]?.text().endsWith('end\n') === true);
  expect(reception.links).toHaveLength(1);
  expect(reception.links[0]?.text()).toBe('one\ntwo\r\nthree\nfour\nend\n');
  expect(reception.links[0]?.receiver).toBe('udp/127.0.0.1');
});

test('T34 one peer is two receivers at two listeners with prefixes of their own', async () => {
  const [first, second] = [await listen(), await listen({ prefix: 'udp:0.0.0.0:10111' })];
  const socket = createSocket('udp4');
  open.push(socket);
  for (const { address } of [first, second]) socket.send('x\n', address.port, '127.0.0.1');
  await until(() => reception.links.length === 2);
  const names = reception.links.map(({ receiver }) => receiver);
  expect(names.sort()).toEqual(['udp/127.0.0.1', 'udp:0.0.0.0:10111/127.0.0.1']);
});

test('checklist T1: the list of allowed senders holds', async () => {
  const listener = await listen({ allow: ['127.0.0.1'] });
  const stranger = await peer(listener, '127.0.0.9');
  const friend = await peer(listener);
  stranger('x');
  stranger('y');
  const tally = reception.ledger.tally('udp/127.0.0.9', 'udp-listener');
  await until(() => tally.refused['not-allowed'] === 2);
  friend('z');
  await until(() => reception.links[0]?.text() === 'z\n');
  expect(reception.links).toHaveLength(1);
});

test('peers are bounded: the one heard longest ago gives way and may come back', async () => {
  const listener = await listen({ maxPeers: 2 });
  const [a, b, c] = [await peer(listener), await peer(listener), await peer(listener)];
  const say = async (send: (text: string) => void, text: string): Promise<void> => {
    send(text);
    await until(() => reception.links.some((l) => l.text().endsWith(`${text}\n`)));
  };
  await say(a, 'a1');
  await say(b, 'b1');
  await say(a, 'a2');
  await say(c, 'c1');
  expect(reception.links.map((l) => l.ended)).toEqual([false, true, false]);
  await say(b, 'b2');
  expect(reception.links.map((l) => [l.text(), l.ended])).toEqual([
    ['a1\na2\n', true],
    ['b1\n', true],
    ['c1\n', false],
    ['b2\n', false],
  ]);
  expect(reception.ledger.tally('udp/127.0.0.1', 'udp-listener').connections).toBe(2);
});

test('a peer that fell silent is forgotten', async () => {
  const time = createManualTime();
  const listener = await listen({ idleMs: 1000 }, time);
  const [a, b] = [await peer(listener), await peer(listener)];
  a('a');
  await until(() => reception.links.length === 1);
  time.advance(900);
  b('b');
  await until(() => reception.links.length === 2);
  time.advance(100);
  expect(reception.links.map((l) => l.ended)).toEqual([true, false]);
  time.advance(1000);
  expect(reception.links.map((l) => l.ended)).toEqual([true, true]);
});

test('a named source gathers its peers under that name', async () => {
  const listener = await listen({ name: 'x' });
  (await peer(listener))('1');
  (await peer(listener, '127.0.0.8'))('2');
  await until(() => reception.links.length === 2);
  expect([...reception.ledger.all()]).toMatchObject([{ name: 'x', connections: 2 }]);
});

test('a busy port names the setting', async () => {
  const { port } = (await listen()).address;
  await expect(listen({ port })).rejects.toThrow(
    `HW_NMEA_UDP: 127.0.0.1:${port} is already in use; choose another address or 'off'`,
  );
});

test('closing ends the links', async () => {
  const listener = await listen();
  (await peer(listener))('1');
  await until(() => reception.links.length === 1);
  await listener.close();
  open.splice(open.indexOf(listener), 1);
  expect(reception.links[0]?.ended).toBe(true);
});
