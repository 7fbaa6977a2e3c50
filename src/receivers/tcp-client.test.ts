import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualTime, type ManualTime } from '../../test/manual-time.ts';
import { createReception, type Reception, until } from '../../test/receiving.ts';
import type { Receiver } from './receiver.ts';
import { openTcpClient, type TcpClientOptions } from './tcp-client.ts';

let reception: Reception;
let time: ManualTime;
let server: Server;
let accepted: Socket[];
let client: Receiver | null;

async function serve(port = 0): Promise<number> {
  server = createServer((socket) => accepted.push(socket.on('error', () => {})));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function stop(): Promise<void> {
  for (const socket of accepted.splice(0)) socket.destroy();
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}

beforeEach(() => {
  reception = createReception();
  time = createManualTime();
  accepted = [];
});
afterEach(async () => {
  await client?.close();
  client = null;
  await stop();
});

function pull(port: number, options: Partial<TcpClientOptions> = {}, draws: number[] = []): void {
  const random = () => draws.shift() ?? 0.5;
  const deps = { ...reception, clock: time.clock, schedule: time.schedule, random };
  client = openTcpClient({ host: '127.0.0.1', port, name: 'kallo', ...options }, deps);
}

const tally = () => reception.ledger.tally('kallo', 'tcp-client');

test('bytes arrive; after the server ended, a new connection is a new link', async () => {
  pull(await serve());
  await until(() => accepted.length === 1);
  accepted[0]?.end('first\nhal');
  await until(() => time.waiting().length === 1);
  expect(tally().connections).toBe(0);
  time.advance(250);
  await until(() => accepted.length === 2);
  accepted[1]?.write('second\n');
  await until(() => reception.links[1]?.text() === 'second\n');
  expect(reception.links.map((l) => [l.text(), l.ended])).toEqual([
    ['first\nhal', true],
    ['second\n', false],
  ]);
  expect(tally().connections).toBe(1);
});

test('the waits grow to 30 s with full jitter while nobody listens, and one log line says so', async () => {
  const port = await serve();
  await stop();
  pull(port, {}, [0.1, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.999]);
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    await until(() => time.waiting().length === 1);
    waits.push(time.waiting()[0] ?? 0);
    time.advance(30_000);
  }
  expect(waits).toEqual([50, 900, 1000, 2000, 4000, 8000, 15_000, 29_970]);
  expect(reception.said.filter((s) => s.level === 'warn')).toHaveLength(1);
  expect(reception.links).toHaveLength(0);
});

test('a server that comes back is found; a connection that held makes the next wait brief', async () => {
  const port = await serve();
  await stop();
  pull(port);
  for (const waitMs of [250, 500, 1000]) {
    await until(() => time.waiting().length === 1);
    expect(time.waiting()).toEqual([waitMs]);
    if (waitMs === 1000) await serve(port);
    time.advance(waitMs);
  }
  await until(() => accepted.length === 1 && tally().connections === 1);
  accepted[0]?.destroy();
  await until(() => time.waiting().length === 1);
  expect(time.waiting(), 'it was connected for no time at all').toEqual([2000]);
  time.advance(2000);
  await until(() => accepted.length === 2 && tally().connections === 1);
  time.advance(10_000);
  accepted[1]?.destroy();
  await until(() => time.waiting().length === 1);
  expect(time.waiting()).toEqual([250]);
});

test('a server that says nothing is left and tried again', async () => {
  pull(await serve(), { idleMs: 30 });
  await until(() => time.waiting().length === 1);
  expect(tally().refused).toEqual({ silent: 1 });
  expect(reception.links[0]?.ended).toBe(true);
});

test('closing ends the link and the attempts', async () => {
  pull(await serve());
  await until(() => tally().connections === 1);
  await client?.close();
  expect(reception.links[0]?.ended).toBe(true);
  expect(time.waiting()).toEqual([]);
  const before = accepted.length;
  time.advance(60_000);
  expect(accepted).toHaveLength(before);
});

test('closing between two attempts', async () => {
  const port = await serve();
  await stop();
  pull(port);
  await until(() => time.waiting().length === 1);
  await client?.close();
  expect(time.waiting()).toEqual([]);
});
