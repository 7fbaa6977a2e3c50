import type { Random } from '../src/lib/random.ts';
import { createRandom } from '../src/lib/random.ts';
import type { Finding } from '../src/model/alert.ts';
import type { ReceiverKind, ReceiverTally } from '../src/model/reception.ts';
import { createLedger, type Ledger } from '../src/receivers/ledger.ts';
import { createReceiverWatch, type ReceiverWatch } from '../src/receivers/watch/watch.ts';

/** Simulated receivers under watch: arrivals from seeded random numbers, time by hand. */

export const minuteS = 60;
export const hourS = 3_600;
export const dayS = 86_400;
/** A Monday, 00:00 UTC. */
export const mondayMs = Date.UTC(2026, 10, 23);

/** Messages a second at a time. */
export type Rate = (atMs: number) => number;

export const steady =
  (perS: number): Rate =>
  () =>
    perS;

const hourOf = (atMs: number): number => (atMs / 3_600_000) % 24;

/** Highest at 14:00 UTC, lowest at 02:00. */
export const dayAndNight =
  (dayPerS: number, nightPerS: number): Rate =>
  (atMs) => {
    const swing = (1 + Math.cos(((hourOf(atMs) - 14) / 12) * Math.PI)) / 2;
    return nightPerS + (dayPerS - nightPerS) * swing;
  };

/** Works from 06:00 to 22:00 UTC and hears nothing at night. */
export const byDayOnly =
  (perS: number): Rate =>
  (atMs) =>
    hourOf(atMs) >= 6 && hourOf(atMs) < 22 ? perS : 0;

/** Number of arrivals of a Poisson process of that mean. */
function poisson(mean: number, random: Random): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.bell() * 3));
  const end = Math.exp(-mean);
  let n = 0;
  for (let product = random.unit(); product > end; product *= random.unit()) n++;
  return n;
}

interface Feed {
  readonly tally: ReceiverTally;
  rate: Rate;
  readonly random: Random;
  /** Null: Poisson arrivals; else a message every so many seconds. */
  everyS: number | null;
  dueMs: number;
  /** How many vessels it hears. */
  vessels: number;
}

export interface Shore {
  readonly ledger: Ledger;
  readonly watch: ReceiverWatch;
  readonly findings: { readonly atMs: number; readonly finding: Finding }[];
  nowMs: number;
  /** A receiver that hears twenty vessels, connected, with Poisson arrivals. */
  poisson(name: string, rate: Rate, kind?: ReceiverKind): Feed;
  /** A receiver with a message every `everyS` seconds. */
  regular(name: string, everyS: number): Feed;
  /** Lets time pass in ticks of `stepS` seconds. */
  run(seconds: number, stepS?: number): void;
  /** Causes raised so far, in order. */
  raised(): string[];
  /** Seconds from `fromMs` to the first raise of that cause after it; null when there was none. */
  raisedAfterS(fromMs: number, cause: string): number | null;
}

export interface ShoreOptions {
  readonly seed?: number;
  readonly startMs?: number;
  readonly isSimulated?: (name: string) => boolean;
}

export function createShore({ seed = 1, startMs = mondayMs, ...options }: ShoreOptions = {}): Shore {
  const random = createRandom(seed);
  const ledger = createLedger();
  const watch = createReceiverWatch({ ledger, ...options });
  const feeds: Feed[] = [];

  function deliver(feed: Feed, fromMs: number, toMs: number): void {
    const { tally } = feed;
    let count = 0;
    let lastMs = toMs;
    if (feed.everyS !== null) {
      for (; feed.dueMs <= toMs; feed.dueMs += feed.everyS * 1000) {
        if (feed.rate(feed.dueMs) > 0 && feed.dueMs > fromMs) {
          count++;
          lastMs = feed.dueMs;
        }
      }
    } else {
      count = poisson((feed.rate(toMs) * (toMs - fromMs)) / 1000, feed.random);
      // the latest of n uniform times
      lastMs = fromMs + (toMs - fromMs) * feed.random.unit() ** (1 / Math.max(1, count));
    }
    if (count === 0) return;
    tally.lines += count;
    tally.results.accepted += count;
    tally.lastHeardMs = lastMs;
    watch.heard(tally, 205_000_001 + feed.random.whole(0, feed.vessels - 1), 4.3, 51.25, lastMs);
  }

  function add(name: string, kind: ReceiverKind, more: Pick<Feed, 'rate' | 'everyS'>): Feed {
    const tally = ledger.tally(name, kind);
    tally.connections = 1;
    const feed = { tally, random: random.fork(), dueMs: shore.nowMs, vessels: 20, ...more };
    feeds.push(feed);
    return feed;
  }

  const shore: Shore = {
    ledger,
    watch,
    findings: [],
    nowMs: startMs,
    poisson: (name, rate, kind = 'tcp-listener') => add(name, kind, { rate, everyS: null }),
    regular: (name, everyS) => add(name, 'tcp-listener', { rate: steady(1), everyS }),
    run(seconds, stepS = 1) {
      const untilMs = shore.nowMs + seconds * 1000;
      while (shore.nowMs < untilMs) {
        const fromMs = shore.nowMs;
        shore.nowMs += stepS * 1000;
        for (const feed of feeds) deliver(feed, fromMs, shore.nowMs);
        for (const finding of watch.tick(shore.nowMs)) shore.findings.push({ atMs: shore.nowMs, finding });
      }
    },
    raised: () =>
      shore.findings.filter(({ finding: f }) => f.action === 'raise').map(({ finding: f }) => f.cause),
    raisedAfterS(fromMs, cause) {
      const at = shore.findings.find(
        ({ atMs, finding: f }) => atMs > fromMs && f.action === 'raise' && f.cause === cause,
      );
      return at === undefined ? null : (at.atMs - fromMs) / 1000;
    },
  };
  return shore;
}

export const silence: Rate = () => 0;
