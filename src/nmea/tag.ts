import {
  BACKSLASH,
  bytes,
  COLON,
  COMMA,
  digits,
  epochMs,
  find,
  hexPair,
  MINUS,
  nameAt,
  STAR,
  xor,
} from './bytes.ts';

/** What a TAG block (NMEA 0183 v4.10, §7) says about the sentence behind it. Reused from line to line. */
export interface Tag {
  /** `s:` source. */
  station: string | null;
  /** `c:` in milliseconds since 1970. */
  timeMs: number | null;
  /** `g:number-total-group`: −1 each when it was not sent. */
  number: number;
  total: number;
  group: number;
}

export const newTag = (): Tag => ({ station: null, timeMs: null, number: -1, total: -1, group: -1 });

export function clearTag(tag: Tag): void {
  tag.station = null;
  tag.timeMs = null;
  tag.number = -1;
  tag.total = -1;
  tag.group = -1;
}

/** A field begins with a letter and a colon; any other comma is part of a text. */
const beginsField = (at: number): boolean => {
  const letter = (bytes[at] ?? 0) | 0x20;
  return bytes[at + 1] === COLON && letter >= 0x61 && letter <= 0x7a;
};

/** `1-2-1604`: first of the two sentences of group 1604. Anything else is left out. */
function readGroup(from: number, to: number, into: Tag): void {
  const first = find(MINUS, from, to);
  const second = first < 0 ? -1 : find(MINUS, first + 1, to);
  if (second < 0) return;
  const number = digits(from, first);
  const total = digits(first + 1, second);
  const group = digits(second + 1, to);
  if (number < 1 || total < number || group < 0) return;
  into.number = number;
  into.total = total;
  into.group = group;
}

/** `n:` (line count), `d:` (destination), `r:` (relative time), `t:` (text) and others are of no consequence here. */
function readField(at: number, to: number, into: Tag): void {
  const from = at + 2;
  switch (bytes[at]) {
    case 0x73:
      into.station = to > from ? nameAt(from, to) : null;
      return;
    case 0x63:
      into.timeMs = epochMs(from, to);
      return;
    case 0x67:
      readGroup(from, to, into);
  }
}

/** Reads what stands between two backslashes; false, and nothing read, when its checksum is missing or wrong. */
export function readTag(from: number, to: number, into: Tag): boolean {
  const star = to - 3;
  if (star < from || bytes[star] !== STAR || hexPair(star + 1, to) !== xor(from, star)) return false;
  let at = from;
  for (let i = from; i <= star; i++) {
    if (i < star && (bytes[i] !== COMMA || !beginsField(i + 1))) continue;
    if (beginsField(at)) readField(at, i, into);
    at = i + 1;
  }
  return true;
}

/** Where the TAG block that ends just before `to` begins; `to` when there is none. */
export function tagStart(from: number, to: number): number {
  if (to - from < 2 || bytes[to - 1] !== BACKSLASH) return to;
  let open = to - 2;
  while (open > from && bytes[open] !== BACKSLASH) open--;
  return bytes[open] === BACKSLASH ? open : to;
}
