import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Boots `npm start` the way a newcomer does, on free ports and with an empty data folder, and looks at what a
 * newcomer would look at: the link in the log, the health pages, the console, vessels on the map.
 */
const repository = resolve(import.meta.dirname, '..');

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Asks until the answer is not null. @throws after `patienceMs`, naming what was waited for. */
async function until<T>(
  what: string,
  patienceMs: number,
  ask: () => Promise<T | null> | T | null,
): Promise<T> {
  const startedMs = performance.now();
  for (;;) {
    const answer = await ask();
    const waitedMs = performance.now() - startedMs;
    if (answer !== null) {
      console.log(`${what}: after ${(waitedMs / 1000).toFixed(1)} s`);
      return answer;
    }
    if (waitedMs > patienceMs) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    await pause(200);
  }
}

async function get(address: string, accept: string, cookie = ''): Promise<string> {
  const response = await fetch(address, { headers: { accept, cookie }, signal: AbortSignal.timeout(10_000) });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`GET ${address}: ${response.status} ${body.slice(0, 300)}`);
  return body;
}

/** Processes of the group that npm leads: npm, its shell, the server. A zombie has ended already. */
function groupMembers(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields[0] !== 'Z' && Number(fields[2]) === group;
      } catch {
        return false;
      }
    });
}

/** @throws when a process of the group is still there after the grace time; none is left in any case. */
async function stop(child: ChildProcess): Promise<void> {
  const group = child.pid;
  if (group === undefined || groupMembers(group).length === 0) return;
  process.kill(-group, 'SIGTERM');
  try {
    await until('stopped', 30_000, () => (groupMembers(group).length === 0 ? true : null));
  } catch (error) {
    process.kill(-group, 'SIGKILL');
    throw error;
  }
}

/** Signs in by the link that the log shows, as its page does; the cookie of the session. */
async function signIn(origin: string, token: string): Promise<string> {
  const response = await fetch(`${origin}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 200 || cookie === undefined)
    throw new Error(`the link of the log does not sign in: ${response.status} ${await response.text()}`);
  return cookie;
}

async function look(origin: string, output: () => string, hasEnded: () => boolean): Promise<void> {
  const token = await until(`log has a link to ${origin}`, 120_000, () => {
    if (hasEnded()) throw new Error('npm start ended by itself');
    return output().split(`"${origin}/#link=`)[1]?.split('"')[0] ?? null;
  });
  console.log(`/healthz ${await get(`${origin}/healthz`, 'application/json')}`);
  console.log(`/readyz ${await get(`${origin}/readyz`, 'application/json')}`);
  const page = await get(`${origin}/`, 'text/html');
  if (!/<script/i.test(page)) throw new Error(`/ is not the console: ${page.slice(0, 300)}`);
  const refused = await fetch(`${origin}/api/v1/vessels`);
  if (refused.status !== 401) throw new Error(`a stranger is answered with ${refused.status}`);
  const cookie = await signIn(origin, token);
  const vessels = await until('vessels on the map', 60_000, async () => {
    const collection = JSON.parse(await get(`${origin}/api/v1/vessels`, 'application/json', cookie)) as {
      features: readonly unknown[];
    };
    return collection.features.length > 0 ? collection.features.length : null;
  });
  console.log(`/api/v1/vessels: ${vessels} vessels`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'havenwacht-boot-'));
const [port, nmeaPort] = [await freePort(), await freePort()];
const child = spawn('npm', ['start'], {
  cwd: repository,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env,
    PORT: String(port),
    HW_NMEA_TCP: `127.0.0.1:${nmeaPort}`,
    HW_NMEA_UDP: `127.0.0.1:${nmeaPort}`,
    DATA_DIR: dataDir,
    // Listeners that were moved count as configured, and end the demo that a newcomer gets without asking.
    HW_DEMO: 'on',
  },
});
let output = '';
let ended = false;
for (const stream of [child.stdout, child.stderr]) {
  stream.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
}
child.once('exit', () => {
  ended = true;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    if (child.pid !== undefined && groupMembers(child.pid).length > 0) process.kill(-child.pid, 'SIGKILL');
    process.exit(1);
  });
}
try {
  await look(
    `http://127.0.0.1:${port}`,
    () => output,
    () => ended,
  );
} catch (error) {
  process.exitCode = 1;
  console.log(`boot failed: ${(error as Error).message}`);
}
try {
  await stop(child);
} catch (error) {
  process.exitCode = 1;
  console.log(`stop failed: ${(error as Error).message}`);
}
if (process.exitCode === 1)
  console.log(`log of npm start, last 60 lines:\n${output.split('\n').slice(-60).join('\n')}`);
rmSync(dataDir, { recursive: true, force: true });
