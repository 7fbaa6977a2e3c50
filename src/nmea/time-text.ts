import type { RecordedBy } from '../model/reception.ts';
import { type About, record } from './about.ts';
import { bytes } from './bytes.ts';

/** Longest text beside a sentence that is searched for a time. */
const LONGEST = 48;
const EPOCH = /^\W{0,2}(\d{10}|\d{13})(?:[.,](\d{1,9}))?(?!\d)/;
const DATE_TIME =
  /^\W{0,2}(\d{4})[-/](\d\d)[-/](\d\d)[T _](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?(?![\d])/;

/** A fraction of a second in milliseconds. */
const millis = (fraction: string | undefined): number => Math.floor(Number(`0.${fraction ?? 0}`) * 1000);

/** `Z`, `UTC`, `+02`, `+0200`, `+02:00` in milliseconds ahead of UTC. */
function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * The time that a logger wrote in `from … to`, in front of a sentence or behind it: seconds or milliseconds since 1970, or
 * an ISO 8601 date and time. One without a zone is read as if it were UTC and marked `leading-local`: real logs have both.
 */
export function readTime(from: number, to: number, by: RecordedBy, about: About): void {
  if (to - from < 10) return;
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + LONGEST)));
  const epoch = EPOCH.exec(text);
  if (epoch?.[1] !== undefined) {
    const [, whole, fraction] = epoch;
    record(about, whole.length === 13 ? Number(whole) : Number(whole) * 1000 + millis(fraction), by);
    return;
  }
  const [, year, month, day, hour, minute, second, fraction, zone] = DATE_TIME.exec(text) ?? [];
  if (year === undefined) return;
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + millis(fraction);
  if (Number.isNaN(timeMs)) return;
  if (zone === undefined) record(about, timeMs, 'leading-local');
  else record(about, timeMs - offsetMs(zone), by);
}
