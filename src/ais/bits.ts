import type { BinaryData } from '../model/message-parts.ts';

/** The integer of up to 32 bits at bit `start`. */
export function integerAt(sextets: Uint8Array, start: number, width: number, signed = false): number {
  const end = start + width;
  let value = 0;
  for (let at = Math.floor(start / 6); at * 6 < end; at++) {
    const over = Math.max(0, (at + 1) * 6 - end);
    const skipped = Math.max(0, start - at * 6);
    value = (value << (6 - skipped - over)) | (((sextets[at] ?? 0) & (63 >> skipped)) >> over);
  }
  return signed ? (value << (32 - width)) >> (32 - width) : value >>> 0;
}

/** The bits from `from` to before `to`, packed into bytes of their own; none when `to` is not behind `from`. */
export function dataAt(sextets: Uint8Array, from: number, to: number): BinaryData {
  const bits = Math.max(0, to - from);
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  for (let i = 0; i < bytes.length; i++) {
    const start = from + i * 8;
    const width = Math.min(8, to - start);
    bytes[i] = integerAt(sextets, start, width) << (8 - width);
  }
  return { bits, bytes };
}

/** gpsd's way to write data: number of bits, colon, hexadecimal digits of whole bytes. */
export const dataText = ({ bits, bytes }: BinaryData): string =>
  `${bits}:${Buffer.from(bytes).toString('hex')}`;
