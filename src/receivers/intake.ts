import type { Socket } from 'node:net';
import { createAddressList, plainAddress } from '../lib/address-list.ts';
import type { ConnectionRefusal, ReceiverKind } from '../model/reception.ts';
import type { ReceiverDeps } from './receiver.ts';
import { createRefusals } from './refusals.ts';
import { takeTurns } from './turns.ts';

export interface IntakeOptions {
  /** Networks (CIDR) or addresses that may push. */
  readonly allow: readonly string[];
  readonly maxConnections?: number;
  readonly maxPerAddress?: number;
  /** A connection that says nothing for this long is closed; default 10 minutes. */
  readonly idleMs?: number;
  /** A connection that has not ended its first line by then is closed; default 10 s. */
  readonly firstLineMs?: number;
}

/** Connections of receivers that push: who may come in, how many, and what they say. */
export interface Intake {
  /** Gives the connection a place until it closes; false: it was turned away, and counted under `name`. */
  admit(socket: Socket, name: string): boolean;
  /** Hands what `stream` says to a link of the receiver `name`, until it closes. */
  link(stream: Socket, name: string): void;
  /** Counts a peer under `name`, and ends its connection. */
  refuse(stream: Socket, name: string, cause: ConnectionRefusal): void;
  /** Ends all connections. */
  clear(): void;
}

/** Time between the probes by which the system notices a peer that vanished without a word. */
const KEEP_ALIVE_MS = 15_000;
const LINE_FEED = 0x0a;

/** @throws Error when an entry of `allow` is no network */
export function createIntake(kind: ReceiverKind, options: IntakeOptions, deps: ReceiverDeps): Intake {
  const { ledger, openLink, clock, log } = deps;
  const { maxConnections = 256, maxPerAddress = 32, idleMs = 600_000, firstLineMs = 10_000 } = options;
  const isAllowed = createAddressList(options.allow);
  const count = createRefusals(clock, log);
  const sockets = new Set<Socket>();
  const perAddress = new Map<string, number>();

  function refuse(stream: Socket, name: string, cause: ConnectionRefusal): void {
    count(ledger.tally(name, kind), cause);
    stream.destroy();
  }

  function admit(socket: Socket, name: string): boolean {
    // A reset peer is an ordinary end: 'close' follows.
    socket.on('error', () => {});
    const address = plainAddress(socket.remoteAddress ?? '');
    const connections = perAddress.get(address) ?? 0;
    const cause = !isAllowed(address)
      ? 'not-allowed'
      : sockets.size >= maxConnections || connections >= maxPerAddress
        ? 'too-many-connections'
        : null;
    if (cause) {
      refuse(socket, name, cause);
      return false;
    }
    sockets.add(socket);
    perAddress.set(address, connections + 1);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once('close', () => {
      sockets.delete(socket);
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
    });
    return true;
  }

  function link(stream: Socket, name: string): void {
    const tally = ledger.tally(name, kind);
    tally.connections++;
    const link = openLink(tally);
    const giveUp = (): void => {
      count(tally, 'silent');
      stream.destroy();
    };
    let firstLine: NodeJS.Timeout | null = setTimeout(giveUp, firstLineMs).unref();
    stream.setTimeout(idleMs, giveUp);
    stream.on('data', (chunk) => {
      if (firstLine && chunk.includes(LINE_FEED)) {
        clearTimeout(firstLine);
        firstLine = null;
      }
      link.bytes(chunk, clock());
    });
    takeTurns(stream);
    // After a half-close 'end' comes behind the last byte, and the socket then closes by itself.
    stream.once('close', () => {
      if (firstLine) clearTimeout(firstLine);
      tally.connections--;
      link.end(clock());
    });
  }

  return {
    admit,
    link,
    refuse,
    clear() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
