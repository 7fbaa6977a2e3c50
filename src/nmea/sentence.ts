import type { LineRefusal } from '../model/reception.ts';
import {
  bytes,
  COMMA,
  D,
  find,
  HEX,
  hexPair,
  LINE_CAP,
  M,
  NONE,
  O,
  SEXTET,
  STAR,
  V,
  words,
  xor,
  ZERO,
} from './bytes.ts';

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
  checksum: number;
  /** Un-armoured payload: `length` sextets. */
  readonly sextets: Uint8Array;
  /** The same sextets, four at a time. */
  readonly quads: DataView;
  length: number;
}

export function newSentence(): Sentence {
  const sextets = new Uint8Array(LINE_CAP);
  return {
    talker: 0,
    own: false,
    total: 0,
    number: 0,
    sequence: NO_SEQUENCE,
    channel: 0,
    fill: 0,
    checksum: 0,
    sextets,
    quads: new DataView(sextets.buffer),
    length: 0,
  };
}

/**
 * What `readSentence` gives instead of a position. Bare numbers, because a branch that was never taken and does
 * anything but return one makes the engine throw away its compiled code when it is taken at last.
 */
const NOT_AIS = -1;
const BAD_FIELDS = -2;
const BAD_ARMOUR = -3;
const BAD_FILL_BITS = -4;
const BAD_CHECKSUM = -5;

/** Why a reading failed: the cause to the number that `readSentence` gave, less than 0. */
export const causeOf = (failure: number): LineRefusal =>
  failure === BAD_FIELDS
    ? 'bad-fields'
    : failure === BAD_ARMOUR
      ? 'bad-armour'
      : failure === BAD_FILL_BITS
        ? 'bad-fill-bits'
        : failure === BAD_CHECKSUM
          ? 'bad-checksum'
          : 'not-ais';

/** `!AIVDM,1,1,,,0,0*hh` */
const SHORTEST = 19;

/** Nothing that could be a line end, a sign or a comma. */
const isTalker = (byte: number): boolean => byte >= 0x30 && byte <= 0x5a;

/** Whether `!ccVDM,` or `!ccVDO,` stands at `at`, where a `!` was found. */
const isAis = (at: number, to: number): boolean =>
  to - at >= 7 &&
  isTalker(bytes[at + 1] ?? 0) &&
  isTalker(bytes[at + 2] ?? 0) &&
  bytes[at + 3] === V &&
  bytes[at + 4] === D &&
  (bytes[at + 5] === M || bytes[at + 5] === O) &&
  bytes[at + 6] === COMMA;

/**
 * Reads the sentence whose `!` is at `at` (IEC 61162-1: `!ccVDM,total,number,sequence,channel,payload,fill*hh`) in one
 * pass, checksum and un-armouring together, the payload four characters at a time. Reads nothing at or behind `to`,
 * which is at most LINE_CAP behind `at`. Gives the position behind the checksum, or a failure (see `causeOf`).
 */
export function readSentence(at: number, to: number, into: Sentence): number {
  if (!isAis(at, to)) return NOT_AIS;
  if (to - at < SHORTEST) return BAD_FIELDS;
  const first = bytes[at + 1] ?? 0;
  const second = bytes[at + 2] ?? 0;
  const formatter = bytes[at + 5] ?? 0;
  const total = (bytes[at + 7] ?? 0) - ZERO;
  const number = (bytes[at + 9] ?? 0) - ZERO;
  if (bytes[at + 8] !== COMMA || bytes[at + 10] !== COMMA) return BAD_FIELDS;
  if (total < 1 || total > 9 || number < 1 || number > total) return BAD_FIELDS;
  /** Of the checksum the six commas are left out: an even number of them cancels itself. */
  let sum = first ^ second ^ V ^ D ^ formatter ^ (total + ZERO) ^ (number + ZERO);
  let i = at + 11;

  let sequence = NO_SEQUENCE;
  if (bytes[i] !== COMMA) {
    sequence = (bytes[i] ?? 0) - ZERO;
    if (sequence < 0 || sequence > 9) return BAD_FIELDS;
    sum ^= sequence + ZERO;
    i++;
  }
  if (bytes[i++] !== COMMA) return BAD_FIELDS;
  let channel = bytes[i] ?? 0;
  if (channel === COMMA) channel = 0;
  else if (channel <= 0x20 || channel > 0x7e) return BAD_FIELDS;
  else i++;
  if (bytes[i++] !== COMMA) return BAD_FIELDS;
  sum ^= channel;

  const start = i;
  const { quads, sextets } = into;
  let quadSum = 0;
  for (; i + 4 <= to; i += 4) {
    const q = words.getInt32(i, true);
    /** Bit 6 of each byte: outside 0x30–0x57 and 0x60–0x77 (bit 7; or neither bit 6 nor bits 5 and 4; or bits 6, 4, 3). */
    const outside = (q >>> 1) | (~q & ~((q << 1) & (q << 2))) | (q & (q << 2) & (q << 3));
    if ((outside & 0x40404040) !== 0) break;
    quadSum ^= q;
    quads.setInt32(i - start, q - 0x30303030 - ((q & (q << 1) & 0x40404040) >>> 3), true);
  }
  for (; i < to; i++) {
    const byte = bytes[i] ?? 0;
    const sextet = SEXTET[byte] ?? NONE;
    if (sextet === NONE) break;
    sum ^= byte;
    sextets[i - start] = sextet;
  }
  if (i + 5 > to) return BAD_FIELDS;
  if (bytes[i] !== COMMA) return BAD_ARMOUR;
  if (i === start) return BAD_FIELDS;
  const fill = (bytes[i + 1] ?? 0) - ZERO;
  /** Only the last part may be filled up. */
  if (fill < 0 || fill > 5 || (fill > 0 && number < total)) return BAD_FILL_BITS;
  if (bytes[i + 2] !== STAR) return BAD_FIELDS;
  quadSum ^= quadSum >>> 16;
  sum ^= ((quadSum ^ (quadSum >>> 8)) & 255) ^ (fill + ZERO);
  if (sum !== (HEX[bytes[i + 3] ?? 0] ?? 0) * 16 + (HEX[bytes[i + 4] ?? 0] ?? 0)) return BAD_CHECKSUM;

  into.talker = (first << 8) | second;
  into.own = formatter === O;
  into.total = total;
  into.number = number;
  into.sequence = sequence;
  into.channel = channel;
  into.fill = fill;
  into.checksum = sum;
  into.length = i - start;
  return i + 5;
}

/** What is wrong with the sentence that begins at `at` as a whole; null when its checksum is right. */
export function checksumFault(at: number, to: number): LineRefusal | null {
  const star = find(STAR, at, to);
  const sent = star < 0 ? -1 : hexPair(star + 1, to);
  if (sent < 0) return 'missing-checksum';
  return sent === xor(at + 1, star) ? null : 'bad-checksum';
}
