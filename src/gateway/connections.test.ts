import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { boundSilent } from './connections.ts';

const server = createServer((_request, answer) => answer.end('here'));
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test('E15 checklist H12: of too many connections that ask nothing the oldest goes, and none that has asked', async () => {
  boundSilent(server, 3);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async (): Promise<Socket> => {
    const accepted = once(server, 'connection');
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    await accepted;
    return socket;
  };
  const ask = async (socket: Socket): Promise<string> => {
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    return String((await once(socket, 'data'))[0]);
  };
  const known = await open();
  expect(await ask(known)).toContain('200 OK');
  const first = await open();
  const closed = once(first, 'close');
  // half a request is none
  first.write('GET / HTTP/1.1\r\nHost: a\r\n');
  const second = await open();
  await open();
  await open();
  await closed;
  expect(await ask(second)).toContain('200 OK');
  expect(await ask(known)).toContain('200 OK');
});
