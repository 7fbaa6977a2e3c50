import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

test('the vectors of RFC 3720 appendix B.4, and the check value of the catalogue', () => {
  const rising = Uint8Array.from({ length: 32 }, (_, i) => i);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(rising)).toBe(0x46dd794e);
  expect(crc32c(rising.toReversed())).toBe(0x113fdb5c);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('of a part of the bytes', () => {
  expect(crc32c(Buffer.from('xx123456789yy'), 2, 11)).toBe(0xe3069283);
  expect(crc32c(Buffer.from('x'), 1, 1)).toBe(0);
});
