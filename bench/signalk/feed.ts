import { createServer } from 'node:net';
import { logOf } from './log.ts';

/** A receiver in a process of its own: whoever connects is sent the log as fast as it takes it, once. Prints its port, then when somebody came. */
const { bytes } = logOf(Number(process.argv[2]));
let isTaken = false;
const server = createServer((socket) => {
  socket.on('error', () => {});
  if (isTaken) return;
  isTaken = true;
  process.send?.({ beganMs: Date.now() });
  socket.write(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: address !== null && typeof address === 'object' ? address.port : 0 });
});
process.once('disconnect', () => process.exit());
