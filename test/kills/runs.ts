import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { openJournal } from '../../src/alerts/journal.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { AlertEvent } from '../../src/model/alert.ts';
import { itemsOfWatch, port, tailMs } from './busy-watch.ts';
import type { Job } from './child.ts';
import type { Death } from './death.ts';

const items = itemsOfWatch();
const untilMs = (items.at(-1)?.atMs ?? 0) + tailMs;
const silent = { info() {}, warn() {}, error() {} };
/** A receiver repeats what it sent in the last moments. */
const repeatedMs = 20_000;

/** Makes one file of the child, because two hundred are started. @returns its path */
export async function buildChild(dir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'child.ts'), outDir: dir, emptyOutDir: false, target: 'node20' },
    ssr: { noExternal: true },
  });
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
  return join(dir, 'child.js');
}

interface Run {
  /** Item that it was at last; what was before is done. */
  readonly reached: number;
  readonly signal: string | null;
  /** What it complained of. */
  readonly said: string;
}

async function run(script: string, dir: string, job: Partial<Job>): Promise<Run> {
  const path = join(dir, 'job.json');
  const whole = { dataDir: join(dir, 'data'), port, items, from: 0, answered: 0, untilMs, ...job };
  writeFileSync(path, JSON.stringify(whole));
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'pipe'] });
  let progress = '';
  let said = '';
  child.stdout.on('data', (text) => (progress += text));
  child.stderr.on('data', (text) => (said += text));
  const [, signal] = await once(child, 'close');
  const reached = progress.split(' ').filter(Boolean).at(-1) ?? '';
  return { reached: reached === 'end' ? items.length : Number(reached || whole.from), signal, said };
}

async function eventsIn(dir: string): Promise<readonly AlertEvent[]> {
  const journal = await openJournal({ path: join(dir, 'data', 'alerts.journal'), log: silent });
  await journal.close();
  return journal.recovered;
}

/** The alert log of a watch that nothing disturbs. */
export async function undisturbed(script: string, dir: string): Promise<readonly AlertEvent[]> {
  mkdirSync(dir, { recursive: true });
  const { said, signal } = await run(script, dir, {});
  if (said !== '' || signal !== null) throw new Error(said);
  return eventsIn(dir);
}

export interface Killed {
  readonly events: readonly AlertEvent[];
  readonly kills: number;
  /** Kills in the midst of a write to the journal. */
  readonly inWrites: number;
}

/** The alert log of the same watch whose process was killed so many times, and started again on the same files. */
export async function killed(script: string, dir: string, kills: number, seed: number): Promise<Killed> {
  mkdirSync(dir, { recursive: true });
  const random = createRandom(seed);
  const points = Array.from({ length: kills }, () => random.whole(1, items.length - 1)).sort((a, b) => a - b);
  let from = 0;
  let answered = 0;
  let done = 0;
  let inWrites = 0;
  for (const point of points) {
    const at = Math.max(point, from + 1);
    const inWrite = random.chance(0.5);
    const death: Death = inWrite
      ? { at, writes: random.whole(0, 1), share: random.chance(0.3) ? 1 : random.unit() }
      : { at };
    const { reached, signal, said } = await run(script, dir, { from, answered, death });
    if (signal !== 'SIGKILL') throw new Error(`a run to ${at} ended otherwise: ${signal} ${said}`);
    done++;
    if (reached < at) inWrites++;
    answered = Math.max(answered, reached);
    from = answered - random.whole(0, 30);
    const reachedMs = items[answered]?.atMs ?? 0;
    while (from < 0 || reachedMs - (items[from]?.atMs ?? 0) > repeatedMs) from++;
  }
  const last = await run(script, dir, { from, answered });
  if (last.signal !== null) throw new Error(last.said);
  return { events: await eventsIn(dir), kills: done, inWrites };
}
