import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Log } from '../../model/ports.ts';
import type { HostAnswer, HostRequest } from './commands.ts';

/** A running server takes the host's commands on a Unix socket in its directory, which only its own user may open. */
export const socketOf = (dir: string): string => join(dir, 'commands.sock');

/** Longest request and answer. */
const mostBytes = 4 * 1024 * 1024;
const requestBytes = 64 * 1024;
const patienceMs = 10_000;

/** What comes until the other side ends its half. */
async function readAll(socket: Socket, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // the other half stays open for the answer
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw new Error(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Takes commands until it is closed. Whoever serves holds the lock of the directory: a socket that is there is an old one. */
export async function takeCommands(
  dir: string,
  answer: (request: HostRequest) => Promise<HostAnswer>,
  log: Log,
): Promise<() => Promise<void>> {
  const path = socketOf(dir);

  async function serve(socket: Socket): Promise<void> {
    socket.setTimeout(patienceMs, () => socket.destroy());
    const request = JSON.parse(await readAll(socket, requestBytes)) as HostRequest;
    log.info({ command: request.do }, 'a command of the host');
    const answered = await answer(request).catch((error: Error) => ({ done: false, text: error.message }));
    socket.end(JSON.stringify(answered));
  }

  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    serve(socket).catch((error) => {
      log.warn({ err: error }, 'a command of the host cannot be read');
      socket.destroy();
    });
  });
  server.maxConnections = 4;
  await rm(path, { force: true });
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
}

/** Asks the server that runs on this directory. Null: none takes commands there. */
export async function askServer(dir: string, request: HostRequest): Promise<HostAnswer | null> {
  const socket = connect({ path: socketOf(dir), allowHalfOpen: true });
  try {
    await once(socket, 'connect');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return null;
    throw error;
  }
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('the server does not answer')));
  socket.end(JSON.stringify(request));
  return JSON.parse(await readAll(socket, mostBytes)) as HostAnswer;
}
