import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import { hostname } from 'node:os';
import { anchorText } from './anchor-text.ts';
import type { AnchorPlace } from './anchors.ts';

/** Facility 13 (log audit), severity 6 (informational): RFC 5424, 6.2.1. */
const priority = 13 * 8 + 6;
const patienceMs = 5_000;
const standardPort = { 'udp:': 514, 'tcp:': 601 } as const;

/** A message after RFC 5424. */
export function syslogMessage(text: string, host: string, atMs: number): string {
  const name = host.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-';
  return `<${priority}>1 ${new Date(atMs).toISOString()} ${name} havenwacht ${process.pid} audit-anchor - ${text}`;
}

function sendUdp(host: string, port: number, message: Buffer): Promise<void> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  return new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.send(message, port, host, (error) => (error === null ? resolve() : reject(error)));
  }).finally(() => socket.close());
}

/** One connection a message, framed by its length (RFC 6587, 3.4.1). */
function sendTcp(host: string, port: number, message: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer in time')));
    socket.once('error', reject);
    socket.once('close', (hadError) => {
      if (!hadError) resolve();
    });
    socket.end(Buffer.concat([Buffer.from(`${message.length} `), message]));
    socket.resume();
  });
}

/** @param address `udp://host[:514]` or `tcp://host[:601]` */
export function syslog(address: string, clock: () => number): AnchorPlace {
  const { protocol, hostname: host, port } = new URL(address);
  const isTcp = protocol === 'tcp:';
  const name = host.replace(/^\[|\]$/g, '');
  const to = Number(port) || standardPort[isTcp ? 'tcp:' : 'udp:'];
  const send = isTcp ? sendTcp : sendUdp;
  return {
    name: address,
    put: (anchor) => send(name, to, Buffer.from(syslogMessage(anchorText(anchor), hostname(), clock()))),
  };
}
