import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import autocannon from 'autocannon';
import type { BenchOptions, Row } from './lib/case.ts';

/**
 * Requests a second of the gateway in a process of its own, beside a bare Fastify route that sends the same bytes.
 * Every answer must be a 200 of the same length.
 */
export const name = 'http';

const requests = [
  { title: 'vessels in a box (1,000)', path: '/api/v1/vessels?bbox=4.1,51.1,4.5,51.5', features: 1000 },
  { title: 'one vessel', path: '/api/v1/vessels/205000130', features: null },
];
const connections = 10;
/** By so much the heads of equal answers differ: they say how many requests are left, and until when. */
const countingChars = 16;

interface Running {
  readonly url: string;
  stop(): void;
}

async function start(kind: 'havenwacht' | 'bare'): Promise<Running> {
  const file = resolve(import.meta.dirname, 'http/server.ts');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', file, kind, ...requests.map(({ path }) => path)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (!child.stdout) throw new Error(`${kind}: no output`);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${kind}: the server ended`)));
  const [port] = await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => {});
  return { url: `http://127.0.0.1:${Number(String(port))}`, stop: () => child.stdin?.end() };
}

/** The answer that is measured, and what is wrong with it. */
async function check(url: string, features: number | null): Promise<string> {
  const answer = await fetch(url);
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: status ${answer.status}`);
  const found = JSON.parse(body).features?.length ?? null;
  if (found !== features) throw new Error(`${url}: ${found} features instead of ${features}`);
  return body;
}

/** Loads one URL. Throws when an answer was no 200 or of another length than the rest. */
async function load(url: string, bodyBytes: number, seconds: number) {
  const lengths = new Set<number>();
  const result = await new Promise<autocannon.Result>((done, failed) => {
    const run = autocannon({ url, connections, duration: seconds }, (error, all) =>
      error ? failed(error) : done(all),
    );
    run.on('response', (_client, _status, responseBytes) => lengths.add(responseBytes));
  });
  const { '2xx': good, non2xx, errors, timeouts, latency, requests: sent, duration } = result;
  if (non2xx + errors + timeouts > 0 || good === 0)
    throw new Error(`${url}: ${good} good answers, ${non2xx} others, ${errors} errors, ${timeouts} timeouts`);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (shortest < bodyBytes || longest - shortest > countingChars)
    throw new Error(`${url}: answers of ${[...lengths].join(', ')} bytes around a body of ${bodyBytes}`);
  return { count: sent.total, perSecond: sent.total / duration, p99Ms: latency.p99 };
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const seconds = smoke ? 1 : 4;
  const servers: Running[] = [];
  try {
    const ours = await start('havenwacht');
    servers.push(ours);
    const bare = await start('bare');
    servers.push(bare);
    for (const { title, path, features } of requests) {
      const body = await check(ours.url + path, features);
      if ((await check(bare.url + path, features)) !== body)
        throw new Error(`${path}: the two answers differ`);
      const bytes = Buffer.byteLength(body);
      const common = { bench: name, bytes, connections };
      for (const { url } of servers) await load(url + path, bytes, 1);
      const against = `bare Fastify, ${title}`;
      const base = await load(bare.url + path, bytes, seconds);
      yield { ...common, case: against, ...base, against: null, ratio: null };
      const own = await load(ours.url + path, bytes, seconds);
      yield { ...common, case: title, ...own, against, ratio: own.perSecond / base.perSecond };
    }
  } finally {
    for (const server of servers) server.stop();
  }
}
