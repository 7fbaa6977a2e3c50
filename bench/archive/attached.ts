import { loadavg } from 'node:os';
import type { Answer, Question } from '../fanout/clients.ts';
import { latency } from '../fanout/latency.ts';
import { type Helper, helper, type Served, serve } from '../fanout/process.ts';
import { createFeed, type Feed, viewports } from '../fanout/traffic.ts';
import type { Row } from '../lib/case.ts';
import { until } from '../lib/until.ts';

/** Of a port. */
const VESSELS = 3_000;

export const figure = (text: string, metric: string): number => {
  const line = text.split('\n').find((one) => one.startsWith(`${metric} `));
  return Number(line?.slice(metric.length + 1));
};
const positions = (result: string): string => `havenwacht_archive_positions_total{result="${result}"}`;

/** The whole server with a database, a controller who waits for alerts, and a feed that raises some. */
export interface Attached {
  readonly server: Served;
  /** Sends for so long, and says how long alerts took. */
  send(seconds: number): ReturnType<typeof latency>;
  /** When the last sending began (`performance.now()`). */
  readonly beganMs: number;
  /** Positions that the server has written to the archive. @throws when it gave one up */
  written(): Promise<number>;
  end(): Promise<void>;
}

export async function attach(databaseUrl: string | null, perSecond: number): Promise<Attached> {
  const server = await serve(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl });
  const clients: Helper<Question, Answer> = helper('clients.ts');
  const echo = helper<object, number>('echo.ts');
  await clients.ask({ ask: 'connect', ...server.live, boxes: viewports(10), read: true });
  const feed: Feed = await createFeed(server.nmeaPort, await echo.ask({}), VESSELS, perSecond);
  return {
    server,
    send: (seconds) => latency(feed, clients, seconds),
    get beganMs() {
      return feed.beganMs;
    },
    async written() {
      const text = await server.metrics();
      const dropped = figure(text, positions('dropped'));
      if (dropped > 0) throw new Error(`${dropped} positions were dropped`);
      return figure(text, positions('written'));
    },
    async end() {
      feed.end();
      await Promise.all([clients.stop(), echo.stop(), server.stop()]);
    },
  };
}

/**
 * Sentences over TCP into the whole server (decode, picture, zones and rules, archive, WebSocket): rows a second from the first byte to the last
 * COMMIT, how long alerts took meanwhile, and how late the event loop was.
 */
export async function* attached(
  edition: string,
  databaseUrl: string | null,
  perSecond: number,
  seconds: number,
): AsyncIterable<Row> {
  const all = await attach(databaseUrl, perSecond);
  try {
    const warm = await all.send(seconds / 4);
    await until(async () => (await all.written()) === warm.sentences);
    const measured = await all.send(seconds);
    const delayS = figure(await all.server.metrics(), 'havenwacht_event_loop_delay_seconds{quantile="0.99"}');
    await until(async () => (await all.written()) === warm.sentences + measured.sentences);
    const tookS = (performance.now() - all.beganMs) / 1_000;
    const { sentences: count, perSecond: fedPerSecond, p99Ms, echoP99Ms } = measured;
    const row = { bench: 'archive', case: `whole server, ${edition}`, perSecond: count / tookS, count };
    const times = { fedPerSecond, eventLoopP99Ms: delayS * 1_000, alertP99Ms: p99Ms, echoP99Ms };
    yield { ...row, against: null, ratio: null, ...times, load: loadavg()[0] };
  } finally {
    await all.end();
  }
}
