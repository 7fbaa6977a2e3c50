import { createServer } from 'node:net';
import { plainAddress } from '../lib/address-list.ts';
import { createIntake, type IntakeOptions } from './intake.ts';
import { openListener } from './listener.ts';
import type { Listener, ReceiverDeps } from './receiver.ts';

export interface TcpListenerOptions extends IntakeOptions {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  /** Another name than `tcp/<address>` for the receiver behind a connection. */
  readonly name?: (address: string, port: number) => string | undefined;
  /** Setting that a busy port is blamed on. */
  readonly setting?: string;
}

/**
 * Listens for receivers that push NMEA over TCP, many at once.
 * @throws Error naming the setting when the address cannot be listened on or an entry of `allow` is no network
 */
export async function openTcpListener(options: TcpListenerOptions, deps: ReceiverDeps): Promise<Listener> {
  const { setting = 'HW_NMEA_TCP' } = options;
  const intake = createIntake('tcp-listener', options, deps);
  const server = createServer((socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    const name = options.name?.(address, socket.remotePort ?? 0) ?? `tcp/${address}`;
    if (intake.admit(socket, name)) intake.link(socket, name);
  });
  return openListener(server, intake, { ...options, setting }, deps.log);
}
