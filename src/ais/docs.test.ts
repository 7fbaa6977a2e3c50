import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aisDocs } from './docs.ts';
import { table } from './table/table.ts';

const path = resolve(import.meta.dirname, '../../docs/AIS.md');

describe('docs/AIS.md', () => {
  test('is what the tables say', () => {
    const isSame = readFileSync(path, 'utf8') === aisDocs();
    expect(
      isSame,
      'docs/AIS.md is not what the tables say: run `npx tsx .ci/ais-docs.ts` and commit it',
    ).toBe(true);
  });

  test('has every key and property of every message', () => {
    const text = aisDocs();
    for (const { types, title, rows, trailer } of table) {
      const [, after = ''] = text.split(`### ${types.join(', ')}: ${title}\n`);
      const [section = ''] = after.split('\n### ');
      for (const field of [...rows.map((row) => row.field), ...trailer]) {
        if (field.key === '' || (field.bits === 0 && field.kind === 'unsigned')) continue;
        expect(section).toContain(`\`${field.key}\``);
        expect(section).toContain(field.name ?? '');
      }
    }
  });
});
