import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { createAddressList, plainAddress } from '../lib/address-list.ts';
import { schedule as realSchedule, type Schedule } from '../lib/schedule.ts';
import type { Link, ReceiverTally } from '../model/reception.ts';
import { listenError } from './listen-error.ts';
import type { Listener, ReceiverDeps } from './receiver.ts';
import { createRefusals } from './refusals.ts';

export interface UdpOptions {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  /** Networks (CIDR) or addresses that may send. */
  readonly allow: readonly string[];
  /** Peers (address and port) kept at a time; the one heard longest ago gives way. */
  readonly maxPeers?: number;
  /** A peer unheard for this long is forgotten; default 10 minutes. */
  readonly idleMs?: number;
  /** One name for all peers, instead of `<prefix>/<address>` for each. */
  readonly name?: string;
  /** Default `udp`; listeners with one prefix count a peer together. */
  readonly prefix?: string;
  /** Setting that a busy port is blamed on. */
  readonly setting?: string;
}

/** Room for a burst while the event loop is busy: about 10,000 sentences. */
const RECEIVE_BUFFER_BYTES = 1 << 20;
const LINE_FEED = 0x0a;
const lineEnd = Uint8Array.of(LINE_FEED);

interface Peer {
  readonly tally: ReceiverTally;
  readonly link: Link;
  heardAtMs: number;
}

/**
 * Listens for NMEA in datagrams; the end of a datagram is the end of a line.
 * @throws Error naming the setting when the address cannot be listened on or an entry of `allow` is no network
 */
export async function openUdp(
  options: UdpOptions,
  deps: ReceiverDeps & { readonly schedule?: Schedule },
): Promise<Listener> {
  const { ledger, openLink, clock, log, schedule = realSchedule } = deps;
  const { maxPeers = 1024, idleMs = 600_000, prefix = 'udp' } = options;
  const isAllowed = createAddressList(options.allow);
  const refuse = createRefusals(clock, log);
  /** In order of last datagram: the first one is the one heard longest ago. */
  const peers = new Map<string, Peer>();

  function forget(key: string, peer: Peer): void {
    peers.delete(key);
    peer.tally.connections--;
    peer.link.end(clock());
  }

  function peerOf(from: RemoteInfo): Peer | null {
    const key = `${from.address} ${from.port}`;
    const known = peers.get(key);
    if (known) {
      peers.delete(key);
      peers.set(key, known);
      return known;
    }
    const tally = ledger.tally(options.name ?? `${prefix}/${plainAddress(from.address)}`, 'udp-listener');
    if (!isAllowed(from.address)) {
      refuse(tally, 'not-allowed');
      return null;
    }
    for (const [oldKey, old] of peers) {
      if (peers.size < maxPeers) break;
      forget(oldKey, old);
    }
    tally.connections++;
    const peer: Peer = { tally, link: openLink(tally), heardAtMs: 0 };
    peers.set(key, peer);
    return peer;
  }

  function forgetIdle(): void {
    const beforeMs = clock() - idleMs;
    for (const [key, peer] of peers) {
      if (peer.heardAtMs > beforeMs) break;
      forget(key, peer);
    }
    cancelSweep = schedule(idleMs, forgetIdle);
  }

  const socket = createSocket({
    type: isIPv6(options.host) ? 'udp6' : 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  });
  socket.on('message', (datagram, from) => {
    const peer = peerOf(from);
    if (!peer) return;
    const nowMs = clock();
    peer.heardAtMs = nowMs;
    peer.link.bytes(datagram, nowMs);
    if (datagram.length > 0 && datagram[datagram.length - 1] !== LINE_FEED) peer.link.bytes(lineEnd, nowMs);
  });
  try {
    socket.bind(options.port, options.host);
    await once(socket, 'listening');
  } catch (cause) {
    socket.close();
    throw listenError(options.setting ?? 'HW_NMEA_UDP', options.host, options.port, cause);
  }
  socket.on('error', (error) => log.error({ error: error.message }, 'the NMEA datagram socket reported'));
  let cancelSweep = schedule(idleMs, forgetIdle);

  return {
    address: { host: options.host, port: socket.address().port },
    async close() {
      cancelSweep();
      const closed = once(socket, 'close');
      socket.close();
      await closed;
      for (const [key, peer] of peers) forget(key, peer);
    },
  };
}
