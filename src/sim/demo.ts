import { connect, type Socket } from 'node:net';
import { createBackoff } from '../lib/backoff.ts';
import { createRandom } from '../lib/random.ts';
import { schedule } from '../lib/schedule.ts';
import type { Clock, Log } from '../model/ports.ts';
import { assertSimulable, createSimulation, type Simulation } from './simulation.ts';

export interface DemoSettings {
  /** The NMEA listener to send to. */
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly vessels: number;
  readonly clock: Clock;
  readonly log: Log;
  /** How often the traffic of the time since is sent; default 250 ms. */
  readonly tickMs?: number;
}

export interface Demo {
  /** Sends what is under way, ends the connection and resolves when it is closed. Idempotent. */
  stop(): Promise<void>;
}

const firstWaitMs = 250;
const longestWaitMs = 5_000;
/** A connection that held this long was a good one: the next failure is tried again soon. */
const stableMs = 10_000;
/** Time that was slept over beyond this is simulated without being sent. */
const longestSilenceMs = 10_000;
/** A listener that does not read: what is due meanwhile is lost, as on the air. */
const mostWaitingBytes = 256 * 1024;

/**
 * Plays the simulated port in real time into a listener over TCP, lines ending in CR LF, from the first
 * connection on. Connects again for ever when the connection fails. Throws a RangeError for settings that cannot be simulated.
 */
export function runDemo(settings: DemoSettings): Demo {
  const { host, port, seed, vessels, clock, log, tickMs = 250 } = settings;
  let simulatedMs = clock();
  assertSimulable({ seed, vessels, startMs: simulatedMs });
  /** Begins with the first connection, so that the listener hears every vessel within seconds. */
  let simulation: Simulation | null = null;
  const backoff = createBackoff(firstWaitMs, longestWaitMs, createRandom(seed).unit);
  let socket: Socket | null = null;
  let cancelRetry = (): void => {};
  let stopping = false;
  /** Said once per outage, not at every attempt. */
  let outageSaid = false;

  /** The sentences that became due; only the latest seconds when the process was asleep. */
  const due = (): string[] => {
    if (!simulation) return [];
    const nowMs = clock();
    while (nowMs - simulatedMs > longestSilenceMs) {
      simulatedMs += longestSilenceMs;
      simulation.advance(simulatedMs);
    }
    simulatedMs = Math.max(simulatedMs, nowMs);
    return simulation.advance(simulatedMs);
  };
  const tick = (): void => {
    const sentences = due();
    if (sentences.length === 0 || !socket?.writable || socket.connecting) return;
    if (socket.writableLength > mostWaitingBytes) return;
    socket.write(`${sentences.join('\r\n')}\r\n`, 'latin1');
  };
  const attempt = (): void => {
    let reason = 'the listener ended the connection';
    let connectedAtMs: number | null = null;
    const current = connect({ host, port });
    socket = current;
    current.once('connect', () => {
      connectedAtMs = clock();
      outageSaid = false;
      if (!simulation) {
        simulatedMs = connectedAtMs;
        simulation = createSimulation({ seed, vessels, startMs: simulatedMs });
      }
      log.info({ host, port, vessels, seed }, 'demo traffic: connected');
    });
    // What a listener says is of no interest, but unread bytes would keep the socket open.
    current.resume();
    current.on('error', (error) => {
      reason = error.message;
    });
    current.once('close', () => {
      socket = null;
      if (stopping) return;
      if (connectedAtMs !== null && clock() - connectedAtMs >= stableMs) backoff.reset();
      const waitMs = backoff.next();
      if (!outageSaid) log.warn({ host, port, reason, waitMs }, 'demo traffic: not connected, trying again');
      outageSaid = true;
      cancelRetry = schedule(waitMs, attempt);
    });
  };

  attempt();
  const timer = setInterval(tick, tickMs);
  timer.unref();
  const close = (resolve: () => void): void => {
    stopping = true;
    clearInterval(timer);
    cancelRetry();
    if (!socket) resolve();
    else if (socket.connecting) socket.once('close', resolve).destroy();
    else socket.once('close', resolve).destroySoon();
  };
  return { stop: () => new Promise(close) };
}
