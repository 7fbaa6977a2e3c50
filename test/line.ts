import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP line to a server on loopback that can be cut and mended, and can lose what the server answers. */
export interface Line {
  /** Where the near end listens. */
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  heal(): void;
  /** From the next request that holds `text` on, answers are swallowed, and the connection is cut when one was. Once. */
  loseReplyTo(text: string): void;
  /** Hands the next request that holds `text` on, and cuts the connection at that byte. Once. */
  cutBehind(text: string): void;
  /** Replies lost, and connections cut behind a request, so far. */
  readonly lost: number;
  close(): Promise<void>;
}

export async function createLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let whole = true;
  let wanted: string | null = null;
  let cutting: string | null = null;
  let lost = 0;

  function pair(near: Socket): void {
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
      if (cutting === null || !request.includes(cutting)) return void far.write(request);
      cutting = null;
      lost++;
      far.end(request);
      near.destroy();
    });
    far.on('data', (reply) => {
      if (!losing) {
        near.write(reply);
        return;
      }
      lost++;
      near.destroy();
    });
  }

  const server = createServer((near) => {
    if (whole) pair(near);
    else near.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    cut() {
      whole = false;
      endAll();
    },
    heal() {
      whole = true;
    },
    loseReplyTo(text) {
      wanted = text;
    },
    cutBehind(text) {
      cutting = text;
    },
    get lost() {
      return lost;
    },
    async close() {
      server.close();
      endAll();
      await once(server, 'close');
    },
  };
}
