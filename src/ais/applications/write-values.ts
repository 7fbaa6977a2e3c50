import { sextetOf } from '../text.ts';
import { numberOf } from './coding.ts';
import type { HexRow, NumberRow, View } from './row.ts';

/** Where bits go, and the factor that powered rows are divided by. */
export interface Sink {
  /** A number of up to 53 bits. */
  readonly put: (value: number, width: number) => void;
  power: number;
}

const isView = (value: unknown): value is View => typeof value === 'object' && value !== null;

/** The list of records that is called `what`; a missing one is empty. */
export function recordsOf(value: unknown, max: number, what: string): readonly View[] {
  const records = value ?? [];
  if (!Array.isArray(records) || !records.every(isView))
    throw new RangeError(`${what}: not a list of records`);
  if (records.length > max)
    throw new RangeError(`${what}: ${records.length} records, at most ${max} can be sent`);
  return records;
}

function rawOf(row: NumberRow, body: View, power: number, what: string): number {
  const asRaw = row.rawName === null ? undefined : body[row.rawName];
  if (asRaw !== undefined) return numberOf(asRaw, what);
  if (row.countOf !== null) return recordsOf(body[row.countOf], 2 ** row.bits - 1, what).length;
  const value = body[row.name];
  if (value === undefined || value === null) return row.absent;
  return row.coding.write(row.powered ? numberOf(value, what) / power : value, what);
}

export function writeNumber(row: NumberRow, body: View, to: Sink, what: string): void {
  const raw = rawOf(row, body, to.power, what);
  const [min, max] = row.signed ? [-(2 ** (row.bits - 1)), 2 ** (row.bits - 1) - 1] : [0, 2 ** row.bits - 1];
  if (!Number.isInteger(raw) || raw < min || raw > max) {
    throw new RangeError(`${what}: ${raw} does not fit ${row.bits} bits`);
  }
  to.put(raw < 0 ? raw + 2 ** row.bits : raw, row.bits);
}

/** A text of at most `characters`; `fill` sends all of them, the missing ones as `@`. */
export function writeText(value: unknown, characters: number, fill: boolean, to: Sink, what: string): void {
  const sent = value ?? '';
  if (typeof sent !== 'string') throw new RangeError(`${what}: not a text`);
  if (sent.length > characters)
    throw new RangeError(`${what}: "${sent}" is longer than ${characters} characters`);
  for (let i = 0; i < (fill ? characters : sent.length); i++) {
    const sextet = i < sent.length ? sextetOf(sent.charCodeAt(i)) : 0;
    if (sextet < 0) throw new RangeError(`${what}: "${sent[i]}" is not in the six-bit alphabet`);
    to.put(sextet, 6);
  }
}

export function writeHex(row: HexRow, body: View, to: Sink, what: string): void {
  const digits = body[`${row.name}Hex`] ?? '';
  if (typeof digits !== 'string' || !/^[0-9a-f]*$/i.test(digits)) {
    throw new RangeError(`${what}Hex: not hexadecimal digits`);
  }
  const bits = row.bits ?? numberOf(body[`${row.name}Bits`] ?? digits.length * 4, `${what}Bits`);
  if (!Number.isInteger(bits) || bits < 0 || digits.length > Math.ceil(bits / 4)) {
    throw new RangeError(`${what}Bits: ${digits.length} digits do not fit ${bits} bits`);
  }
  for (let at = 0; at < bits; at += 4) {
    const width = Math.min(4, bits - at);
    to.put(Number.parseInt(digits[at / 4] ?? '0', 16) >> (4 - width), width);
  }
}
