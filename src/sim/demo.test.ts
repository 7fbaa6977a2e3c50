import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Log } from '../model/ports.ts';
import { type Demo, runDemo } from './demo.ts';

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Listener {
  readonly port: number;
  readonly lines: string[];
  readonly sockets: Socket[];
  readonly server: Server;
}

async function listen(port = 0): Promise<Listener> {
  const lines: string[] = [];
  const sockets: Socket[] = [];
  let rest = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString('latin1')).split('\r\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((done) => server.close(done));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  return { port: address.port, lines, sockets, server };
}

/** A demo whose clock runs as fast as it is asked. */
function start(port: number, secondsATick = 1): Demo {
  let nowMs = Date.UTC(2026, 10, 23, 10);
  const clock = (): number => {
    nowMs += secondsATick * 1_000;
    return nowMs;
  };
  const demo = runDemo({ host: '127.0.0.1', port, seed: 1, vessels: 40, clock, log: quiet, tickMs: 10 });
  stops.push(() => demo.stop());
  return demo;
}
const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 10_000 });

test('sends the traffic over TCP, each line ended by CR LF', async () => {
  const listener = await listen();
  start(listener.port);
  await until(() => listener.lines.length > 150);
  for (const line of listener.lines) expect(line).toMatch(/^!AIVDM,\d,\d,\d?,[AB],[^,]+,\d\*[0-9A-F]{2}$/);
});

test('connects again when the connection drops', async () => {
  const listener = await listen();
  start(listener.port);
  await until(() => listener.lines.length > 20);
  listener.sockets[0]?.destroy();
  await until(() => listener.sockets.length > 1);
  const before = listener.lines.length;
  await until(() => listener.lines.length > before + 20);
});

test('waits for a listener that is not there yet, and begins the picture when it is', async () => {
  const listener = await listen();
  await new Promise((done) => listener.server.close(done));
  start(listener.port);
  const later = await listen(listener.port);
  await until(() => later.lines.length >= 40);
});

test('time that was slept over is not sent', async () => {
  const listener = await listen();
  start(listener.port, 600);
  await until(() => listener.lines.length > 30);
  // Ten minutes of 40 vessels would be above 50 kB a tick; the last ten seconds are some dozens of lines.
  const [first] = listener.sockets;
  expect(first?.bytesRead).toBeLessThan(20_000);
});

test('stops with its connection closed, also twice and without a listener', async () => {
  const listener = await listen();
  const demo = start(listener.port);
  await until(() => listener.lines.length > 0);
  await Promise.all([demo.stop(), demo.stop()]);
  await until(() => listener.sockets.every((socket) => socket.destroyed));
  const lonely = start(listener.port);
  await lonely.stop();
});

test('settings that cannot be simulated are refused at once', () => {
  expect(() =>
    runDemo({ host: '127.0.0.1', port: 1, seed: 1, vessels: -5, clock: () => 0, log: quiet }),
  ).toThrow(/vessels: -5/);
});
