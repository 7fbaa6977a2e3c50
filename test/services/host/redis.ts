import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askRedis, waitUntilAnswers } from './answers.ts';
import { run, step } from './command.ts';
import { ensurePackages } from './packages.ts';
import { keptOrFreePort } from './ports.ts';
import { isRunning, startDetached } from './process.ts';
import { type State, stateFolder, writeState } from './state.ts';

export function redisUrl(state: State): string {
  return `redis://:${state.redisPassword}@127.0.0.1:${state.redisPort}/0`;
}

/** Starts redis-server with its data in .services; does nothing when the one started before still runs. */
export async function ensureRedis(state: State): Promise<void> {
  const logFile = join(stateFolder('log'), 'redis.log');
  if (!isRunning(state.redis)) {
    if (!run('redis-server', ['--version']).ok) await ensurePackages(['redis-server']);
    state.redisPort = await keptOrFreePort(state.redisPort, 'Redis');
    const folder = stateFolder('redis');
    const configFile = join(folder, 'redis.conf');
    writeFileSync(configFile, redisConfig(state, folder), { mode: 0o600 });
    state.redis = startDetached('redis-server', [configFile], logFile);
    writeState(state);
  }
  await step(`waiting for Redis on port ${state.redisPort}`, () =>
    waitUntilAnswers(
      'Redis',
      () => askRedis(redisUrl(state)),
      () => isRunning(state.redis),
      logFile,
    ),
  );
}

/** A file of its own, not arguments, because arguments show the password to every account of the machine. */
function redisConfig(state: State, folder: string): string {
  return [
    'bind 127.0.0.1',
    `port ${state.redisPort}`,
    `requirepass ${state.redisPassword}`,
    'daemonize no',
    `dir "${folder}"`,
    'appendonly yes',
    'appendfsync everysec',
    // One logical database per test file that asks for one (test/services/redis.ts).
    'databases 64',
    '',
  ].join('\n');
}
