import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createAddressList, plainAddress } from '../lib/address-list.ts';
import { listenError } from './listen-error.ts';
import type { Listener, ReceiverDeps } from './receiver.ts';
import { createRefusals } from './refusals.ts';
import { takeTurns } from './turns.ts';

export interface TcpListenerOptions {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  /** Networks (CIDR) or addresses that may push. */
  readonly allow: readonly string[];
  readonly maxConnections?: number;
  readonly maxPerAddress?: number;
  /** A connection that says nothing for this long is closed; default 10 minutes. */
  readonly idleMs?: number;
  /** A connection that has not ended its first line by then is closed; default 10 s. */
  readonly firstLineMs?: number;
  /** Another name than `tcp/<address>` for the receiver behind a connection. */
  readonly name?: (address: string, port: number) => string | undefined;
  /** Setting that a busy port is blamed on. */
  readonly setting?: string;
}

/** Time between the probes by which the system notices a peer that vanished without a word. */
const KEEP_ALIVE_MS = 15_000;
const LINE_FEED = 0x0a;

/**
 * Listens for receivers that push NMEA over TCP, many at once.
 * @throws Error naming the setting when the address cannot be listened on or an entry of `allow` is no network
 */
export async function openTcpListener(options: TcpListenerOptions, deps: ReceiverDeps): Promise<Listener> {
  const { ledger, openLink, clock, log } = deps;
  const { maxConnections = 256, maxPerAddress = 32, idleMs = 600_000, firstLineMs = 10_000 } = options;
  const isAllowed = createAddressList(options.allow);
  const refuse = createRefusals(clock, log);
  const sockets = new Set<Socket>();
  const perAddress = new Map<string, number>();

  function accept(socket: Socket): void {
    // A reset peer is an ordinary end: 'close' follows.
    socket.on('error', () => {});
    const address = plainAddress(socket.remoteAddress ?? '');
    const name = options.name?.(address, socket.remotePort ?? 0) ?? `tcp/${address}`;
    const tally = ledger.tally(name, 'tcp-listener');
    const connections = perAddress.get(address) ?? 0;
    const cause = !isAllowed(address)
      ? 'not-allowed'
      : sockets.size >= maxConnections || connections >= maxPerAddress
        ? 'too-many-connections'
        : null;
    if (cause) {
      refuse(tally, cause);
      socket.destroy();
      return;
    }

    sockets.add(socket);
    perAddress.set(address, connections + 1);
    tally.connections++;
    const link = openLink(tally);
    const giveUp = (): void => {
      refuse(tally, 'silent');
      socket.destroy();
    };
    let firstLine: NodeJS.Timeout | null = setTimeout(giveUp, firstLineMs).unref();
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.setTimeout(idleMs, giveUp);
    socket.on('data', (chunk) => {
      if (firstLine && chunk.includes(LINE_FEED)) {
        clearTimeout(firstLine);
        firstLine = null;
      }
      link.bytes(chunk, clock());
    });
    takeTurns(socket);
    // After a half-close 'end' comes behind the last byte, and the socket then closes by itself.
    socket.once('close', () => {
      if (firstLine) clearTimeout(firstLine);
      sockets.delete(socket);
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
      tally.connections--;
      link.end(clock());
    });
  }

  const server = createServer(accept);
  try {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (cause) {
    throw listenError(options.setting ?? 'HW_NMEA_TCP', options.host, options.port, cause);
  }
  // E.g. out of file descriptors while accepting: connected receivers go on.
  server.on('error', (error) => log.error({ error: error.message }, 'the NMEA listener could not accept'));

  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : options.port;
  return {
    address: { host: options.host, port },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
