import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { askRedis, askTimescale, waitUntilAnswers } from './answers.ts';
import { Refusal, run, step } from './command.ts';
import { keptOrFreePort } from './ports.ts';
import { redisUrl } from './redis.ts';
import { repositoryDir, type State, stateFolder, writeState } from './state.ts';
import { databaseUrl } from './timescaledb.ts';

const composeFile = join(import.meta.dirname, '..', 'compose.yml');

/** True when a Docker engine answers and the compose plugin is there. */
export function engineAnswers(): boolean {
  return run('docker', ['info']).ok && run('docker', ['compose', 'version']).ok;
}

/** Starts both containers, or finds them running: `up` leaves unchanged containers alone. */
export async function ensureContainers(state: State): Promise<void> {
  const logFile = join(stateFolder('log'), 'compose.log');
  if (!isUp(state)) {
    state.redisPort = await keptOrFreePort(state.redisPort, 'Redis');
    state.databasePort = await keptOrFreePort(state.databasePort, 'PostgreSQL');
  }
  state.compose = true;
  writeState(state);
  await step('docker compose up', () => {
    const up = compose(state, ['up', '--detach', '--wait'], logFile);
    if (!up.ok) throw new Refusal(`docker compose up failed: ${up.lastLine} (log: ${logFile}).`);
  });
  const alive = () => isUp(state);
  await waitUntilAnswers('Redis', () => askRedis(redisUrl(state)), alive, logFile);
  await waitUntilAnswers('TimescaleDB', () => askTimescale(databaseUrl(state)), alive, logFile);
}

/** Stops and removes the two containers of this checkout; their volumes stay. */
export function stopContainers(state: State): void {
  const logFile = join(stateFolder('log'), 'compose.log');
  const down = compose(state, ['down'], logFile);
  if (!down.ok) throw new Refusal(`docker compose down failed: ${down.lastLine} (log: ${logFile}).`);
}

function isUp(state: State): boolean {
  if (state.redisPort === null || state.databasePort === null) return false;
  const listed = compose(state, ['ps', '--status=running', '--quiet']);
  return listed.ok && listed.stdout.trim().split('\n').length === 2;
}

function compose(state: State, args: readonly string[], logFile?: string) {
  // Two checkouts on one machine must not stop each other's containers.
  const checkout = createHash('sha256').update(repositoryDir).digest('hex').slice(0, 8);
  const project = `havenwacht-services-${checkout}`;
  return run('docker', ['compose', '--project-name', project, '--file', composeFile, ...args], {
    ...(logFile ? { logFile } : {}),
    env: {
      REDIS_PASSWORD: state.redisPassword,
      POSTGRES_PASSWORD: state.databasePassword,
      REDIS_PORT: String(state.redisPort),
      POSTGRES_PORT: String(state.databasePort),
    },
  });
}
