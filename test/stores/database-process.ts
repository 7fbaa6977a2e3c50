import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';
import { until } from '../receiving.ts';
import { ensureCluster, findHome, serverOf } from '../services/host/timescaledb.ts';
import { services } from '../services/urls.ts';
import { freePort } from './free-port.ts';

/** A block of tests that stop, hang and kill a TimescaleDB of their own: run where `npm run services` could start one. */
export function describeWithOwnDatabase(title: string, tests: () => void): void {
  const isPossible = services() !== null && process.getuid?.() === 0 && process.platform === 'linux';
  if (!isPossible)
    process.stderr.write(`skipped "${title}": a TimescaleDB of its own needs services and root\n`);
  describe.skipIf(!isPossible)(title, tests);
}

/** A PostgreSQL server with TimescaleDB of one test, with an empty database. */
export interface DatabaseProcess {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  /** Ends every session at once, without a checkpoint. */
  stop(): Promise<void>;
  /** SIGSTOP to all of its processes: connections stay open, and nothing answers. */
  hang(): void;
  goOn(): void;
  drop(): Promise<void>;
}

export async function createDatabaseProcess(): Promise<DatabaseProcess> {
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const { root } = await findHome();
  const home = { root, dataDir: `/var/lib/postgresql/faults-${randomBytes(6).toString('hex')}` };
  await ensureCluster(home, password);
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | null = null;

  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  };
  const signalAll = (signal: NodeJS.Signals): void => {
    const pid = child?.pid;
    if (pid === undefined) throw new Error('the database does not run');
    process.kill(pid, signal);
    for (const one of childrenOf(pid)) signalIfThere(one, signal);
  };

  const database: DatabaseProcess = {
    url,
    port,
    async start() {
      child = spawn('chroot', serverOf(home, port), { stdio: 'ignore' });
      await until(answers);
    },
    async stop() {
      const running = child;
      child = null;
      if (running === null || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGQUIT');
      await ended;
    },
    hang: () => signalAll('SIGSTOP'),
    goOn: () => signalAll('SIGCONT'),
    async drop() {
      if (child !== null) signalAll('SIGCONT');
      await database.stop();
      for (const left of ['', '.password']) {
        rmSync(join(root, `${home.dataDir}${left}`), { recursive: true, force: true });
      }
    },
  };
  await database.start();
  return database;
}

/** A session may end meanwhile. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Field 4 of /proc/PID/stat is the parent; a process may end while it is looked at. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
