import type { DecodeRefusal, Payload } from '../model/reception.ts';
import { dataAt, dataText, integerAt } from './bits.ts';
import { type Field, hasTrailer, type Layout, rowsOf, widthOf } from './table/field.ts';
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

/** Where a message's rows lie. */
interface Extent {
  readonly bits: number;
  /** End of the fixed rows. */
  readonly fixed: number;
  /** End of what goes on behind them. */
  readonly rest: number;
}

function rawValue(field: Field, sextets: Uint8Array, start: number, extent: Extent): number | string {
  if (field.kind === 'data') return dataText(dataAt(sextets, start, extent.rest));
  if (field.kind !== 'text') return integerAt(sextets, start, field.bits, field.kind === 'signed');
  if (field.bits === 0) return longText(sextets, 0, 0, start, field.tailCharacters, extent.rest) ?? '';
  const characters = Math.min(field.bits, extent.bits - start) / 6;
  return text(sextets, start, Math.floor(characters)) ?? '';
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
  const rows = rowsOf(of);
  const fixed = widthOf(rows);
  const extent = { bits, fixed, rest: hasTrailer(of, bits) ? bits - widthOf(of.trailer) : bits };
  const raw: RawMessage = { _bits: bits };
  let start = 0;
  const read = (field: Field): void => {
    if (field.key !== '' && start + (field.kind === 'text' ? Math.min(6, field.bits) : field.bits) <= bits) {
      raw[field.key] = rawValue(field, sextets, start, extent);
      if (field.bits > 0 && field.tailCharacters > 0 && bits - fixed >= 6) {
        raw[`${field.key}_full`] =
          longText(sextets, start, field.bits / 6, fixed, field.tailCharacters, bits, true) ?? '';
      }
    }
    start += field.bits;
  };
  rows.forEach(read);
  if (extent.rest < bits) {
    start = extent.rest;
    of.trailer.forEach(read);
  }
  return raw;
}
