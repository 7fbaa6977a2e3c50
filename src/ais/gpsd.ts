import type { DecodeRefusal, Payload } from '../model/reception.ts';
import { bodyOf } from './applications/view.ts';
import { layoutAt, type RawMessage, rawOf } from './raw.ts';
import type { Field, Layout } from './table/field.ts';

/** A message in gpsd's AIS JSON dialect (gpsd_json(5)), ready for JSON.stringify. */
export type GpsdMessage = Record<string, unknown>;

type Bits = Pick<Payload, 'sextets' | 'bits'>;

/** Adds a row as gpsd shows it; rows of the longer forms that were not sent it shows as 0. */
function show(field: Field, of: Layout, raw: RawMessage, into: GpsdMessage): void {
  const { key, value, legend } = field.gpsd;
  const sent = raw[field.key] ?? (of.forms.length > 0 ? 0 : undefined);
  if (field.key === '' || key === null || sent === undefined) return;
  const shownKey = key ?? field.key;
  if (value) into[shownKey] = value(sent, raw);
  else into[shownKey] = typeof sent === 'number' ? field.coding.shown(sent) : sent;
  if (legend && typeof sent === 'number') into[`${shownKey}_text`] = legend(sent);
}

/** Messages 6 and 8: the body as an object where its layout is known, else as gpsd's `data`. */
function showBody(payload: Bits, raw: RawMessage, into: GpsdMessage): void {
  const body = bodyOf(payload);
  delete into['data'];
  if (body !== null && body.application !== null) into['application'] = body.view;
  else if (raw['data'] !== undefined) into['data'] = raw['data'];
}

/**
 * One payload in gpsd's dialect: `scaled` with gpsd's names and units, else the raw integers of ITU-R M.1371 as
 * `decodeRaw` gives them. Both out of the message table. Applications of messages 6 and 8 stand in `application`.
 * A reserved part of message 24 is shown by its header. Differs from gpsd where gpsd differs from the standard or
 * loses what was sent; docs/AIS.md lists how.
 */
export function gpsdMessage(payload: Bits, scaled: boolean): GpsdMessage | DecodeRefusal {
  const of = layoutAt(payload);
  if (typeof of === 'string') return of;
  const raw = rawOf(of, payload);
  const { type, repeat, mmsi } = raw;
  const message: GpsdMessage = { class: 'AIS', type, repeat, mmsi, scaled };
  if (scaled) {
    for (const { field } of of.rows) show(field, of, raw, message);
    for (const field of of.trailer) show(field, of, raw, message);
  } else Object.assign(message, raw);
  if (type === 6 || type === 8) showBody(payload, raw, message);
  return message;
}
