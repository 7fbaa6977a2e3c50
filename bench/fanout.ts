import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Question as BroadcastQuestion } from './fanout/broadcast.ts';
import type { Answer, Question } from './fanout/clients.ts';
import { latency } from './fanout/latency.ts';
import { type Helper, helper, type Served, serve } from './fanout/process.ts';
import { createFeed, type Feed, viewports } from './fanout/traffic.ts';
import type { BenchOptions, Row } from './lib/case.ts';

/**
 * The whole server in its own process, sentences over TCP, WebSocket clients in a third process: how long an alert takes, what a
 * client with its own viewport costs beside bare `ws` that sends as many bytes, and what a client that has stopped reading
 * costs. Beside each time stands what the machine itself needed for bytes to an echo and back at the same moments.
 */
export const name = 'fanout';

interface Stage {
  readonly server: Served;
  readonly clients: Helper<Question, Answer>;
  feed(vessels: number, perSecond: number): Promise<Feed>;
}

/** A fresh server, clients and echo around `use`. */
async function* staged(use: (stage: Stage) => AsyncIterable<Row>): AsyncIterable<Row> {
  const server = await serve();
  const clients = helper<Question, Answer>('clients.ts');
  const echo = helper<object, number>('echo.ts');
  const feeds: Feed[] = [];
  try {
    const echoPort = await echo.ask({});
    yield* use({
      server,
      clients,
      async feed(vessels, perSecond) {
        const feed = await createFeed(server.nmeaPort, echoPort, vessels, perSecond);
        feeds.push(feed);
        return feed;
      },
    });
  } finally {
    for (const feed of feeds) feed.end();
    await Promise.all([clients.stop(), echo.stop(), server.stop()]);
  }
}

const load = (): { load: number | undefined } => ({ load: loadavg()[0] });

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const seconds = smoke ? 2 : 10;
  for (const perSecond of [1_000, 20_000]) yield* staged((stage) => alerts(stage, perSecond, seconds));
  yield* staged((stage) => viewers(stage, smoke ? 50 : 1_000, smoke ? 2 : 8));
  yield* staged((stage) => stopped(stage, smoke ? 2 : 10));
}

async function* alerts(stage: Stage, perSecond: number, seconds: number): AsyncIterable<Row> {
  const { clients, server } = stage;
  await clients.ask({ ask: 'connect', ...server.live, boxes: viewports(10), read: true });
  const feed = await stage.feed(2_000, perSecond);
  await latency(feed, clients, seconds / 2);
  const measured = await latency(feed, clients, seconds);
  const title = `alert, ${perSecond} sentences/s`;
  yield { bench: name, case: title, against: null, ratio: null, ...measured, ...load() };
}

/** Seconds of processor that a process used meanwhile. */
async function cost({ cpuS }: Pick<Served, 'cpuS'>, meanwhile: () => Promise<unknown>): Promise<number> {
  const before = cpuS();
  await meanwhile();
  return cpuS() - before;
}

async function* viewers(stage: Stage, count: number, seconds: number): AsyncIterable<Row> {
  const { clients, server } = stage;
  const feed = await stage.feed(2_000, 2_000);
  await feed.send(seconds, false);
  await clients.ask({ ask: 'connect', ...server.live, boxes: viewports(count), read: true });
  await feed.send(seconds / 2, false);
  await clients.ask({ ask: 'report' });
  const withThemS = await cost(server, () => feed.send(seconds, false));
  const { frames, bytes, closed } = await clients.ask({ ask: 'report' });
  if (closed > 0) throw new Error(`${closed} clients were cut off`);
  const stages = count * seconds;
  if (frames < stages * 0.9) throw new Error(`${frames} frames for ${stages} stages of clients`);
  // afterwards, when all is as warm as it was with them
  await clients.stop();
  await feed.send(seconds / 4, false);
  const aloneS = await cost(server, () => feed.send(seconds, false));

  const bytesPerFrame = Math.round(bytes / frames);
  const bare = helper<BroadcastQuestion, number>('broadcast.ts');
  const others = helper<Question, Answer>('clients.ts');
  try {
    const port = await bare.ask({ bytesPerFrame });
    await others.ask({ ask: 'connect', url: `ws://127.0.0.1:${port}`, boxes: viewports(count), read: true });
    await wait(seconds * 500);
    await others.ask({ ask: 'report' });
    const bareS = await cost(bare, () => wait(seconds * 1000));
    const sent = await others.ask({ ask: 'report' });
    const baseline = sent.frames / bareS;
    const own = frames / (withThemS - aloneS);
    const common = { bench: name, bytesPerFrame, clients: count, ...load() };
    const against = `bare ws, ${count} clients`;
    yield { ...common, case: against, perSecond: baseline, count: sent.frames, against: null, ratio: null };
    const shares = { processorWithout: aloneS / seconds, processorWith: withThemS / seconds };
    const title = `${count} viewports`;
    yield {
      ...common,
      case: title,
      perSecond: own,
      count: frames,
      against,
      ratio: own / baseline,
      ...shares,
    };
  } finally {
    await Promise.all([bare.stop(), others.stop()]);
  }
}

async function* stopped(stage: Stage, seconds: number): AsyncIterable<Row> {
  const { clients, server } = stage;
  const many = 50;
  await clients.ask({ ask: 'connect', ...server.live, boxes: viewports(10), read: true });
  const feed = await stage.feed(2_000, 2_000);
  await latency(feed, clients, seconds / 2);
  const before = await latency(feed, clients, seconds);
  const beforeMB = server.residentMB();
  await clients.ask({ ask: 'connect', ...server.live, boxes: Array(many).fill(null), read: false });
  await feed.send(2, false);
  const after = await latency(feed, clients, seconds);
  const perClientMB = (server.residentMB() - beforeMB) / many;
  const against = 'alert, all clients read';
  yield { bench: name, case: against, against: null, ratio: null, ...before, ...load() };
  const ratio = before.p99Ms / after.p99Ms;
  const title = `alert, ${many} clients stopped`;
  yield { bench: name, case: title, against, ratio, ...after, perClientMB, ...load() };
}
