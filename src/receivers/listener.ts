import { once } from 'node:events';
import type { Server } from 'node:net';
import type { Log } from '../model/ports.ts';
import type { Intake } from './intake.ts';
import { listenError } from './listen-error.ts';
import type { Listener } from './receiver.ts';

/**
 * Listens with a server whose connections go to the intake.
 * @throws Error naming the setting when the address cannot be listened on
 */
export async function openListener(
  server: Server,
  intake: Pick<Intake, 'clear'>,
  { host, port, setting }: { readonly host: string; readonly port: number; readonly setting: string },
  log: Log,
): Promise<Listener> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw listenError(setting, host, port, cause);
  }
  // E.g. out of file descriptors while accepting: connected receivers go on.
  server.on('error', (error) => log.error({ error: error.message }, 'the NMEA listener could not accept'));

  const bound = server.address();
  return {
    address: { host, port: bound !== null && typeof bound === 'object' ? bound.port : port },
    async close() {
      const closed = once(server, 'close');
      server.close();
      intake.clear();
      await closed;
    },
  };
}
