import { Refusal, say } from './host/command.ts';
import { engineAnswers, ensureContainers } from './host/compose.ts';
import { withLock } from './host/lock.ts';
import { isRunning } from './host/process.ts';
import { ensureRedis, redisUrl } from './host/redis.ts';
import { readState, type ServiceUrls, writeState, writeUrls } from './host/state.ts';
import { databaseUrl, ensureTimescale } from './host/timescaledb.ts';

/** `npm run services`: Redis and TimescaleDB on loopback; prints their URLs once both answer. */
async function start(): Promise<ServiceUrls> {
  const state = readState();
  writeState(state);
  const packagesRun = isRunning(state.redis) || isRunning(state.database);
  if (!packagesRun && engineAnswers()) {
    await ensureContainers(state);
  } else {
    state.compose = false;
    // First what can be refused, so that a refusal leaves nothing running.
    await ensureTimescale(state);
    await ensureRedis(state);
  }
  const urls = { redisUrl: redisUrl(state), databaseUrl: databaseUrl(state) };
  writeUrls(urls);
  return urls;
}

try {
  const urls = await withLock(start);
  process.stdout.write(`REDIS_URL=${urls.redisUrl}\nDATABASE_URL=${urls.databaseUrl}\n`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
