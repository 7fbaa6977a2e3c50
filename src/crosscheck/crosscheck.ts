import type { Worker } from 'node:worker_threads';
import { startThread } from '../lib/thread.ts';
import type { AisMessage } from '../model/messages.ts';
import type { Log } from '../model/ports.ts';
import type { CrosscheckResult, Payload } from '../model/reception.ts';
import type { Answer, Question } from './exchange.ts';
import { comparisonOf } from './fields.ts';

/** Messages with the second decoder at a time; further ones are not checked. */
const MAX_WAITING = 64;
/** A decoder that has not answered for so long hangs, and is replaced; a thread takes a while to start. */
const PATIENCE_MS = 30_000;
/** A thread that ended is not started again at once. */
const RESTART_MS = 10_000;
/** Disagreements logged a minute. */
const LOGGED_A_MINUTE = 10;
const MINUTE_MS = 60_000;

export interface CrosscheckOptions {
  /** Share of messages to check, 0 … 1. */
  readonly share: number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Starts the thread of the second decoder. */
  readonly start?: () => Worker;
}

/**
 * A share of the messages is read again by another decoder, in a thread of its own. Nothing waits for it, and nothing
 * depends on it: it counts, and logs what the two read differently.
 */
export interface Crosscheck {
  /** Picks some messages. The others cost one comparison of numbers. */
  consider(payload: Payload, message: AisMessage, nowMs: number): void;
  /** `skipped`: not of a kind that the other decoder reads, or too many at a time; `failed`: no answer. */
  readonly results: Readonly<Record<CrosscheckResult, number>>;
  /** Messages that are with the other decoder now. */
  readonly waiting: number;
  close(): Promise<void>;
}

const startWorker = (): Worker =>
  startThread(import.meta.url, 'worker', {
    name: 'crosscheck',
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });

export function createCrosscheck({ share, random, log, start = startWorker }: CrosscheckOptions): Crosscheck {
  const results: Record<CrosscheckResult, number> = { agree: 0, disagree: 0, skipped: 0, failed: 0 };
  let worker: Worker | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  let closed = false;
  let mayStartMs = Number.NEGATIVE_INFINITY;
  /** Questions without an answer: number → when it was asked. In the order of asking. */
  const waiting = new Map<number, number>();
  let lastId = 0;
  let nowMs = 0;
  let minute = 0;
  let loggedThisMinute = 0;
  let unlogged = 0;

  /** How many messages on the next one to check is: the gaps of a coin tossed for each message. */
  function gap(): number {
    if (share >= 1) return 1;
    if (!(share > 0)) return Number.POSITIVE_INFINITY;
    return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - share));
  }
  let countdown = gap();

  function lose(what: string): void {
    const lost = worker;
    if (lost === null) return;
    worker = null;
    ended = lost.terminate();
    mayStartMs = nowMs + RESTART_MS;
    results.failed += waiting.size;
    waiting.clear();
    log.warn({ failed: results.failed }, `the second decoder ${what}; messages go on without it`);
  }

  function hear({ id, sentence, differences }: Answer): void {
    if (!waiting.delete(id)) return;
    if (differences === null) results.failed++;
    else if (differences.length === 0) results.agree++;
    else {
      results.disagree++;
      report(sentence, differences);
    }
  }

  function report(sentence: string, differences: readonly string[]): void {
    const thisMinute = Math.floor(nowMs / MINUTE_MS);
    if (thisMinute !== minute) loggedThisMinute = 0;
    minute = thisMinute;
    if (loggedThisMinute >= LOGGED_A_MINUTE) {
      unlogged++;
      return;
    }
    loggedThisMinute++;
    log.warn({ sentence, differences, unlogged }, 'two decoders read a message differently');
    unlogged = 0;
  }

  function startNow(): Worker {
    const started = start();
    started.on('message', (answer: Answer) => {
      if (started === worker) hear(answer);
    });
    started.on('error', (error: unknown) => {
      if (started === worker) lose(`failed: ${error instanceof Error ? error.message : String(error)}`);
    });
    started.on('exit', (code) => {
      if (started === worker) lose(`ended with code ${code}`);
    });
    return started;
  }

  function check({ sextets, bits, channel }: Payload, message: AisMessage): void {
    const [oldestMs = nowMs] = waiting.values();
    if (nowMs - oldestMs > PATIENCE_MS) lose('does not answer');
    const comparison = comparisonOf(message);
    const isPossible = comparison !== null && bits >= comparison.minBits && waiting.size < MAX_WAITING;
    if (closed || !isPossible || (worker === null && nowMs < mayStartMs)) {
      results.skipped++;
      return;
    }
    worker ??= startNow();
    lastId++;
    waiting.set(lastId, nowMs);
    const copy = sextets.slice(0, Math.ceil(bits / 6));
    worker.postMessage({ id: lastId, sextets: copy, bits, channel, message } satisfies Question);
  }

  return {
    results,
    get waiting() {
      return waiting.size;
    },
    consider(payload, message, atMs) {
      if (--countdown > 0) return;
      countdown = gap();
      nowMs = atMs;
      check(payload, message);
    },
    async close() {
      closed = true;
      const closing = worker;
      worker = null;
      waiting.clear();
      await Promise.all([closing?.terminate(), ended]);
    },
  };
}
