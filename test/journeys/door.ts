import type { AddressInfo } from 'node:net';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { deskRoutes, problem, sessionRoutes } from './door-routes.ts';
import { Doorkeeper } from './doorkeeper.ts';
import type { RunningServer } from './server.ts';

/** The routes of sessions in front of a server that has none: the rest is handed on, for whom it is. */
export interface Door {
  readonly url: string;
  readonly keeper: Doorkeeper;
  /** Closes every live socket with a code. */
  cutOff(code: number): void;
  close(): Promise<void>;
}

export async function startDoor(server: RunningServer): Promise<Door> {
  const keeper = new Doorkeeper();
  const app = fastify({ forceCloseConnections: true });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  sessionRoutes(app, keeper);
  deskRoutes(app, keeper);
  app.all('/*', async (request, reply) => {
    if (request.url.startsWith('/api/') && keeper.of(request.headers.cookie) === null)
      return problem(reply, 401, 'sign in first');
    const answer = await fetch(`${server.url}${request.url}`, {
      method: request.method,
      ...(request.body === undefined
        ? {}
        : { body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } }),
    });
    for (const name of ['content-type', 'content-security-policy', 'cache-control']) {
      const value = answer.headers.get(name);
      if (value !== null) reply.header(name, value);
    }
    return reply.code(answer.status).send(Buffer.from(await answer.arrayBuffer()));
  });

  const sockets = new WebSocketServer({ noServer: true });
  app.server.on('upgrade', (request, socket, head) => {
    const session = keeper.of(request.headers.cookie);
    if (session === null || session.owes.length > 0) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (browser) => {
      const real = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`);
      const waiting: string[] = [];
      real.on('open', () => {
        for (const text of waiting.splice(0)) real.send(text);
      });
      real.on('message', (data) => browser.send(forReader(String(data), keeper.seesCargo(session))));
      // a server that is gone is a lost connection for the browser too
      real.on('error', () => browser.terminate());
      real.on('close', () => browser.close());
      browser.on('message', (data) =>
        real.readyState === real.OPEN ? real.send(String(data)) : waiting.push(String(data)),
      );
      browser.on('close', () => real.terminate());
    });
  });

  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    keeper,
    cutOff: (code) => {
      for (const browser of sockets.clients) browser.close(code);
    },
    async close() {
      for (const browser of sockets.clients) browser.terminate();
      await app.close();
    },
  };
}

/** A frame without what a reader may not see. */
function forReader(text: string, seesCargo: boolean): string {
  const frame = JSON.parse(text) as ServerFrame;
  if (seesCargo || frame.type !== 'vessels') return text;
  return JSON.stringify({ ...frame, vessels: frame.vessels.map(({ hazard, eni, ...shown }) => shown) });
}
