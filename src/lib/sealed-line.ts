import { crc32 } from 'node:zlib';

/** Eight hexadecimal digits and a blank. */
const SEAL_CHARS = 9;
const LINE_FEED = 0x0a;

const sealOf = (text: string | Uint8Array): string => crc32(text).toString(16).padStart(8, '0');

/** A line of a file that knows whether it is whole: `<CRC-32 of the text> <text>\n`. The text must hold no line feed. */
export const seal = (text: string): string => `${sealOf(text)} ${text}\n`;

/** The text of a sealed line, or null when the line is cut, damaged or never was one. */
export function unseal(line: Buffer): string | null {
  const end = line.length - 1;
  if (end < SEAL_CHARS || line[end] !== LINE_FEED) return null;
  const text = line.subarray(SEAL_CHARS, end);
  return line.toString('latin1', 0, SEAL_CHARS) === `${sealOf(text)} ` ? text.toString('utf8') : null;
}
