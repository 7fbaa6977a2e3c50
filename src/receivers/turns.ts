import type { Socket } from 'node:net';

/** What the system hands on of a connection at most in one piece: more is waiting behind it. */
const fullPieceBytes = 64 * 1024;

/**
 * Lets others have their turn behind every full piece. The event loop would else read up to 32 of them from a sender at full speed, a fifth of a
 * second of work, before it looks at anybody else.
 */
export function takeTurns(socket: Socket): void {
  socket.on('data', (chunk: Buffer) => {
    if (chunk.length < fullPieceBytes) return;
    socket.pause();
    setImmediate(() => socket.resume());
  });
}
