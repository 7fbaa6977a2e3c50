import { createServer } from 'node:net';
import { say } from './command.ts';

/** The port kept from an earlier start while nobody else took it, else a free one chosen by the system. Loopback only. */
export async function keptOrFreePort(kept: number | null, what: string): Promise<number> {
  if (kept !== null) {
    const same = await listenOnce(kept);
    if (same !== null) return same;
    say(`port ${kept} of ${what} is taken by another program; choosing a new one`);
  }
  const free = await listenOnce(0);
  if (free === null) throw new Error('no free port on 127.0.0.1');
  return free;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address ? address.port : null;
      server.close(() => done(chosen));
    });
  });
}
