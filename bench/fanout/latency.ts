import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Question } from './clients.ts';
import type { Helper } from './process.ts';
import type { Feed } from './traffic.ts';

/** A server that cannot keep up is late, and measured as such; one that loses alerts is not waited for longer than this. */
const patienceS = 20;

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** From the last byte of a sentence to the alert at a WebSocket client. Throws when an alert is missing or comes twice. */
export async function latency(feed: Feed, clients: Helper<Question, Answer>, seconds: number) {
  await clients.ask({ ask: 'report' });
  const { sentences, probes, echoMs, perSecond } = await feed.send(seconds, true);
  const alerts: (readonly [mmsi: string, atMs: number])[] = [];
  for (let half = 0; half < patienceS * 2 && alerts.length < probes.size; half++) {
    await wait(500);
    alerts.push(...(await clients.ask({ ask: 'report' })).alerts);
  }
  if (alerts.length !== probes.size || new Set(alerts.map(([mmsi]) => mmsi)).size !== probes.size)
    throw new Error(`${alerts.length} alerts for ${probes.size} sentences that raise one`);
  const ms = alerts.map(([mmsi, atMs]) => atMs - (probes.get(mmsi) ?? Number.NaN));
  const [p50Ms, p99Ms, maxMs] = [quantile(ms, 0.5), quantile(ms, 0.99), quantile(ms, 1)].map(rounded);
  if (p50Ms === undefined || p99Ms === undefined) throw new Error('no alert was measured');
  return {
    perSecond,
    count: ms.length,
    sentences,
    p50Ms,
    p99Ms,
    maxMs,
    echoP99Ms: rounded(quantile(echoMs, 0.99)),
  };
}
