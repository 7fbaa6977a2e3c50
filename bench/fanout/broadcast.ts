import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** Bare `ws`: sends every client, once a second, a text of its own that was made before. Asked for a size, answers with its port. */
export interface Question {
  readonly bytesPerFrame: number;
}

process.on('message', ({ bytesPerFrame }: Question) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  const texts = new Map<WebSocket, string>();
  server.on('connection', (socket) => {
    texts.set(socket, String(texts.size).padEnd(bytesPerFrame, 'x'));
    socket.on('close', () => texts.delete(socket));
  });
  server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
  setInterval(() => {
    for (const [socket, text] of texts) socket.send(text);
  }, 1_000);
});
process.on('disconnect', () => process.exit());
