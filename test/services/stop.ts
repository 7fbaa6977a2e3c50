import { Refusal, say } from './host/command.ts';
import { stopContainers } from './host/compose.ts';
import { withLock } from './host/lock.ts';
import { stopProcess } from './host/process.ts';
import { forgetUrls, readState, writeState } from './host/state.ts';

/** `npm run services:stop`: ends what `npm run services` of this checkout started, and nothing else. Data stays. */
async function stop(): Promise<void> {
  const state = readState();
  forgetUrls();
  if (state.compose) {
    stopContainers(state);
    say('containers: stopped');
  }
  say(`Redis: ${await stopProcess(state.redis, 'SIGTERM')}`);
  // SIGINT is PostgreSQL's fast shutdown: sessions are ended, data is left clean.
  say(`TimescaleDB: ${await stopProcess(state.database, 'SIGINT')}`);
  writeState({ ...state, compose: false, redis: null, database: null });
}

try {
  await withLock(stop);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
