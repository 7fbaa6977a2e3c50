import type { Application } from './application.ts';
import { readRows, unsignedAt } from './read.ts';
import { payload, type View } from './row.ts';
import { variantsOf } from './table.ts';

/** The bits of one assembled message: one 6-bit value a byte, `bits` of them valid. */
export interface MessageBits {
  readonly sextets: Uint8Array;
  readonly bits: number;
}

/** A binary message's body, with what is needed to say whose and what it is. */
export interface Body {
  readonly type: 6 | 8;
  readonly mmsi: number;
  readonly dac: number;
  readonly fid: number;
  /** Null: no layout is known, and the view holds the raw payload. */
  readonly application: Application | null;
  readonly view: View;
}

interface Identifier {
  readonly type: 6 | 8;
  readonly dac: number;
  readonly fid: number;
  /** First bit of the body. */
  readonly start: number;
}

/** IMO Circ.236 wrote "persons on board" as message 6 without an address: 72 bits, laid out like message 8. */
const UNADDRESSED_BITS = 72;

function identify(sextets: Uint8Array, end: number): Identifier | null {
  const type = sextets[0];
  if (type !== 6 && type !== 8) return null;
  const start = type === 8 || end === UNADDRESSED_BITS ? 56 : 88;
  if (end < start) return null;
  const dac = unsignedAt(sextets, start - 16, 10);
  const fid = unsignedAt(sextets, start - 6, 6);
  if (type === 6 && start === 56 && !(dac === 1 && fid === 16)) return null;
  return { type, dac, fid, start };
}

/** The body of message 6 or 8; null as in `applicationView`. */
export function bodyOf({ sextets, bits }: MessageBits): Body | null {
  const end = Math.min(bits, sextets.length * 6);
  const found = identify(sextets, end);
  if (found === null) return null;
  const { type, dac, fid, start } = found;
  const length = end - start;
  const variants = variantsOf(type, dac, fid);
  const application = variants.find((v) => length >= v.minBits && length <= v.maxBits) ?? null;
  if (application === null && variants.length > 0) return null;
  const view: View = {};
  readRows(application?.rows ?? [payload], { sextets, end, at: start, power: 1 }, view);
  return { type, mmsi: unsignedAt(sextets, 8, 30), dac, fid, application, view };
}

/**
 * The body of an application message (types 6 and 8) field by field. "Not available" codes stay as they are sent, with
 * `null` only beside an unscaled value (`level_raw`, `level_m`). An application without an established layout is given
 * as `payloadHex` and `payloadBits`. A list that is cut off ends with its last whole record.
 * Null for any other message, and for one that is too short for its application. Never throws.
 */
export function applicationView(message: MessageBits): Record<string, unknown> | null {
  return bodyOf(message)?.view ?? null;
}
