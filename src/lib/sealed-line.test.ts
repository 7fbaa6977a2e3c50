import { expect, test } from 'vitest';
import { seal, unseal } from './sealed-line.ts';

const text = '{"name":"ZEEBRUGGE €","n":1}';
const line = Buffer.from(seal(text));

test('a whole line gives its text back; the check value is that of CRC-32', () => {
  expect(unseal(line)).toBe(text);
  expect(seal('123456789')).toBe('cbf43926 123456789\n');
  expect(unseal(Buffer.from(seal('')))).toBe('');
});

test('a line cut anywhere is none', () => {
  for (let length = 0; length < line.length; length++) expect(unseal(line.subarray(0, length))).toBeNull();
});

test('one flipped bit anywhere is noticed', () => {
  for (let bit = 0; bit < line.length * 8; bit++) {
    const damaged = Buffer.from(line);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(unseal(damaged), `bit ${bit}`).toBeNull();
  }
});
