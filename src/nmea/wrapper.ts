import { bytes, COMMA, hexPair, nameAt, STAR, words, ZERO } from './bytes.ts';

/**
 * `$PGHP,1,2013,11,12,12,0,0,869,219,,2190074,1,05*12`, GateHouse's wrapper: type 1, UTC date and time to the
 * millisecond, country, region, base station, 1 = online data, and a checksum: that of the next sentence, to which it
 * belongs; of the parts of a longer message XORed; or 00 where the station did not say (in real logs: its own reports).
 */
export interface Wrapper {
  /** A wrapper was read and its sentence has not come yet. */
  waiting: boolean;
  timeMs: number | null;
  station: string | null;
  /** Checksum of its sentence; 0 when it does not say. */
  checksum: number;
}

export const newWrapper = (): Wrapper => ({ waiting: false, timeMs: null, station: null, checksum: 0 });

/** `$PGH` and `P,1,`, as four bytes read at once. */
const PGH = 0x48475024;
const P_1 = 0x2c312c50;

export const isWrapper = (at: number, to: number): boolean =>
  to - at > 8 && words.getInt32(at, true) === PGH && words.getInt32(at + 4, true) === P_1;

/** Index of fields behind `$PGHP,1,`: year, month, day, hour, minute, second, millisecond come first. */
const TIME_FIELDS = 7;
const STATION = 9;
const CHECKSUM = 11;

const time = new Int32Array(TIME_FIELDS);
/** The latest day, and when it began: most wrappers are of the same one. */
const day = { year: 0, month: 0, day: 0, startMs: 0 };

function utcMs(): number | null {
  const [y = 0, month = 0, d = 0, hour = 0, minute = 0, second = 0, ms = 0] = time;
  const isDate = y >= 1990 && y <= 9999 && month >= 1 && month <= 12 && d >= 1 && d <= 31;
  if (!isDate || hour > 23 || minute > 59 || second > 60 || ms > 999) return null;
  if (d !== day.day || month !== day.month || y !== day.year) {
    day.year = y;
    day.month = month;
    day.day = d;
    day.startMs = Date.UTC(y, month - 1, d);
  }
  return day.startMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** Reads the wrapper that stands in `at … to` and whose own checksum is right. */
export function readWrapper(at: number, to: number, into: Wrapper): void {
  into.waiting = true;
  into.station = null;
  into.checksum = 0;
  let field = 0;
  let from = at + 8;
  let value = 0;
  let areDigits = true;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = (value * 10 + digit) % 100_000_000;
      continue;
    }
    if (byte !== COMMA && byte !== STAR) {
      areDigits = false;
      continue;
    }
    if (field < TIME_FIELDS) {
      if (!areDigits || i === from) time[0] = 0;
      else time[field] = value;
    } else if (field === STATION && i > from) into.station = nameAt(from, i);
    else if (field === CHECKSUM && i - from === 2) into.checksum = Math.max(0, hexPair(from, i));
    if (byte === STAR) break;
    field++;
    from = i + 1;
    value = 0;
    areDigits = true;
  }
  into.timeMs = field < TIME_FIELDS ? null : utcMs();
}
