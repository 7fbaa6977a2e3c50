import { type About, newSignal, record, type SignalBuffer } from './about.ts';
import { bytes, COMMA, digits, epochMs, MINUS, nameAt } from './bytes.ts';
import { readTime } from './time-text.ts';

/**
 * What receivers write behind the checksum. The US Coast Guard's network: `,d-109,S2105,t050056.00,T56.137,x1234,s28320,
 * r003669946,1325394060` (signal in dBm, slot, times within the day and the minute, counters, receiving station, seconds
 * since 1970); others write a part of it, and a logger may add its own time behind, as a number or as ISO 8601. In any
 * order, all optional.
 */

/** First letter of a station's name: receiver, base station, district. */
const isStation = (letter: number): boolean =>
  letter === 0x72 || letter === 0x62 || letter === 0x42 || letter === 0x44;

const LETTER_D = 0x64;
const LETTER_S = 0x53;

/** dBm, sent with or without sign and leading zeros. */
function dbm(from: number, to: number): number | null {
  const minus = bytes[from] === MINUS;
  const value = digits(minus ? from + 1 : from, to);
  return value < 0 || value > 200 ? null : minus ? -value : value;
}

function readField(from: number, to: number, signal: SignalBuffer, about: About): void {
  const letter = bytes[from] ?? 0;
  if (letter >= 0x30 && letter <= 0x39) {
    const length = to - from;
    if (length === 10 || length === 13) record(about, epochMs(from, to), 'trailing');
    else if (length > 10 && about.recordedAtMs === null) readTime(from, to, 'trailing', about);
  } else if (letter === LETTER_D) {
    signal.rssiDbm = dbm(from + 1, to);
  } else if (letter === LETTER_S) {
    signal.slot = slot(from + 1, to);
  } else if (isStation(letter) && to - from > 1) {
    about.station ??= nameAt(from, to);
  }
}

/** There are 2,250 slots in a minute (M.1371-5 Annex 2, §3.1.1). */
export function slot(from: number, to: number): number | null {
  const value = digits(from, to);
  return value < 0 || value > 2249 ? null : value;
}

const signal = newSignal();

/** Reads the fields in `from … to`, which begins with a comma; what begins otherwise may be a logger's time. */
export function readTrailing(from: number, to: number, about: About): void {
  if (bytes[from] !== COMMA) {
    readTime(from, to, 'trailing', about);
    return;
  }
  signal.rssiDbm = null;
  signal.slot = null;
  let start = from + 1;
  for (let i = start; i <= to; i++) {
    if (i < to && bytes[i] !== COMMA) continue;
    if (i > start) readField(start, i, signal, about);
    start = i + 1;
  }
  if (signal.rssiDbm !== null || signal.slot !== null) about.signal = signal;
}
