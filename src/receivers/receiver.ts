import type { Clock, Log } from '../model/ports.ts';
import type { OpenLink } from '../model/reception.ts';
import type { Ledger } from './ledger.ts';

/** A source of bytes that is open. */
export interface Receiver {
  /** Ends its connections and their links; nothing is heard of it afterwards. */
  close(): Promise<void>;
}

/** A receiver that others connect to. */
export interface Listener extends Receiver {
  /** Where it listens; the port is the real one where 0 was asked for. */
  readonly address: { readonly host: string; readonly port: number };
}

/** What every receiver works with. */
export interface ReceiverDeps {
  readonly ledger: Ledger;
  readonly openLink: OpenLink;
  readonly clock: Clock;
  readonly log: Log;
}

export const hostPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
