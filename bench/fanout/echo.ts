import { type AddressInfo, createServer } from 'node:net';

/** Sends back what it gets. Answers any question with its port. */
process.on('message', () => {
  const server = createServer((socket) => socket.setNoDelay().pipe(socket));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
