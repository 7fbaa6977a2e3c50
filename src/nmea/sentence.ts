import type { LineRefusal } from '../model/reception.ts';
import { COMMA, D, find, HEX, hexPair, LINE_CAP, M, NONE, O, SEXTET, STAR, V, xor, ZERO } from './bytes.ts';

/** Sequence number of a sentence that has none. */
export const NO_SEQUENCE = 10;

/** One VDM or VDO sentence, taken apart. Reused from line to line. */
export interface Sentence {
  /** Both talker characters in one number. */
  talker: number;
  own: boolean;
  total: number;
  number: number;
  /** 0–9, or NO_SEQUENCE. */
  sequence: number;
  /** Channel character as sent, 0 when empty. */
  channel: number;
  fill: number;
  /** Un-armoured payload: `length` sextets. */
  readonly sextets: Uint8Array;
  length: number;
  /** Why the last reading failed, apart from the checksum. */
  cause: LineRefusal;
}

export const newSentence = (): Sentence => ({
  talker: 0,
  own: false,
  total: 0,
  number: 0,
  sequence: NO_SEQUENCE,
  channel: 0,
  fill: 0,
  sextets: new Uint8Array(LINE_CAP),
  length: 0,
  cause: 'not-ais',
});

/** `!AIVDM,1,1,,,0,0*hh` */
const SHORTEST = 19;

/** Whether `!ccVDM,` or `!ccVDO,` stands at `at` (where a `!` was found) and may be a whole sentence before `to`. */
export const isAis = (bytes: Uint8Array, at: number, to: number): boolean =>
  to - at >= SHORTEST &&
  bytes[at + 3] === V &&
  bytes[at + 4] === D &&
  (bytes[at + 5] === M || bytes[at + 5] === O) &&
  bytes[at + 6] === COMMA;

function fail(into: Sentence, cause: LineRefusal): -1 {
  into.cause = cause;
  return -1;
}

/**
 * Reads the sentence whose `!` is at `at` (IEC 61162-1: `!ccVDM,total,number,sequence,channel,payload,fill*hh`) in one
 * pass, checksum and un-armouring together. Reads nothing at or behind `to`, which is at most LINE_CAP behind `at`.
 * Gives the position behind the checksum, or −1.
 */
export function readSentence(bytes: Uint8Array, at: number, to: number, into: Sentence): number {
  if (!isAis(bytes, at, to)) return fail(into, 'not-ais');
  const first = bytes[at + 1] ?? 0;
  const second = bytes[at + 2] ?? 0;
  const formatter = bytes[at + 5] ?? 0;
  const total = (bytes[at + 7] ?? 0) - ZERO;
  const number = (bytes[at + 9] ?? 0) - ZERO;
  const commas = bytes[at + 8] === COMMA && bytes[at + 10] === COMMA;
  if (!commas || total < 1 || total > 9 || number < 1 || number > total) return fail(into, 'bad-fields');
  /** Of the checksum the six commas are left out: an even number of them cancels itself. */
  let sum = first ^ second ^ V ^ D ^ formatter ^ (total + ZERO) ^ (number + ZERO);
  let i = at + 11;

  let sequence = NO_SEQUENCE;
  if (bytes[i] !== COMMA) {
    sequence = (bytes[i] ?? 0) - ZERO;
    if (sequence < 0 || sequence > 9) return fail(into, 'bad-fields');
    sum ^= sequence + ZERO;
    i++;
  }
  if (bytes[i++] !== COMMA) return fail(into, 'bad-fields');
  let channel = bytes[i] ?? 0;
  if (channel === COMMA) channel = 0;
  else i++;
  if (bytes[i++] !== COMMA) return fail(into, 'bad-fields');
  sum ^= channel;

  const sextets = into.sextets;
  const start = i;
  for (; i < to; i++) {
    const byte = bytes[i] ?? 0;
    const sextet = SEXTET[byte] ?? NONE;
    if (sextet === NONE) break;
    sum ^= byte;
    sextets[i - start] = sextet;
  }
  if (i + 5 > to) return fail(into, 'bad-fields');
  if (bytes[i] !== COMMA) return fail(into, 'bad-armour');
  if (i === start) return fail(into, 'bad-fields');
  const fill = (bytes[i + 1] ?? 0) - ZERO;
  /** Only the last part may be filled up. */
  if (fill < 0 || fill > 5 || (fill > 0 && number < total)) return fail(into, 'bad-fill-bits');
  if (bytes[i + 2] !== STAR) return fail(into, 'bad-fields');
  sum ^= fill + ZERO;
  const high = HEX[bytes[i + 3] ?? 0] ?? NONE;
  const low = HEX[bytes[i + 4] ?? 0] ?? NONE;
  if (sum !== high * 16 + low) return fail(into, 'bad-checksum');

  into.talker = (first << 8) | second;
  into.own = formatter === O;
  into.total = total;
  into.number = number;
  into.sequence = sequence;
  into.channel = channel;
  into.fill = fill;
  into.length = i - start;
  return i + 5;
}

/** What is wrong with the sentence that begins at `at` as a whole; null when its checksum is right. */
export function checksumFault(bytes: Uint8Array, at: number, to: number): LineRefusal | null {
  const star = find(bytes, STAR, at, to);
  const sent = star < 0 ? -1 : hexPair(bytes, star + 1, to);
  if (sent < 0) return 'missing-checksum';
  return sent === xor(bytes, at + 1, star) ? null : 'bad-checksum';
}
