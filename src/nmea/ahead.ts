import { mostAhead } from '../model/reception.ts';
import { BANG, bytes, COMMA, find, ONE, SEXTET } from './bytes.ts';

/** From `!` to the part number, and to the sequence number. */
const NUMBER = 9;
const SEQUENCE = 11;
/** Characters of a position report: no sentence that begins within them is worth the search. */
const REPORT = 28;
/** In less there are hardly two messages, and nothing is gained. */
const FEW_BYTES = 120;

/** Source MMSIs of the messages that come next, as far as they can be told without reading them. Reused. */
export interface Ahead {
  readonly mmsis: Int32Array;
  count: number;
  /** Up to here was looked. */
  end: number;
}

export const newAhead = (): Ahead => ({ mmsis: new Int32Array(mostAhead), count: 0, end: 0 });

/**
 * Takes the MMSI (bits 8–37 of every message, M.1371-5 Annex 8 §3) out of what may be the first sentences of messages in
 * `from … to`. Nothing is checked: a wrong guess is a number nobody has, or a needless look at some vessel.
 */
export function lookAhead(from: number, to: number, ahead: Ahead): void {
  ahead.count = 0;
  ahead.end = to;
  if (to - from < FEW_BYTES) return;
  const { mmsis } = ahead;
  const last = to - SEQUENCE - REPORT;
  let count = 0;
  for (let at = find(BANG, from, last); at >= 0; ) {
    if (count === mostAhead) {
      ahead.end = at;
      break;
    }
    let i = at + SEQUENCE;
    if (bytes[at + NUMBER] === ONE) {
      // sequence and channel are one character or none
      i += bytes[i] === COMMA ? 1 : 2;
      i += bytes[i] === COMMA ? 1 : 2;
      mmsis[count++] = mmsiAt(i);
      i += REPORT;
    }
    at = find(BANG, i, last);
  }
  ahead.count = count;
}

const sextet = (at: number): number => SEXTET[bytes[at] ?? 0] ?? 0;

const mmsiAt = (payload: number): number =>
  ((sextet(payload + 1) & 0xf) << 26) |
  (sextet(payload + 2) << 20) |
  (sextet(payload + 3) << 14) |
  (sextet(payload + 4) << 8) |
  (sextet(payload + 5) << 2) |
  (sextet(payload + 6) >>> 4);
