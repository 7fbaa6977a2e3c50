import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceFile } from './replace-file.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'replace-file-'));
});
afterAll(() => rm(dir, { recursive: true }));

test('chunks of text and bytes become one file, and nothing is left beside it', async () => {
  const path = join(dir, 'a');
  await replaceFile(path, ['one ', Buffer.from('two '), 'drie €']);
  await replaceFile(path, ['longer than before? no']);
  await replaceFile(path, ['short']);
  expect(await readFile(path, 'utf8')).toBe('short');
  expect((await readdir(dir)).filter((f) => f.startsWith('a'))).toEqual(['a']);
});

test('a source of chunks that fails half-way leaves the old file as it was', async () => {
  const path = join(dir, 'b');
  await writeFile(path, 'old');
  function* broken() {
    yield 'new';
    throw new Error('half-way');
  }
  await expect(replaceFile(path, broken())).rejects.toThrow('half-way');
  expect(await readFile(path, 'utf8')).toBe('old');
});
