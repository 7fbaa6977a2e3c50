import type { Socket } from 'node:net';

/** What the system hands on of a connection at most in one piece; TLS cuts it into smaller ones. */
const turnBytes = 64 * 1024;

/**
 * Lets others have their turn behind every 64 KiB. The event loop would else read up to 32 of them from a sender at full speed, a fifth of a
 * second of work, before it looks at anybody else.
 */
export function takeTurns(socket: Socket): void {
  let taken = 0;
  socket.on('data', (chunk: Buffer) => {
    taken += chunk.length;
    if (taken < turnBytes) return;
    taken = 0;
    socket.pause();
    setImmediate(() => socket.resume());
  });
}
