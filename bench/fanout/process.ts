import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { signIn, signInSettings } from '../../test/sign-in.ts';
import { portFile } from './traffic.ts';

const root = resolve(import.meta.dirname, '../..');

/** A server in a process of its own, and what Linux says of that process. */
export interface Served {
  readonly url: string;
  /** The WebSocket's address, and what signs in there and at `url`. */
  readonly live: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  readonly nmeaPort: number;
  readonly pid: number;
  /** An answer of the server's HTTP. */
  get(path: string): Promise<Response>;
  /** What `GET /metrics` says now. */
  metrics(): Promise<string>;
  /** Seconds of processor that its first thread has used, in the kernel too: the archive writes in another. */
  cpuS(): number;
  residentMB(): number;
  stop(): Promise<void>;
}

function resources(pid: number): Pick<Served, 'cpuS' | 'residentMB'> {
  const proc = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'latin1');
  return {
    cpuS: () => Number(proc(`task/${pid}/schedstat`).split(' ')[0]) / 1e9,
    residentMB: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1]) / 1024,
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** `havenwacht serve` as a user starts it, with an archive of its own in a temporary folder unless a database is given. */
export async function serve(
  given: Readonly<Record<string, string>> = {},
  program: readonly string[] = ['--import', 'tsx', 'src/main.ts'],
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'havenwacht-bench-'));
  const ports = join(folder, 'port.geojson');
  writeFileSync(ports, JSON.stringify(portFile()));
  const own = {
    PORT: '0',
    HW_REQUESTS_PER_S: '100000',
    HW_LIVE_CLIENTS_PER_USER: '2000',
    HW_NMEA_TCP: '127.0.0.1:0',
    HW_NMEA_UDP: 'off',
    HW_DEMO: 'off',
  };
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...program, 'serve'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      ...own,
      ...signInSettings,
      DATA_DIR: folder,
      HW_PORT_FILE: ports,
      HW_LIVE_CLIENTS: '2000',
      ...given,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  const ready = await new Promise<{ console: string; nmeaTcp: string }>((done, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-100_000);
      const line = log.split('\n').find((text) => text.includes('"console":') && text.endsWith('}'));
      if (line) done(JSON.parse(line));
    });
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}: ${log}`)));
  });
  // as a page comes: with the origin that it is of
  const headers = { cookie: await signIn(ready.console), origin: ready.console };
  return {
    url: ready.console,
    live: { url: `${ready.console.replace('http', 'ws')}/api/v1/live`, headers },
    nmeaPort: Number(ready.nmeaTcp.split(':').at(-1)),
    pid: child.pid ?? 0,
    get: (path) => fetch(`${ready.console}${path}`, { headers }),
    metrics: async () => (await fetch(`${ready.console}/metrics`, { headers })).text(),
    ...resources(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(folder, { recursive: true });
    },
  };
}

/** A helper of this bench in a process of its own, asked over the channel between them: one answer for each question. */
export interface Helper<Question, Answer> extends Pick<Served, 'cpuS'> {
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

export function helper<Question extends object, Answer>(file: string): Helper<Question, Answer> {
  const child = fork(resolve(import.meta.dirname, file), { execArgv: ['--import', 'tsx'] });
  return {
    ...resources(child.pid ?? 0),
    ask: (question) =>
      new Promise((done, failed) => {
        const gone = (code: number | null): void => failed(new Error(`${file} ended with ${code}`));
        child.once('exit', gone);
        child.once('message', (answer) => {
          child.off('exit', gone);
          done(answer as Answer);
        });
        child.send(question);
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await ended(child);
    },
  };
}
