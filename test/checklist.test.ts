import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

/** The checklist of docs/SECURITY.md: WebSocket, receivers, HTTP and sign-in, audit. */
const ids = [...numbered('W', 13), ...numbered('T', 5), ...numbered('H', 19), ...numbered('A', 5)];

/** Ids in the titles of a test file: `checklist H5: …`, `E1 checklist H5, H6: …`. */
const triedIn = (text: string): string[] =>
  [...text.matchAll(/['"`](?:[A-Z]\d{1,2}[ ,:]+)*checklist ((?:[A-Z]\d+(?:, )?)+):/g)].flatMap(
    ([, list = '']) => list.split(', '),
  );
const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|contract)\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);
const tried = new Map(files.map((name) => [name, new Set(triedIn(read(name)))]));

test('every id of the checklist has a test with it in the title, and no title has another id', () => {
  const all = new Set([...tried.values()].flatMap((found) => [...found]));
  expect(ids.filter((id) => !all.has(id))).toEqual([]);
  expect([...all].filter((id) => !ids.includes(id))).toEqual([]);
});

test('docs/SECURITY.md has a row for each, and names files that try it', () => {
  const rows = [...read('docs/SECURITY.md').matchAll(/^\| ([WTHA]\d+) \| .+ \| (.+) \|$/gm)];
  expect(rows.map(([, id]) => id)).toEqual(ids);
  for (const [, id = '', names = ''] of rows)
    for (const [, name = ''] of names.matchAll(/`([^`]+)`/g))
      expect([id, name, tried.get(name)?.has(id)]).toEqual([id, name, true]);
});
