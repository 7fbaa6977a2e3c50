import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { Refusal } from './command.ts';

/** One PING with the password; resolves to null when Redis answered, else to the reason. */
export async function askRedis(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2000,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let connectionError = '';
  redis.on('error', (error: Error) => {
    connectionError = error.message;
  });
  try {
    await redis.connect();
    const answer = await redis.ping();
    return answer === 'PONG' ? null : `unexpected answer ${answer}`;
  } catch (error) {
    return connectionError || (error as Error).message;
  } finally {
    redis.disconnect();
  }
}

/** Connects and has TimescaleDB made ready in that database; resolves to null, else to the reason. */
export async function askTimescale(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
    const found = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'");
    return found.rowCount === 1 ? null : 'the extension timescaledb is absent';
  } catch (error) {
    return (error as Error).message || String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks until the answer is good. Gives up at once when `alive` turns false: the process has died. */
export async function waitUntilAnswers(
  what: string,
  ask: () => Promise<string | null>,
  alive: () => boolean,
  logFile: string,
  patienceMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const reason = await ask();
    if (reason === null) return;
    if (!alive()) throw new Refusal(`${what} ended while starting: ${lastLine(logFile)} (log: ${logFile})`);
    if (performance.now() > deadline) {
      throw new Refusal(`${what} did not answer within ${patienceMs / 1000} s: ${reason} (log: ${logFile})`);
    }
    await pause(100);
  }
}

function lastLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
  } catch {
    return 'no log';
  }
}
