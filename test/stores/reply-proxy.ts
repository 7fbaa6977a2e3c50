import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and can lose what the server answers. */
export interface ReplyProxy {
  readonly port: number;
  /** From the next request that holds `text` on, answers are swallowed, and the connection is cut when one was. Once. */
  loseReplyTo(text: string): void;
  /** Replies lost so far. */
  readonly lost: number;
  close(): Promise<void>;
}

export async function createReplyProxy(targetPort: number): Promise<ReplyProxy> {
  const sockets = new Set<Socket>();
  let wanted: string | null = null;
  let lost = 0;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    let losing = false;
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (request) => {
      if (wanted !== null && request.includes(wanted)) {
        wanted = null;
        losing = true;
      }
      far.write(request);
    });
    far.on('data', (reply) => {
      if (!losing) {
        near.write(reply);
        return;
      }
      lost++;
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    loseReplyTo(text) {
      wanted = text;
    },
    get lost() {
      return lost;
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
