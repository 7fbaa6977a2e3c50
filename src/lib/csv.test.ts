import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCsvFault, readCsv } from './csv.ts';

const read = (text: string, separator = ',') => [...readCsv(text, separator)];
const cells = (text: string, separator = ',') =>
  read(text, separator).map((record) => (isCsvFault(record) ? record.detail : record.cells));

test('cells, quoted cells, doubled quotes, line breaks in cells, both line ends, no last line end', () => {
  expect(cells('a,b\r\n"1, 2","say ""hi"""\n"two\r\nlines",\n,x')).toEqual([
    ['a', 'b'],
    ['1, 2', 'say "hi"'],
    ['two\r\nlines', ''],
    ['', 'x'],
  ]);
  expect(cells('a;b\n1,5;2', ';')).toEqual([
    ['a', 'b'],
    ['1,5', '2'],
  ]);
});

test('lines are counted through cells that hold line breaks; empty lines are passed by', () => {
  expect(read('a\n\n"x\ny"\r\n\r\nb').map(({ line }) => line)).toEqual([1, 3, 6]);
});

test('a broken record is named by line and cell, and costs no other one', () => {
  expect(read('a,b\n1,"open\n2,3\n4,x"y\n5,"q"z\n6,7')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cell: 2, detail: 'text behind the closing quote' },
    { line: 3, cells: ['2', '3'] },
    { line: 4, cell: 2, detail: 'a quote inside a cell that is not quoted' },
    { line: 5, cell: 2, detail: 'text behind the closing quote' },
    { line: 6, cells: ['6', '7'] },
  ]);
  expect(read('1,"open\n2,3')).toEqual([
    { line: 1, cell: 2, detail: 'the quote is never closed' },
    { line: 2, cells: ['2', '3'] },
  ]);
});

test('what is written by the rules comes back', () => {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const table = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), {
      minLength: 2,
      maxLength: 4,
    }),
  );
  fc.assert(
    fc.property(table, (rows) => {
      const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
      expect(cells(text)).toEqual(rows);
    }),
    { seed: 4180 },
  );
});

test('any text is read to its end', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') });
  fc.assert(
    fc.property(text, (any) => {
      const lines = read(any).map(({ line }) => line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
    }),
    { seed: 4180, numRuns: 2_000 },
  );
});
