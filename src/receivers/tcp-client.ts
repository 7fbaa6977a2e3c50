import { connect, type Socket } from 'node:net';
import { createBackoff } from '../lib/backoff.ts';
import { schedule as realSchedule, type Schedule } from '../lib/schedule.ts';
import type { Link, ReceiverTally } from '../model/reception.ts';
import { hostPort, type Receiver, type ReceiverDeps } from './receiver.ts';
import { takeTurns } from './turns.ts';

export interface TcpClientOptions {
  readonly host: string;
  readonly port: number;
  /** Default `tcp/<host>:<port>`. */
  readonly name?: string;
  /** A server that says nothing for this long, or does not accept within it, is tried afresh; default 60 s. */
  readonly idleMs?: number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A connection that held this long was a good one: the next failure is tried again soon. */
const STABLE_MS = 10_000;
const KEEP_ALIVE_MS = 15_000;

/**
 * Pulls NMEA from a server (a receiver or a multiplexer), and connects again, for ever, with full-jitter back-off
 * of 0.5 s growing to 30 s.
 * @returns at once; whether it is connected shows in its tally
 */
export function openTcpClient(
  options: TcpClientOptions,
  deps: ReceiverDeps & { readonly random: () => number; readonly schedule?: Schedule },
): Receiver {
  const { ledger, openLink, clock, log, random, schedule = realSchedule } = deps;
  const { host, port, idleMs = 60_000 } = options;
  const server = hostPort(host, port);
  const tally: ReceiverTally = ledger.tally(options.name ?? `tcp/${server}`, 'tcp-client');
  const backoff = createBackoff(FIRST_WAIT_MS, LONGEST_WAIT_MS, random);
  let cancelRetry = (): void => {};
  let socket: Socket | null = null;
  let closing = false;
  /** Said once per outage, not at every attempt. */
  let outageSaid = false;

  function attempt(): void {
    let link: Link | null = null;
    let connectedAtMs = 0;
    let reason = 'the server ended the connection';
    const current = connect({ host, port });
    socket = current;
    current.setKeepAlive(true, KEEP_ALIVE_MS);
    current.setTimeout(idleMs, () => {
      if (link) tally.refused.silent = (tally.refused.silent ?? 0) + 1;
      reason = `nothing heard for ${idleMs / 1000} s`;
      current.destroy();
    });
    current.once('connect', () => {
      link = openLink(tally);
      connectedAtMs = clock();
      tally.connections = 1;
      outageSaid = false;
      log.info({ receiver: tally.name, server }, 'receiver connected');
    });
    current.on('data', (chunk) => link?.bytes(chunk, clock()));
    takeTurns(current);
    current.on('error', (error) => {
      reason = error.message;
    });
    current.once('close', () => {
      const nowMs = clock();
      tally.connections = 0;
      link?.end(nowMs);
      if (closing) return;
      if (link && nowMs - connectedAtMs >= STABLE_MS) backoff.reset();
      const waitMs = backoff.next();
      if (!outageSaid)
        log.warn({ receiver: tally.name, server, reason, waitMs }, 'receiver not connected: trying again');
      outageSaid = true;
      cancelRetry = schedule(waitMs, attempt);
    });
  }

  attempt();
  return {
    async close() {
      closing = true;
      cancelRetry();
      const last = socket;
      if (!last || last.closed) return;
      const closed = new Promise<void>((resolve) => last.once('close', () => resolve()));
      last.destroy();
      await closed;
    },
  };
}
