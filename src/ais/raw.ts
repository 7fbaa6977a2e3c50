import type { DecodeRefusal, Payload } from '../model/reception.ts';
import { dataAt, dataText, integerAt } from './bits.ts';
import { type Field, type Layout, trailerStart } from './table/field.ts';
import { layoutsOf } from './table/table.ts';
import { longText, text } from './text.ts';

/** Unscaled integers and trimmed texts under gpsd's names; `_bits` is the payload's length. */
export type RawMessage = Record<string, number | string>;

const fits = (of: Layout, sextets: Uint8Array, bits: number): boolean =>
  bits <= of.maxBits &&
  of.when.every((w) => {
    const value = integerAt(sextets, w.start, w.bits);
    return w.start + w.bits <= bits && value >= w.from && value <= w.to;
  });

/** A row that may be cut off: text is read as far as it goes in whole characters. */
function rawValue(
  { kind, bits, tailCharacters }: Field,
  sextets: Uint8Array,
  start: number,
  end: number,
): number | string {
  if (kind === 'data') return dataText(dataAt(sextets, start, end));
  if (kind !== 'text') return integerAt(sextets, start, bits, kind === 'signed');
  if (bits === 0) return longText(sextets, 0, 0, start, tailCharacters, end) ?? '';
  return text(sextets, start, Math.floor(Math.min(bits, end - start) / 6)) ?? '';
}

/** The layout that decodes this payload, or why none does. */
export function layoutAt({ sextets, bits }: Pick<Payload, 'sextets' | 'bits'>): Layout | DecodeRefusal {
  if (bits < 6) return 'bad-length';
  const layouts = layoutsOf(sextets[0] ?? 0);
  if (layouts.length === 0) return 'unknown-type';
  const of = layouts.find((l) => fits(l, sextets, bits));
  return !of || bits < of.minBits ? 'bad-length' : of;
}

/**
 * One payload as the raw integers of ITU-R M.1371 under gpsd's keys. Fields that the message is too short to hold
 * whole are left out, texts end with their last whole character; a name that goes on in an extension stands whole under `<key>_full`; data reads `bits:hex`. Read
 * from the same table as `decode`, by another and slower way, so that each can be held against the other.
 */
export function decodeRaw(payload: Pick<Payload, 'sextets' | 'bits'>): RawMessage | DecodeRefusal {
  const of = layoutAt(payload);
  return typeof of === 'string' ? of : rawOf(of, payload);
}

/** The raw values of a payload whose layout is known. */
export function rawOf(of: Layout, { sextets, bits }: Pick<Payload, 'sextets' | 'bits'>): RawMessage {
  const end = trailerStart(of, bits);
  const raw: RawMessage = { _bits: bits };
  const read = (field: Field, start: number): void => {
    const least = field.kind === 'text' ? Math.min(6, field.bits) : field.bits;
    if (field.key === '' || start + least > bits) return;
    raw[field.key] = rawValue(field, sextets, start, end);
    if (field.bits > 0 && field.tailCharacters > 0 && bits - of.width >= 6) {
      raw[`${field.key}_full`] =
        longText(sextets, start, field.bits / 6, of.width, field.tailCharacters, bits, true) ?? '';
    }
  };
  for (const { field, start } of of.rows) read(field, start);
  let at = end;
  if (end < bits) {
    for (const field of of.trailer) {
      read(field, at);
      at += field.bits;
    }
  }
  return raw;
}
