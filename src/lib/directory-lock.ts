import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What holds a directory: its process id and, where the system tells, when that process began. */
const SELF = `${process.pid} ${startOf(process.pid)}\n`;
const held = new Set<string>();

/**
 * Keeps two processes out of one directory of data. The lock of a process that is gone, killed or not, is taken over:
 * ids are used again, so the start time counts too.
 * @returns the way to let go. @throws naming the holder.
 */
export function lockDirectory(dir: string): () => void {
  const path = `${dir}.lock`;
  if (held.has(path)) throw new Error(`${dir} is already open in this process`);
  const holder = holderOf(path);
  if (holder !== null) {
    throw new Error(`${dir} is in use by process ${holder}; stop it first (its lock is ${path})`);
  }
  rmSync(path, { force: true });
  writeFileSync(path, SELF, { flag: 'wx' });
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** The living process named in the lock, other than this one; null when there is none. */
function holderOf(path: string): number | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || pid === process.pid || !isAlive(pid)) return null;
  return text === `${pid} ${startOf(pid)}\n` ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Clock ticks since boot at which a process began (proc_pid_stat(5), field 22); `-` where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name, is in brackets and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
