import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './command.ts';

/** A process that we started. A pid is used again after a while; pid, boot and start time together are not. */
export interface RecordedProcess {
  readonly pid: number;
  readonly bootId: string;
  /** Field 22 of /proc/PID/stat: clock ticks since boot. */
  readonly startTicks: string;
}

/** Starts a process that outlives this one; its output goes to `logFile`. */
export function startDetached(command: string, args: readonly string[], logFile: string): RecordedProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  child.on('error', () => undefined);
  child.unref();
  const seen = child.pid === undefined ? null : look(child.pid);
  if (child.pid === undefined || seen === null) {
    throw new Refusal(`${command} did not start; see ${logFile}.`);
  }
  return { pid: child.pid, bootId: bootId(), startTicks: seen.startTicks };
}

/** True while exactly the recorded process runs: a zombie, or another process with its pid, does not count. */
export function isRunning(recorded: RecordedProcess | null): recorded is RecordedProcess {
  if (recorded === null || recorded.bootId !== bootId()) return false;
  const seen = look(recorded.pid);
  return seen !== null && seen.startTicks === recorded.startTicks && seen.state !== 'Z';
}

/** Asks the recorded process to end and waits for it; a process that is not ours any more is left alone. */
export async function stopProcess(
  recorded: RecordedProcess | null,
  signal: NodeJS.Signals,
  patienceMs = 30_000,
): Promise<'stopped' | 'was not running'> {
  if (!isRunning(recorded)) return 'was not running';
  process.kill(recorded.pid, signal);
  const deadline = performance.now() + patienceMs;
  while (isRunning(recorded)) {
    if (performance.now() > deadline) {
      throw new Refusal(`Process ${recorded.pid} did not end within ${patienceMs / 1000} s of ${signal}.`);
    }
    await pause(50);
  }
  return 'stopped';
}

function look(pid: number): { state: string; startTicks: string } | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the command in parentheses and may hold blanks; fields 3 and 22 are counted behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
