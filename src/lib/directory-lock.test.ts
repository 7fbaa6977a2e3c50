import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'lock-')), 'archive');
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

test('a lock is held until it is let go', () => {
  const unlock = lockDirectory(dir);
  expect(() => lockDirectory(dir)).toThrow(`${dir} is already open in this process`);
  unlock();
  expect(existsSync(`${dir}.lock`)).toBe(false);
  lockDirectory(dir)();
});

test('a living holder is named; after its death, or when its id is another process now, the lock is taken over', async () => {
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  const stat = readFileSync(`/proc/${holder.pid}/stat`, 'utf8');
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  writeFileSync(`${dir}.lock`, `${holder.pid} ${began}\n`);
  expect(() => lockDirectory(dir)).toThrow(`${dir} is in use by process ${holder.pid}`);

  writeFileSync(`${dir}.lock`, `${holder.pid} 1\n`);
  lockDirectory(dir)();

  writeFileSync(`${dir}.lock`, `${holder.pid} ${began}\n`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockDirectory(dir)();
});

test.each(['', 'nonsense\n', '0 0\n', '-1 0\n'])('a lock that says %j holds nobody', (text) => {
  writeFileSync(`${dir}.lock`, text);
  lockDirectory(dir)();
});
