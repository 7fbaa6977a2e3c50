import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';
import type { ClientFrame, ServerFrame } from '../src/protocol/frames.ts';
import type { World } from './gateway-helpers.ts';

/** A real WebSocket client that keeps what it was sent. */
export interface TestClient {
  readonly socket: WebSocket;
  /** Every frame so far, in order. */
  readonly frames: readonly ServerFrame[];
  send(frame: ClientFrame | string): void;
  /** The next frame that was not yet asked for. */
  next(): Promise<ServerFrame>;
  /** The next of that type; those before it are skipped. */
  nextOf<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>>;
  /** Code with which the socket was closed. */
  readonly closed: Promise<number>;
}

/** Listens on a free port, once; gives the WebSocket's address. */
export async function listen({ app }: World, path = '/api/v1/live'): Promise<string> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return `ws://127.0.0.1:${port}${path}`;
}

/** What a page of the console sends. */
const ownOrigin = (url: string): string => new URL(url.replace('ws', 'http')).origin;

/** A client as the console is one; it may be another. */
export async function connect(world: World, options: ClientOptions = {}): Promise<TestClient> {
  const url = await listen(world);
  const socket = new WebSocket(url, { perMessageDeflate: false, origin: ownOrigin(url), ...options });
  const frames: ServerFrame[] = [];
  const wake = new Set<() => void>();
  let read = 0;
  const closed = once(socket, 'close').then(([code]) => Number(code));
  socket.on('message', (data) => {
    frames.push(JSON.parse(data.toString()) as ServerFrame);
    for (const run of wake) run();
  });
  await once(socket, 'open');

  async function next(): Promise<ServerFrame> {
    for (;;) {
      const frame = frames[read];
      if (frame) {
        read += 1;
        return frame;
      }
      await new Promise<void>((resolve) => {
        const run = (): void => {
          wake.delete(run);
          resolve();
        };
        wake.add(run);
      });
    }
  }
  async function nextOf<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>> {
    const isIt = (frame: ServerFrame): frame is Extract<ServerFrame, { type: T }> => frame.type === type;
    for (;;) {
      const frame = await next();
      if (isIt(frame)) return frame;
    }
  }
  return {
    socket,
    frames,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    next,
    nextOf,
    closed,
  };
}

/** Status code with which an upgrade is refused; 101 when it is not. `origin` null: none is sent. */
export async function upgradeStatus(
  world: World,
  path: string,
  { origin, ...options }: Omit<ClientOptions, 'origin'> & { readonly origin?: string | null } = {},
): Promise<number> {
  const url = await listen(world, path);
  const from = origin === undefined ? ownOrigin(url) : origin;
  const socket = new WebSocket(url, { ...options, ...(from !== null && { origin: from }) });
  return await new Promise<number>((resolve, reject) => {
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', (error) => {
      if (!error.message.includes('Unexpected')) reject(error);
    });
  });
}
