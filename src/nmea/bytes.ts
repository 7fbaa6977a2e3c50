/** The bytes that NMEA lines are made of, and tables over all 256 of them. */

export const LF = 0x0a;
export const CR = 0x0d;
export const BANG = 0x21;
export const DOLLAR = 0x24;
export const STAR = 0x2a;
export const COMMA = 0x2c;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const V = 0x56;
export const D = 0x44;
export const M = 0x4d;
export const O = 0x4f;

/** Longest line taken, without its end; IEC 61162-1 allows 82 characters, TAG blocks and receiver fields add theirs. */
export const LINE_CAP = 1024;

/** Marks a byte outside an alphabet. */
export const NONE = 255;

/** Payload character → sextet (0x30–0x57 and 0x60–0x77), else NONE. */
export const SEXTET = new Uint8Array(256).map((_, code) => {
  if (code >= 0x30 && code <= 0x57) return code - 0x30;
  if (code >= 0x60 && code <= 0x77) return code - 0x38;
  return NONE;
});

/** Hexadecimal digit in either case → its value, else NONE. */
export const HEX = new Uint8Array(256).map((_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? NONE : value;
});

/** Position of `byte` in `from … to`, or −1. */
export function find(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (bytes[i] === byte) return i;
  return -1;
}

/** Position of the first CR or LF in `from … to`, or −1. */
export function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte === LF || byte === CR) return i;
  }
  return -1;
}

/** XOR of the bytes `from … to`. */
export function xor(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum ^= bytes[i] ?? 0;
  return sum;
}

/** The value of the two hexadecimal digits at `at`, or −1; `to` is the end of what may be read. */
export function hexPair(bytes: Uint8Array, at: number, to: number): number {
  if (at + 2 > to) return -1;
  const high = HEX[bytes[at] ?? 0] ?? NONE;
  const low = HEX[bytes[at + 1] ?? 0] ?? NONE;
  return high === NONE || low === NONE ? -1 : high * 16 + low;
}
