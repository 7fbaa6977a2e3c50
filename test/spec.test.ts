import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|contract)\.tsx?$/.test(file))
    .map((file) => join(root, folder, file)),
);
/** Ids at the head of a title: `Z1 …`, `P11, P12 …`. */
const heads = /['"`]((?:[A-Z]\d{1,2}[ ,]+)+)/g;
const tested = new Set(
  files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(heads)].flatMap(
      ([, ids = '']) => ids.match(/[A-Z]\d{1,2}/g) ?? [],
    ),
  ),
);
const numbered = new Set(
  [...readFileSync(join(root, 'docs/SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]\d{1,2})\*\* /gm)].map(
    ([, id = '']) => id,
  ),
);

test('every numbered rule of docs/SPEC.md heads a test, and every id at the head of a test is numbered there', () => {
  expect(numbered.size).toBeGreaterThan(80);
  expect([...numbered].filter((id) => !tested.has(id))).toEqual([]);
  expect([...tested].filter((id) => !numbered.has(id))).toEqual([]);
});
