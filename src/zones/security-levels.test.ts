import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAppendFile } from '../lib/append-file.ts';
import { openSecurityLevels, type SecurityLevelRegister } from './security-levels.ts';

let dir: string;
let levels: SecurityLevelRegister;
let said: object[];
let isDiskFull: boolean;
const log = { info() {}, error() {}, warn: (fields: object) => void said.push(fields) };
const open = () =>
  openSecurityLevels({
    path: join(dir, 'levels'),
    clock: () => Date.parse('2026-11-23T10:00:00Z'),
    log,
    async openFile(path) {
      const file = await openAppendFile(path);
      return {
        ...file,
        append: (bytes) => (isDiskFull ? Promise.reject(new Error('no space left')) : file.append(bytes)),
      };
    },
  });
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'levels-'));
  said = [];
  isDiskFull = false;
  levels = await open();
});
afterEach(async () => {
  await levels.close();
  rmSync(dir, { recursive: true });
});

test('O24 levels are 1 until they are set; in a facility the higher of its own and that of the port counts', async () => {
  expect([levels.port.level, levels.facilities, levels.levelOf('t-basf')]).toEqual([1, [], 1]);
  await levels.set('t-basf', 3, 'ann', 'a threat to the quay');
  expect([levels.levelOf('t-basf'), levels.levelOf('elsewhere')]).toEqual([3, 1]);
  await levels.set(null, 2, 'ann', 'as the authority says');
  expect([levels.levelOf('t-basf'), levels.levelOf('elsewhere')]).toEqual([3, 2]);
  await levels.set('t-basf', 1, 'bo', 'over');
  expect(levels.levelOf('t-basf')).toBe(2);
  expect(said).toMatchObject([
    { zone: 't-basf', before: 1, level: 3, by: 'ann' },
    { level: 2 },
    { level: 1 },
  ]);
});

test('O24 a level is on disk before it is answered, and stands after a restart, also behind a torn line', async () => {
  await levels.set(null, 2, 'ann', 'as the authority says');
  await levels.set('t-basf', 3, 'ann', 'a threat to the quay');
  await levels.close();
  appendFileSync(join(dir, 'levels'), '{"zone":null,"lev');
  levels = await open();
  expect(levels.port).toEqual({
    ...{ zone: null, level: 2, at: '2026-11-23T10:00:00.000Z', by: 'ann' },
    reason: 'as the authority says',
  });
  expect(levels.facilities).toMatchObject([{ zone: 't-basf', level: 3 }]);
});

test('O24 what stands already is not set again, and nobody is told', async () => {
  let told = 0;
  levels.subscribe(() => told++);
  const first = await levels.set(null, 2, 'ann', 'as the authority says');
  expect(await levels.set(null, 2, 'bo', 'as the authority says')).toEqual(first);
  await levels.set(null, 2, 'bo', 'another reason');
  expect([told, levels.port.by]).toEqual([1, 'bo']);
});

test('O24 what the disk refuses is not in force, and is said until it is taken', async () => {
  isDiskFull = true;
  await expect(levels.set(null, 3, 'ann', 'a threat')).rejects.toThrow('no space left');
  expect([levels.port.level, levels.degraded]).toEqual([
    1,
    'security levels cannot be written: no space left',
  ]);
  isDiskFull = false;
  await levels.set(null, 3, 'ann', 'a threat');
  expect([levels.port.level, levels.degraded]).toEqual([3, null]);
});
