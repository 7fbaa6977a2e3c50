import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { signIn, signInSettings } from '../sign-in.ts';

/** A server process as a user starts it, on ports that the system chose and a data directory of its own. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  readonly nmeaPort: number;
  readonly udpPort: number;
  readonly dataDir: string;
  readonly log: readonly string[];
  /** Those by which the administrator of the first start is known; empty with `signIn: false`. */
  readonly headers: { readonly cookie?: string };
  /** Asks as that administrator; the path begins with `/`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends bytes as a receiver would, ends the connection, and resolves when the server has closed its side. */
  send(bytes: Buffer | string): Promise<void>;
  /** Ends the process; SIGTERM unless said otherwise. Resolves with the exit code, null after a kill. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const root = resolve(import.meta.dirname, '../..');

/** When the newest file below a directory was written. */
const newestMs = (dir: string): number =>
  Math.max(
    ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(dir, file)).mtimeMs,
    ),
  );

/** Builds the page once where it is missing: the server serves it as built. */
export async function buildConsole(): Promise<void> {
  const page = join(root, 'dist/console/index.html');
  const builtMs = existsSync(page) ? statSync(page).mtimeMs : 0;
  if (['src/console', 'src/protocol'].every((room) => newestMs(join(root, room)) < builtMs)) return;
  const build = spawn('npm', ['run', '--silent', 'build:console'], { cwd: root, stdio: 'inherit' });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error('the console could not be built');
}

/** Starts `havenwacht serve` from the sources, and signs in. `env` goes over defaults without demo, services or fixed ports. */
export async function startServer(
  given: { env?: Record<string, string>; dataDir?: string; signIn?: boolean } = {},
): Promise<RunningServer> {
  const { PATH = '', HOME = '' } = process.env;
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'havenwacht-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      PORT: '0',
      HW_NMEA_TCP: '127.0.0.1:0',
      HW_NMEA_UDP: '127.0.0.1:0',
      HW_DEMO: 'off',
      ...signInSettings,
      // tests ask as often as they like
      HW_REQUESTS_PER_S: '100000',
      DATA_DIR: dataDir,
      ...given.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const ready = await untilReady(child, log);
  const port = (address: string): number => Number(address.split(':').at(-1));
  const url = ready.console;
  const headers = given.signIn === false ? {} : { cookie: await signIn(url) };
  return {
    url,
    pid: child.pid ?? 0,
    headers,
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) },
      }),
    nmeaPort: port(ready.nmeaTcp),
    udpPort: port(ready.nmeaUdp),
    dataDir,
    log,
    send: (bytes) => sendOver(port(ready.nmeaTcp), bytes),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = await exit;
      return code as number | null;
    },
  };
}

interface Ready {
  readonly console: string;
  readonly nmeaTcp: string;
  readonly nmeaUdp: string;
}

function untilReady(child: ChildProcess, log: string[]): Promise<Ready> {
  return new Promise((resolveReady, reject) => {
    let rest = '';
    const read = (chunk: Buffer): void => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        log.push(line);
        if (!line.includes('"console":')) continue;
        resolveReady(JSON.parse(line) as Ready);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', (chunk: Buffer) => log.push(...chunk.toString().split('\n')));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${log.join('\n')}`)));
  });
}

async function sendOver(port: number, bytes: Buffer | string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const closed = once(socket, 'close');
  socket.resume();
  socket.end(bytes);
  await closed;
}
