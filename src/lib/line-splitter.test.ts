import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

test('however the bytes are cut, the same lines come out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '')),
      fc.array(fc.nat(9)),
      (parts, cuts) => {
        const text = parts.join('');
        const splitter = createLineSplitter(1000);
        const out: string[] = [];
        let at = 0;
        for (const size of [...cuts, text.length]) {
          for (const line of splitter.push(Buffer.from(text.slice(at, at + size)))) out.push(line.toString());
          at += size;
        }
        if (splitter.rest().length > 0) out.push(splitter.rest().toString());
        expect(out).toEqual(linesOf(text));
      },
    ),
    { seed: 20_261_123 },
  );
});

test('an endless line is handed on in pieces and not kept', () => {
  const splitter = createLineSplitter(10);
  expect([...splitter.push(Buffer.from('12345'))]).toEqual([]);
  expect([...splitter.push(Buffer.from('678901'))].map(String)).toEqual(['12345678901']);
  expect(splitter.rest()).toHaveLength(0);
});
