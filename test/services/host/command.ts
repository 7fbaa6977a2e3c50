import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** Why the services cannot start, in one sentence that says what to do. Shown without a stack. */
export class Refusal extends Error {}

/** Progress for people; stdout belongs to the two URLs. */
export function say(line: string): void {
  process.stderr.write(`services: ${line}\n`);
}

export interface Ran {
  readonly ok: boolean;
  readonly stdout: string;
  /** Last line that is not blank, of stderr else stdout: what such tools end with when they fail. */
  readonly lastLine: string;
}

/** Runs a command to its end. Its output is added to `logFile` when one is named. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly logFile?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Ran {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const stdout = done.stdout ?? '';
  const stderr = done.error ? done.error.message : (done.stderr ?? '');
  if (options.logFile) appendFileSync(options.logFile, `$ ${command} ${args.join(' ')}\n${stdout}${stderr}`);
  const lines = (stderr.trim() === '' ? stdout : stderr).trim().split('\n');
  return { ok: done.status === 0, stdout, lastLine: lines.at(-1)?.trim() ?? '' };
}

/** Runs one step, announced before and timed after. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  say(`${title} ...`);
  const startedMs = performance.now();
  const result = await work();
  say(`${title}: done in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  return result;
}
