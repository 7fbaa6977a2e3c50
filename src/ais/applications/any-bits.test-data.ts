import fc from 'fast-check';
import type { Application } from './application.ts';
import { widthOfAll } from './row.ts';

const LONGEST = 1064;

/** Writes `value` over `width` bits at `start`. */
function overwrite(sextets: Uint8Array, start: number, width: number, value: number): void {
  for (let i = 0; i < width; i++) {
    const index = Math.floor((start + i) / 6);
    const mask = 1 << (5 - ((start + i) % 6));
    const bit = (value >>> (width - 1 - i)) & 1;
    sextets[index] = ((sextets[index] ?? 0) & ~mask) | (bit ? mask : 0);
  }
}

/** A message with random bits in its body, which is between `shortest` and `longest` bits long. */
export function messages(type: 6 | 8, dac: number, fid: number, shortest: number, longest: number) {
  const start = type === 8 ? 56 : 88;
  return fc
    .tuple(
      fc.uint8Array({ minLength: 180, maxLength: 180, max: 63 }),
      fc.integer({ min: shortest, max: Math.min(longest, LONGEST - start) }),
    )
    .map(([sextets, body]) => {
      overwrite(sextets, 0, 6, type);
      overwrite(sextets, start - 16, 10, dac);
      overwrite(sextets, start - 6, 6, fid);
      return { sextets, bits: start + body };
    });
}

/** Messages of one entry of the table, with all its rows of fixed length and any number of its records. */
export const messagesOf = (type: 6 | 8, { dac, fid, minBits, maxBits, rows }: Application) =>
  messages(type, dac, fid, Math.max(minBits, widthOfAll(rows)), maxBits);
