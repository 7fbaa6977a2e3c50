import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import { problem } from './problem.ts';

/** First byte of a TLS record that begins a handshake (RFC 8446 §5.1). */
const handshake = 22;
/** Longest time until the first byte. */
const firstByteMs = 10_000;

/**
 * Answers what is not TLS on a port for TLS in plain words, and closes it: the page of a browser is sent to the right place, everything else
 * is refused, because what it sent (a password, a key) was readable on the way.
 */
export function answerPlain(server: Server, publicUrl: string): void {
  const body = JSON.stringify(problem(400, `this port speaks TLS: use ${publicUrl}`));
  const refusal =
    'HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\n' +
    `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
  const toThePage = `HTTP/1.1 308 Permanent Redirect\r\nLocation: ${publicUrl}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  const isPage = (bytes: Buffer): boolean =>
    bytes.subarray(0, 6).toString('latin1') === 'GET / ' && !/^upgrade:/im.test(bytes.toString('latin1'));

  const [secure] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  if (secure === undefined) throw new Error('a TLS server without a listener for connections');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const giveUp = (): void => void socket.destroy();
    socket.setTimeout(firstByteMs, giveUp);
    socket.on('error', giveUp);
    socket.once('data', (bytes: Buffer) => {
      if (bytes[0] !== handshake) return void socket.end(isPage(bytes) ? toThePage : refusal);
      socket.setTimeout(0);
      socket.off('timeout', giveUp);
      socket.off('error', giveUp);
      socket.pause();
      socket.unshift(bytes);
      secure.call(server, socket);
    });
  });
}
