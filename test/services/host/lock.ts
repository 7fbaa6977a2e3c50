import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './command.ts';
import { stateFolder } from './state.ts';

/** Lets one start or stop run at a time; a lock whose process is gone is taken over. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const file = join(stateFolder(), 'lock');
  let told = false;
  while (!take(file)) {
    const holder = Number(read(file));
    if (!isAlive(holder)) {
      rmSync(file, { force: true });
    } else {
      if (!told) say(`waiting for process ${holder}, which starts or stops the services`);
      told = true;
      await pause(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
