import type { AisMessage } from '../model/messages.ts';
import { type Field, type Layout, rowsOf, widthOf } from './table/field.ts';
import { layoutsOf } from './table/table.ts';
import { sextetOf } from './text.ts';

/** A payload as it is sent: one 6-bit value a byte, `bits` of them valid. */
export interface Encoded {
  readonly sextets: Uint8Array;
  readonly bits: number;
}

/** Longest message that a transponder can send: five slots (§3.4). */
const MAX_BITS = 1064;

/** Writes numbers of up to 32 bits one after the other. */
function bitWriter() {
  const sextets = new Uint8Array(Math.ceil(MAX_BITS / 6) + 1);
  let bits = 0;
  return {
    put(value: number, width: number): void {
      for (let i = width - 1; i >= 0; i--, bits++) {
        const at = Math.trunc(bits / 6);
        sextets[at] = (sextets[at] ?? 0) | (((value >>> i) & 1) << (5 - (bits % 6)));
      }
    },
    done: (): Encoded => ({ sextets: sextets.subarray(0, Math.ceil(bits / 6)), bits }),
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
  const found = layoutsOf(message.type).find((l) =>
    l.when.every((w) => conditionHolds(l, w.start, w.from, w.to, get)),
  );
  if (!found || found.refused !== null) throw new RangeError(`message ${message.type}: no layout fits it`);
  const lost = found.absent.find((name) => get(name) !== null);
  if (lost) throw new RangeError(`message ${message.type}: ${lost} cannot be sent in "${found.title}"`);
  if (found.body !== null && get(found.body.name) === null) {
    throw new RangeError(`message ${message.type}: "${found.title}" needs ${found.body.name}`);
  }
  return found;
}

/** Whether the row that begins at bit `start` has a value between `from` and `to`. */
function conditionHolds(
  of: Layout,
  start: number,
  from: number,
  to: number,
  get: (name: string) => unknown,
): boolean {
  let at = 0;
  for (const field of rowsOf(of)) {
    if (at === start) {
      const value = field.name === null ? field.preset : get(field.name);
      return typeof value === 'number' && value >= from && value <= to;
    }
    at += field.bits;
  }
  return false;
}

/**
 * The bits of a message in the model's view. Null becomes the field's "not available" code, numbers are rounded to the
 * field's step. Throws RangeError naming the message and the field for a value that cannot be sent.
 */
export function encode(message: AisMessage): Encoded {
  const of = layoutFor(message);
  const body: unknown = of.body === null ? null : Reflect.get(message, of.body.name);
  const to = bitWriter();
  let tail = '';
  const put = (field: Field, holder: object): void => {
    const what = describe(message, field);
    const value: unknown = field.name === null ? null : Reflect.get(holder, field.name);
    if (field.kind !== 'text') {
      putNumber(to, field, value, what);
      return;
    }
    const characters = field.bits / 6;
    const whole = textOf(value, what, characters + field.tailCharacters);
    tail += whole.slice(characters);
    putText(to, whole, characters, what);
  };
  for (const field of of.fields) put(field, message);
  if (of.body !== null && typeof body === 'object' && body !== null) {
    for (const field of of.body.fields) put(field, body);
  }
  putText(to, tail, tail.length, `message ${message.type}: tail`);
  const bits = widthOf(rowsOf(of)) + tail.length * 6;
  /** A transponder sends whole bytes (§3.19: "spare"). */
  if (tail !== '') to.put(0, (8 - (bits % 8)) % 8);
  return to.done();
}
