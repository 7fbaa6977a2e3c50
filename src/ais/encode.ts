import type { BinaryData } from '../model/message-parts.ts';
import type { AisMessage } from '../model/messages.ts';
import { type Field, type Layout, trailerStart, type When } from './table/field.ts';
import { layoutsOf } from './table/table.ts';
import { sextetOf } from './text.ts';

/** A payload as it is sent: one 6-bit value a byte, `bits` of them valid. */
export interface Encoded {
  readonly sextets: Uint8Array;
  readonly bits: number;
}

/** Longest message that a transponder can send: five slots (§3.4). */
const MAX_BITS = 1064;

/** Writes numbers of up to 32 bits one after the other; `what` is for the error that says it is too long. */
function bitWriter(what: string) {
  const sextets = new Uint8Array(Math.ceil(MAX_BITS / 6) + 1);
  let bits = 0;
  /** End of the last row that is not all zeros: a short form may leave out whole rows, and cuts none that says something. */
  let lastSet = 0;
  return {
    put(value: number, width: number): void {
      for (let i = width - 1; i >= 0; i--, bits++) {
        const at = Math.trunc(bits / 6);
        const bit = (value >>> i) & 1;
        sextets[at] = (sextets[at] ?? 0) | (bit << (5 - (bits % 6)));
      }
      if (value !== 0) lastSet = bits;
      if (bits > MAX_BITS) throw new RangeError(`${what}: longer than the ${MAX_BITS} bits that can be sent`);
    },
    get bits(): number {
      return bits;
    },
    /** All that was written, or the shortest of `forms` that loses nothing but rows of zeros. */
    done(forms: readonly number[]): Encoded {
      const sent = forms.find((form) => form >= lastSet) ?? bits;
      return { sextets: sextets.subarray(0, Math.ceil(sent / 6)), bits: sent };
    },
  };
}

type Writer = ReturnType<typeof bitWriter>;

const describe = (message: AisMessage, field: Field): string => `message ${message.type}: ${field.name}`;

/** The text of a text field; '' for null. */
function textOf(value: unknown, what: string, room: number): string {
  if (value === null) return '';
  if (typeof value !== 'string') throw new RangeError(`${what}: not a text`);
  if (value.length > room) throw new RangeError(`${what}: "${value}" is longer than ${room} characters`);
  return value;
}

function putText(to: Writer, value: string, characters: number, what: string): void {
  for (let i = 0; i < characters; i++) {
    const sextet = i < value.length ? sextetOf(value.charCodeAt(i)) : 0;
    if (sextet < 0) throw new RangeError(`${what}: "${value[i]}" is not in the six-bit alphabet`);
    to.put(sextet, 6);
  }
}

function isData(value: unknown): value is BinaryData {
  return typeof value === 'object' && value !== null && 'bits' in value && 'bytes' in value;
}

function putData(to: Writer, value: unknown, what: string): void {
  if (!isData(value)) throw new RangeError(`${what}: not data`);
  const { bits, bytes } = value;
  if (!Number.isInteger(bits) || bits < 0 || bits > bytes.length * 8)
    throw new RangeError(`${what}: ${bytes.length} bytes do not hold ${bits} bits`);
  for (let at = 0; at < bits; at += 8) {
    const width = Math.min(8, bits - at);
    to.put((bytes[at / 8] ?? 0) >> (8 - width), width);
  }
}

function putNumber(to: Writer, field: Field, value: unknown, what: string): void {
  const raw = field.name === null ? field.preset : field.coding.encode(value, what);
  const [min, max] =
    field.kind === 'signed'
      ? [-(2 ** (field.bits - 1)), 2 ** (field.bits - 1) - 1]
      : [0, 2 ** field.bits - 1];
  if (raw < min || raw > max) throw new RangeError(`${what}: ${raw} does not fit ${field.bits} bits`);
  to.put(raw, field.bits);
}

/** The layout that the decoder will take for this message. Throws when the message says more or less than it carries. */
function layoutFor(message: AisMessage): Layout {
  const get = (name: string): unknown => Reflect.get(message, name);
  const fitting = layoutsOf(message.type).filter((l) => l.when.every((w) => conditionHolds(l, w, message)));
  const found = fitting.find((l) => l.absent.every((name) => get(name) === null)) ?? fitting[0];
  if (!found || found.refused !== null) throw new RangeError(`message ${message.type}: no layout fits it`);
  const lost = found.absent.find((name) => get(name) !== null);
  if (lost) throw new RangeError(`message ${message.type}: ${lost} cannot be sent in "${found.title}"`);
  if (found.body !== null && get(found.body.name) === null) {
    throw new RangeError(`message ${message.type}: "${found.title}" needs ${found.body.name}`);
  }
  return found;
}

/** Whether the row that begins where `when` does has a value that it wants. */
function conditionHolds(of: Layout, { start, from, to }: When, message: AisMessage): boolean {
  const field = of.rows.find((row) => row.start === start && row.field.bits > 0)?.field;
  if (field === undefined) return false;
  const value: unknown = field.name === null ? null : Reflect.get(message, field.name);
  const raw = field.name === null ? field.preset : field.coding.encode(value, describe(message, field));
  return raw >= from && raw <= to;
}

/**
 * The bits of a message in the model's view. Null becomes the field's "not available" code, numbers are rounded to the
 * field's step. Throws RangeError naming the message and the field for a value that cannot be sent.
 */
export function encode(message: AisMessage): Encoded {
  const of = layoutFor(message);
  const body: unknown = of.body === null ? null : Reflect.get(message, of.body.name);
  const to = bitWriter(`message ${message.type}`);
  let tail = '';
  const put = (field: Field, holder: object): void => {
    const what = describe(message, field);
    const value: unknown = field.name === null ? null : Reflect.get(holder, field.name);
    if (field.kind === 'data') putData(to, value, what);
    else if (field.kind !== 'text') putNumber(to, field, value, what);
    else {
      const characters = field.bits / 6;
      const whole = textOf(value, what, characters + field.tailCharacters);
      tail += whole.slice(characters);
      putText(to, whole, characters, what);
    }
  };
  for (const field of of.fields) put(field, message);
  if (of.body !== null && typeof body === 'object' && body !== null) {
    for (const field of of.body.fields) put(field, body);
  }
  putText(to, tail, tail.length, `message ${message.type}: tail`);
  /** A transponder sends whole bytes (§3.19: "spare"). */
  if (tail !== '') to.put(0, (8 - (to.bits % 8)) % 8);
  if (sendsTrailer(of, message)) for (const field of of.trailer) put(field, message);
  else if (trailerStart(of, to.bits) < to.bits)
    throw new RangeError(`message ${message.type}: radio is missing`);
  const sent = to.done(of.forms);
  if (sent.bits < of.minBits || sent.bits > of.maxBits)
    throw new RangeError(`message ${message.type}: "${of.title}" cannot have ${sent.bits} bits`);
  return sent;
}

/** A trailer is left out where the model has none of it. */
const sendsTrailer = (of: Layout, message: AisMessage): boolean =>
  of.trailer.some(({ name }) => name !== null && Reflect.get(message, name) !== null);
