/** The bytes that NMEA lines are made of, tables over all 256 of them, and the one buffer that lines are read from. */

export const LF = 0x0a;
export const CR = 0x0d;
export const BANG = 0x21;
export const DOLLAR = 0x24;
export const STAR = 0x2a;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const ZERO = 0x30;
export const ONE = 0x31;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const V = 0x56;
export const D = 0x44;
export const M = 0x4d;
export const O = 0x4f;

/** Longest line taken, without its end; IEC 61162-1 allows 82 characters, TAG blocks and receiver fields add theirs. */
export const LINE_CAP = 1024;
/** Bytes taken into the buffer at a time, behind what was left of the line before. */
export const CHUNK = 65_536;

/**
 * All readers of the process take their lines from here, one `push` after the other: every line lies whole in one
 * place, however it was cut, and the engine knows that place as a constant. The slack lets four bytes be read at once.
 */
export const bytes = new Uint8Array(LINE_CAP + CHUNK + 8);
/** The same bytes, four at a time. */
export const words = new DataView(bytes.buffer);

/** Marks a byte outside an alphabet. */
export const NONE = 255;

/** Payload character → sextet (0x30–0x57 and 0x60–0x77), else NONE. */
export const SEXTET = new Uint8Array(256).map((_, code) => {
  if (code >= 0x30 && code <= 0x57) return code - 0x30;
  if (code >= 0x60 && code <= 0x77) return code - 0x38;
  return NONE;
});

/** Hexadecimal digit in either case → its value, else a number that makes no pair of digits fit one byte. */
const NO_DIGIT = 4096;
export const HEX = new Int16Array(256).map((_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? NO_DIGIT : value;
});

/** Position of `byte` in `from … to`, or −1. */
export function find(byte: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (bytes[i] === byte) return i;
  return -1;
}

/** Position of the first CR or LF in `from … to`, or −1. */
export function lineEnd(from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte <= CR && (byte === LF || byte === CR)) return i;
  }
  return -1;
}

/** XOR of the bytes `from … to`. */
export function xor(from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum ^= bytes[i] ?? 0;
  return sum;
}

/** The value of the two hexadecimal digits at `at`, or −1; `to` is the end of what may be read. */
export function hexPair(at: number, to: number): number {
  if (at + 2 > to) return -1;
  const value = (HEX[bytes[at] ?? 0] ?? 0) * 16 + (HEX[bytes[at + 1] ?? 0] ?? 0);
  return value > 255 ? -1 : value;
}

/** The number that the decimal digits `from … to` stand for, or −1 when they are none, others, or more than 15. */
export function digits(from: number, to: number): number {
  if (from >= to || to - from > 15) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Seconds since 1970, or milliseconds as some stations send, in milliseconds; null unless they are digits. */
export function epochMs(from: number, to: number): number | null {
  const value = digits(from, to);
  if (value < 0) return null;
  return value > 99_999_999_999 ? value : value * 1000;
}

/** Few stations send many lines: the latest name of each slot is given out again instead of being built. */
const SLOTS = 256;
const known: string[] = new Array<string>(SLOTS).fill('');

/** The characters `from … to` as a string. */
export function nameAt(from: number, to: number): string {
  let hash = to - from;
  for (let i = from; i < to; i++) hash = (hash * 31 + (bytes[i] ?? 0)) | 0;
  const slot = hash & (SLOTS - 1);
  const met = known[slot] ?? '';
  let same = met.length === to - from;
  for (let i = 0; same && i < met.length; i++) same = met.charCodeAt(i) === bytes[from + i];
  if (same) return met;
  const fresh = String.fromCharCode(...bytes.subarray(from, to));
  known[slot] = fresh;
  return fresh;
}
