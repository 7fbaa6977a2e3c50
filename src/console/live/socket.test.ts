import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepLink, type Link, type Phase, sessionEndedCode } from './socket.ts';

let server: WebSocketServer;
let link: Link | null = null;
let phases: Phase['name'][] = [];

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  phases = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })));
  await once(server, 'listening');
  link = keepLink({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock: () => 0,
    random: () => 0,
    onFrame: () => undefined,
    onPhase: ({ name }) => phases.push(name),
  });
});
afterEach(async () => {
  link?.end();
  vi.unstubAllGlobals();
  for (const socket of server.clients) socket.terminate();
  server.close();
  await once(server, 'close');
});
const latest = (name: Phase['name']): Promise<void> => vi.waitFor(() => expect(phases.at(-1)).toBe(name));

test('G7 a socket closed because the session ended is not opened again until somebody has signed in', async () => {
  await latest('live');
  for (const socket of server.clients) socket.close(sessionEndedCode);
  await latest('ended');
  expect(phases).toEqual(['connecting', 'live', 'ended']);
  link?.renew();
  await latest('live');
  expect(phases).not.toContain('lost');
});

test('G7 any other close is a lost connection, which is tried again by itself', async () => {
  await latest('live');
  for (const socket of server.clients) socket.close(1012);
  await latest('live');
  await vi.waitFor(() => expect(phases).toEqual(['connecting', 'live', 'lost', 'connecting', 'live']));
});
