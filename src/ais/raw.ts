import type { DecodeRefusal, Payload } from '../model/reception.ts';
import { type Field, type Layout, rowsOf, widthOf } from './table/field.ts';
import { layoutsOf } from './table/table.ts';
import { longText, text } from './text.ts';

/** Unscaled integers and trimmed texts under gpsd's names; `_bits` is the payload's length. */
export type RawMessage = Record<string, number | string>;

/** The integer at bit `start`; up to 32 bits. */
function integer(sextets: Uint8Array, start: number, width: number, signed: boolean): number {
  let value = 0;
  for (let at = start; at < start + width; at++) {
    value = (value << 1) | (((sextets[Math.floor(at / 6)] ?? 0) >> (5 - (at % 6))) & 1);
  }
  return signed ? (value << (32 - width)) >> (32 - width) : value >>> 0;
}

const fits = (of: Layout, sextets: Uint8Array, bits: number): boolean =>
  of.when.every((w) => {
    const value = integer(sextets, w.start, w.bits, false);
    return w.start + w.bits <= bits && value >= w.from && value <= w.to;
  });

function rawValue(field: Field, sextets: Uint8Array, start: number): number | string {
  if (field.kind === 'text') return text(sextets, start, field.bits / 6) ?? '';
  return integer(sextets, start, field.bits, field.kind === 'signed');
}

/**
 * One payload as the raw integers of ITU-R M.1371 under gpsd's keys. Fields that the message is too short to hold
 * whole are left out; a name that goes on in an extension stands whole under `<key>_full`. Read from the same table as
 * `decode`, by another and slower way, so that each can be held against the other.
 */
export function decodeRaw(payload: Pick<Payload, 'sextets' | 'bits'>): RawMessage | DecodeRefusal {
  const { sextets, bits } = payload;
  if (bits < 6) return 'bad-length';
  const layouts = layoutsOf(sextets[0] ?? 0);
  if (layouts.length === 0) return 'unknown-type';
  const of = layouts.find((l) => fits(l, sextets, bits));
  if (!of || bits < of.minBits) return 'bad-length';
  const rows = rowsOf(of);
  const end = widthOf(rows);
  const raw: RawMessage = { _bits: bits };
  let start = 0;
  for (const field of rows) {
    if (field.key !== '' && start + field.bits <= bits) {
      raw[field.key] = rawValue(field, sextets, start);
      if (field.tailCharacters > 0 && bits - end >= 6) {
        raw[`${field.key}_full`] =
          longText(sextets, start, field.bits / 6, end, field.tailCharacters, bits, true) ?? '';
      }
    }
    start += field.bits;
  }
  return raw;
}
