import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freshDatabase } from '../test/services/database.ts';
import { serve } from './fanout/process.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { lastMmsi, logOf } from './signalk/log.ts';
import { type Measured, measured } from './signalk/measured.ts';
import { install, startPeer } from './signalk/peer.ts';

/**
 * The same log, as fast as it is taken over TCP, to the picture of this server with everything on (500 zones and all rules, Redis, TimescaleDB) and
 * to that of Signal K, which archives nothing. Needs DATABASE_URL, REDIS_URL and the worldwide log.
 */
export const name = 'signalk';

const root = resolve(import.meta.dirname, '..');

interface Figures {
  readonly perSecond: number;
  readonly cpuSPerMillion: number;
  readonly peakMB: number;
  readonly vessels: number;
}

/** From the first byte until the picture has the vessel of the last line. */
async function run1(
  rounds: number,
  sentences: number,
  start: (port: number) => Promise<Measured>,
): Promise<Figures> {
  const feed = fork(resolve(import.meta.dirname, 'signalk/feed.ts'), [String(rounds)], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const [{ port }] = (await once(feed, 'message')) as [{ port: number }];
    const began = once(feed, 'message') as Promise<[{ beganMs: number }]>;
    const server = await start(port);
    try {
      const [{ beganMs }] = await began;
      const beforeS = server.cpuS();
      while (!(await server.has(lastMmsi))) {
        if (Date.now() - beganMs > 300_000) throw new Error('the last vessel did not appear in five minutes');
        await wait(100);
      }
      const seconds = (Date.now() - beganMs) / 1000;
      const cpuS = server.cpuS() - beforeS;
      const [peakMB, vessels] = [server.peakMB(), await server.vessels()];
      return { perSecond: sentences / seconds, cpuSPerMillion: (cpuS * 1e6) / sentences, peakMB, vessels };
    } finally {
      await server.stop();
    }
  } finally {
    feed.disconnect();
  }
}

async function startOurs(nmeaPort: number, databaseUrl: string, redisUrl: string): Promise<Measured> {
  // as `npm start` does it: compiling the sources while they are loaded takes memory of its own
  await promisify(execFile)('npm', ['run', '--silent', 'build:server'], { cwd: root });
  const source = `tcp://127.0.0.1:${nmeaPort}?name=feed`;
  const server = await serve({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, HW_SOURCES: source }, [
    '--enable-source-maps',
    'dist/main.js',
  ]);
  const vessels = async (): Promise<number> => {
    const counts = (await server.metrics()).matchAll(/^havenwacht_vessels\{.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  return measured(server.pid, {
    has: async (mmsi) => (await server.get(`/api/v1/vessels/${mmsi}`)).status === 200,
    vessels,
    stop: () => server.stop(),
  });
}

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
  if (databaseUrl === undefined || redisUrl === undefined)
    throw new Error('it needs DATABASE_URL and REDIS_URL (npm run services)');
  const rounds = smoke ? 1 : 10;
  const { sentences } = logOf(rounds);
  const version = await install();
  const common = { bench: name, count: sentences, load: loadavg()[0] };
  const against = `Signal K ${version}`;
  const theirs = await run1(rounds, sentences, startPeer);
  yield { ...common, case: against, ...theirs, against: null, ratio: null };
  const database = await freshDatabase(databaseUrl);
  try {
    const ours = await run1(rounds, sentences, (port) => startOurs(port, database.url, redisUrl));
    if (ours.vessels < theirs.vessels)
      throw new Error(`${ours.vessels} vessels in the picture, and ${theirs.vessels} in that of Signal K`);
    yield {
      ...common,
      case: 'everything on',
      ...ours,
      ...{ against, ratio: ours.perSecond / theirs.perSecond },
      memoryRatio: ours.peakMB / theirs.peakMB,
    };
  } finally {
    await database.drop();
  }
}
