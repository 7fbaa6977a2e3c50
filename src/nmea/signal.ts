import { type About, newSignal } from './about.ts';
import {
  BACKSLASH,
  bytes,
  COMMA,
  CR,
  DOLLAR,
  digits,
  LF,
  lineEnd,
  MINUS,
  nameAt,
  STAR,
  words,
} from './bytes.ts';
import { checksumFault } from './sentence.ts';
import { clearTag, newTag, readTag } from './tag.ts';
import { slot } from './trailing.ts';

/**
 * `$ARVSI,r003669945,5,201704.05687473,0152,-085,0*2E` (IEC 61162-1, VSI): station, link, time of day, slot, signal in
 * dBm, signal-to-noise ratio in dB, of the message in front of it. It is looked for in what has already come: a
 * message is never held back for the sake of its signal.
 */

/** Lines that may stand between the sentences of a TAG group. */
const LINES_AHEAD = 4;
/** `VSI,`, as four bytes read at once. */
const VSI = 0x2c495356;

const isSignal = (at: number, to: number): boolean =>
  to - at > 8 && bytes[at] === DOLLAR && words.getInt32(at + 3, true) === VSI;

/** Whole decibels of a field that may have a sign and a fraction; null when it is empty or no number. */
function decibels(from: number, to: number): number | null {
  const minus = bytes[from] === MINUS;
  let end = minus ? from + 1 : from;
  while (end < to && bytes[end] !== 0x2e) end++;
  const value = digits(minus ? from + 1 : from, end);
  return value < 0 || value > 200 ? null : minus ? -value : value;
}

const signal = newSignal();

function readSignal(at: number, to: number, about: About): void {
  signal.rssiDbm = null;
  signal.snrDb = null;
  signal.slot = null;
  let field = -1;
  let from = at;
  for (let i = at; i < to; i++) {
    const last = bytes[i] === STAR;
    if (!last && bytes[i] !== COMMA) continue;
    if (field === 0 && i > from) about.station ??= nameAt(from, i);
    else if (field === 3) signal.slot = slot(from, i);
    else if (field === 4) signal.rssiDbm = decibels(from, i);
    else if (field === 5) signal.snrDb = decibels(from, i);
    if (last) break;
    field++;
    from = i + 1;
  }
  about.signal = signal;
}

const tag = newTag();

/**
 * Looks in the whole lines at `at … to`, which follow a message, for its signal sentence: the next line, or for a
 * message of a TAG group one of the next lines with the same group.
 */
export function readSignalBehind(at: number, to: number, about: About): void {
  if (about.group < 0 && !isSignal(at, to)) return;
  const lines = about.group < 0 ? 1 : LINES_AHEAD;
  let from = at;
  for (let n = 0; n < lines && from < to; n++) {
    const end = lineEnd(from, to);
    if (end < 0) return;
    clearTag(tag);
    let start = from;
    if (bytes[from] === BACKSLASH) {
      const close = bytes.indexOf(BACKSLASH, from + 1);
      if (close > 0 && close < end && readTag(from + 1, close, tag)) start = close + 1;
    }
    if (tag.group === about.group && isSignal(start, end) && checksumFault(start, end) === null) {
      readSignal(start, end, about);
      return;
    }
    from = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
}
