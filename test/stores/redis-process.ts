import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { until } from '../receiving.ts';
import { describeNeeding } from '../services/needs.ts';
import { freePort } from './free-port.ts';

/** A block of tests that break a Redis of their own. */
export function describeWithRedisServer(title: string, tests: () => void): void {
  const found = spawnSync('redis-server', ['--version']).status === 0 ? true : null;
  describeNeeding(
    { found, absent: true, how: 'there is no program redis-server; install Redis.' },
    title,
    tests,
  );
}

/** A redis-server of one test, in memory only: after a restart it is empty. */
export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  /** A client of the test's own. */
  readonly client: Redis;
  start(): Promise<void>;
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  /** Kills it and waits for its end. */
  kill(): Promise<void>;
  drop(): Promise<void>;
}

export async function createRedisProcess(): Promise<RedisProcess> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => {});
  let child: ChildProcess | null = null;

  const redis: RedisProcess = {
    port,
    url: `redis://127.0.0.1:${port}`,
    client,
    async start() {
      const options = [
        '--port',
        port,
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        dir,
      ];
      child = spawn('redis-server', options.map(String), { stdio: 'ignore' });
      await until(() => client.ping().then((answer) => answer === 'PONG'));
    },
    signal(signal) {
      child?.kill(signal);
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async drop() {
      client.disconnect();
      await redis.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
