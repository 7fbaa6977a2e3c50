import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** By address and port and not by object: with TLS a request has another socket than the connection that it came by. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/**
 * Bounds the connections that have not asked anything yet: for one too many, the oldest of them is cut off. So whoever opens connections and says
 * nothing, or says it slowly, holds so many and takes nobody's place: a browser asks as soon as it is connected.
 */
export function boundSilent(server: Server, most: number): void {
  const silent = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    silent.set(name, socket);
    socket.once('close', () => {
      if (silent.get(name) === socket) silent.delete(name);
    });
    if (silent.size <= most) return;
    const [oldest] = silent.values();
    oldest?.destroy();
  });
  const asked = ({ socket }: { readonly socket: Socket }): void => void silent.delete(nameOf(socket));
  server.on('request', asked);
  server.on('upgrade', asked);
}
