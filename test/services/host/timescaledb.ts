import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askTimescale, waitUntilAnswers } from './answers.ts';
import { Refusal, run, step } from './command.ts';
import { ensurePackages, isOffered } from './packages.ts';
import { keptOrFreePort } from './ports.ts';
import { isRunning, startDetached } from './process.ts';
import { type State, stateDir, stateFolder, writeState } from './state.ts';
import { ensureOwnRoot } from './trixie.ts';

const binaries = '/usr/lib/postgresql/17/bin';
const packages = ['postgresql-17', 'postgresql-17-timescaledb'];

/** Where PostgreSQL lives: its root ("/" for packages of this system) and its data folder as seen inside. */
export interface Home {
  readonly root: string;
  readonly dataDir: string;
}

export function databaseUrl(state: State): string {
  return `postgresql://postgres:${state.databasePassword}@127.0.0.1:${state.databasePort}/postgres`;
}

/** Starts PostgreSQL 17 with TimescaleDB; does nothing when the one started before still runs. */
export async function ensureTimescale(state: State): Promise<void> {
  const logFile = join(stateFolder('log'), 'postgresql.log');
  if (!isRunning(state.database)) {
    if (process.getuid?.() !== 0) {
      throw new Refusal(
        'TimescaleDB is started under the account postgres, which needs root; run "sudo npm run services", start a Docker engine, or set REDIS_URL and DATABASE_URL to services of your own.',
      );
    }
    const home = await findHome();
    await ensureCluster(home, state.databasePassword);
    state.databasePort = await keptOrFreePort(state.databasePort, 'PostgreSQL');
    state.database = startDetached('chroot', serverOf(home, state.databasePort), logFile);
    writeState(state);
  }
  await step(`waiting for TimescaleDB on port ${state.databasePort}`, () =>
    waitUntilAnswers(
      'PostgreSQL',
      () => askTimescale(databaseUrl(state)),
      () => isRunning(state.database),
      logFile,
    ),
  );
}

export const findHome = async (): Promise<Home> => (await systemHome()) ?? (await ownRootHome());

/** Arguments of chroot(8) that run the server of this home. */
export const serverOf = (home: Home, port: number): string[] =>
  asPostgres(home, [`${binaries}/postgres`, '-D', home.dataDir, '-p', String(port)]);

/**
 * The distribution's own packages (Debian 13 on). Null when it has none, or when the account postgres cannot
 * reach this checkout, as below /root: a changed root does not have that difficulty.
 */
async function systemHome(): Promise<Home | null> {
  if (!packages.every(isOffered)) return null;
  await ensurePackages(packages);
  const folder = stateFolder('timescaledb');
  const reach = run('chroot', ['--userspec=postgres:postgres', '/', 'test', '-x', folder]);
  return reach.ok ? { root: '/', dataDir: join(folder, 'data') } : null;
}

async function ownRootHome(): Promise<Home> {
  return { root: await ensureOwnRoot(), dataDir: '/var/lib/postgresql/havenwacht' };
}

/** Arguments of chroot(8): the command in that root under the account postgres, which PostgreSQL insists on. */
function asPostgres(home: Home, command: readonly string[]): string[] {
  return ['--userspec=postgres:postgres', home.root, ...command];
}

/** Makes the data folder once. The configuration comes last, so a folder without it is half made and made again. */
export async function ensureCluster(home: Home, password: string): Promise<void> {
  const data = join(home.root, home.dataDir);
  const configFile = join(data, 'postgresql.auto.conf');
  const doneMark = join(data, 'havenwacht-is-ready');
  if (existsSync(doneMark)) return;
  await step('making a PostgreSQL data folder', () => {
    const logFile = join(stateFolder('log'), 'initdb.log');
    run('rm', ['-rf', '--one-file-system', data]);
    run('mkdir', ['-p', data]);
    const passwordFile = `${data}.password`;
    writeFileSync(passwordFile, password, { mode: 0o600 });
    run('chroot', [home.root, 'chown', 'postgres:postgres', home.dataDir, `${home.dataDir}.password`]);
    const made = run(
      'chroot',
      asPostgres(home, [
        `${binaries}/initdb`,
        '-D',
        home.dataDir,
        '--username=postgres',
        `--pwfile=${home.dataDir}.password`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
      ]),
      { logFile },
    );
    run('rm', ['-f', passwordFile]);
    if (!made.ok) {
      throw new Refusal(
        `initdb failed: ${made.lastLine}; remove ${stateDir} and start again (log: ${logFile}).`,
      );
    }
    appendFileSync(configFile, clusterConfig);
    writeFileSync(doneMark, '');
  });
}

const clusterConfig = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
timescaledb.max_background_workers = 16
max_worker_processes = 40
max_connections = 200
# A changed root has no tmpfs at /dev/shm; files in the data folder serve as well.
dynamic_shared_memory_type = mmap
timezone = 'UTC'
log_timezone = 'UTC'
`;
