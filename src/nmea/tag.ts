import { COLON, COMMA, hexPair, STAR, xor, ZERO } from './bytes.ts';

/** What a TAG block (NMEA 0183 v4.10, §7) says about the sentence behind it. Reused from line to line. */
export interface Tag {
  /** `s:` source. */
  station: string | null;
  /** `c:` in milliseconds since 1970. */
  timeMs: number | null;
  /** Last part of `g:1-2-1604`. */
  group: string | null;
}

export const newTag = (): Tag => ({ station: null, timeMs: null, group: null });

export function clearTag(tag: Tag): void {
  tag.station = null;
  tag.timeMs = null;
  tag.group = null;
}

/** Few stations send many lines: the latest name of each slot is given out again instead of being built. */
const SLOTS = 256;
const known: string[] = new Array<string>(SLOTS).fill('');

function nameAt(bytes: Uint8Array, from: number, to: number): string {
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

/** Seconds, or milliseconds as some stations send; null unless all digits. */
function timeAt(bytes: Uint8Array, from: number, to: number): number | null {
  if (from === to || to - from > 15) return null;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value > 99_999_999_999 ? value : value * 1000;
}

/** A field begins with a lower-case letter and a colon; any other comma is part of a text. */
const beginsField = (bytes: Uint8Array, at: number): boolean =>
  bytes[at + 1] === COLON && (bytes[at] ?? 0) >= 0x61 && (bytes[at] ?? 0) <= 0x7a;

function readField(bytes: Uint8Array, at: number, to: number, into: Tag): void {
  const from = at + 2;
  switch (String.fromCharCode(bytes[at] ?? 0)) {
    case 's':
      into.station = to > from ? nameAt(bytes, from, to) : null;
      return;
    case 'c':
      into.timeMs = timeAt(bytes, from, to);
      return;
    case 'g':
      into.group = to > from ? nameAt(bytes, bytes.subarray(0, to).lastIndexOf(0x2d) + 1, to) : null;
  }
}

/** Reads what stands between two backslashes; false, and nothing read, when its checksum is missing or wrong. */
export function readTag(bytes: Uint8Array, from: number, to: number, into: Tag): boolean {
  const star = to - 3;
  if (star < from || bytes[star] !== STAR || hexPair(bytes, star + 1, to) !== xor(bytes, from, star))
    return false;
  let at = from;
  for (let i = from; i <= star; i++) {
    if (i < star && (bytes[i] !== COMMA || !beginsField(bytes, i + 1))) continue;
    if (beginsField(bytes, at)) readField(bytes, at, i, into);
    at = i + 1;
  }
  return true;
}
