import type { AisMessage } from '../model/messages.ts';
import type { DecodeRefusal } from '../model/reception.ts';
import { dataAt, integerAt } from './bits.ts';
import { type Field, type Layout, type When, widthOf } from './table/field.ts';
import { layoutsOf } from './table/table.ts';
import { eni, longText, text } from './text.ts';

/**
 * Turns the table into one function a message type. The functions are generated as source text because that is what
 * the engine runs fastest: constant bit offsets and one constructor (hence one hidden class) a message. Closures over
 * the same rows decoded 0.5 M messages/s where the generated text decoded 3 M. Only this room's table goes into it.
 */
export type Decoder = (sextets: Uint8Array, bits: number) => AisMessage | DecodeRefusal;

/** Expression of the unsigned or signed integer of `width` (≤ 32) bits at bit `start` of `s`. */
export function integerSource(start: number, width: number, signed: boolean): string {
  const parts: string[] = [];
  const end = start + width;
  for (let at = Math.floor(start / 6); at * 6 < end; at++) {
    const cutLeft = Math.max(0, start - at * 6);
    const shift = end - (at + 1) * 6;
    const byte = cutLeft === 0 ? `s[${at}]` : `(s[${at}] & ${63 >> cutLeft})`;
    parts.push(shift > 0 ? `${byte} << ${shift}` : shift < 0 ? `${byte} >> ${-shift}` : byte);
  }
  const whole = parts.length === 1 ? `(${parts[0]})` : `(${parts.map((p) => `(${p})`).join(' | ')})`;
  return signed && width < 32 ? `(${whole} << ${32 - width} >> ${32 - width})` : whole;
}

/** Data and text that go on to the end end before the trailer. */
function rawSource(field: Field, start: number, end: number): string {
  if (field.kind === 'data') return `dataAt(s, ${start}, to)`;
  if (field.kind !== 'text') return integerSource(start, field.bits, field.kind === 'signed');
  const characters = field.bits / 6;
  return field.tailCharacters === 0
    ? `text(s, ${start}, ${characters})`
    : `longText(s, ${start}, ${characters}, ${end}, ${field.tailCharacters}, bits)`;
}

const condition = ({ start, bits, from, to }: When): string => {
  const value = integerSource(start, bits, false);
  const inside = from === to ? `${value} === ${from}` : `${value} >= ${from} && ${value} <= ${to}`;
  return `bits >= ${start + bits} && ${inside}`;
};

/** A property of the message: its name and the expression of its value. */
type Property = readonly [name: string, source: string];

/**
 * Constructor of a message's object. An object literal would read better, but the engine (V8 of Node 20) compiles one
 * with fields that are now a number and now null over and over again; a constructor settles after the first messages.
 * The objects are plain ones all the same: their prototype is Object.prototype.
 */
const constructorSource = (name: string, properties: readonly Property[]): string => `
function ${name}(${properties.map((_, i) => `p${i}`).join(', ')}) {
  ${properties.map(([property], i) => `this.${property} = p${i};`).join('\n  ')}
}
${name}.prototype = Object.prototype;`;

const callSource = (name: string, properties: readonly Property[]): string =>
  `new ${name}(\n    ${properties.map(([, source]) => source).join(',\n    ')})`;

interface Source {
  readonly constructors: string;
  /** Statements that return the message when the layout fits; they fall through when it does not. */
  readonly statements: string;
}

/** Statements that find the rows at the end of the message, which are null where it has none. */
function trailerSource(of: Layout, end: number): string {
  const width = widthOf(of.trailer);
  if (width === 0) return 'const to = bits;';
  let left = width;
  const rows = of.trailer.map((field) => {
    const source = `const r_${field.key} = to < bits ? integerAt(s, bits - ${left}, ${field.bits}) : null;`;
    left -= field.bits;
    return field.name === null ? '' : source;
  });
  return `const to = bits < ${end + width} ? bits : bits - ${width};\n  ${rows.join('')}`;
}

/** Bits at which a message that is long enough may end without a piece of a row: ends of rows and of characters. */
function cutsOf(of: Layout): readonly number[] {
  const cuts: number[] = [];
  let at = 0;
  for (const {
    field: { kind, bits },
  } of of.rows) {
    if (kind === 'text') for (let i = 6; i < bits; i += 6) cuts.push(at + i);
    at += bits;
    cuts.push(at);
  }
  const first = Math.max(...cuts.filter((cut) => cut <= of.minBits));
  return cuts.filter((cut) => cut >= first);
}

function layoutSource(of: Layout, index: number): Source {
  const end = of.width;
  const tests = of.when.map(condition);
  if (of.maxBits < Number.POSITIVE_INFINITY) tests.push(`bits <= ${of.maxBits}`);
  const test = tests.join(' && ') || 'true';
  if (of.refused !== null) return { constructors: '', statements: `if (${test}) return '${of.refused}';` };
  const variables: string[] = [];
  const properties = new Map<Field, Property>();
  const declare = (field: Field): void => {
    if (field.name !== null) properties.set(field, [field.name, field.coding.source(`r_${field.key}`)]);
  };
  for (const { field, start } of of.rows) {
    if (field.name !== null) variables.push(`const r_${field.key} = ${rawSource(field, start, end)};`);
    declare(field);
  }
  of.trailer.forEach(declare);
  const propertiesOf = (fields: readonly Field[]): Property[] =>
    fields.flatMap((f) => {
      const property = properties.get(f);
      return property ? [property] : [];
    });
  const all = [
    ...propertiesOf([...of.fields, ...of.trailer]),
    ...of.absent.map((name): Property => [name, 'null']),
  ];
  const inBody = propertiesOf(of.body?.fields ?? []);
  if (of.body !== null) all.push([of.body.name, callSource(`Body${index}`, inBody)]);
  return {
    constructors: constructorSource(`Message${index}`, all) + constructorSource(`Body${index}`, inBody),
    statements: `if (${test}) {
  if (bits < ${of.minBits}) return 'bad-length';
  if (bits < ${end}) s = padded(s, bits, ${JSON.stringify(cutsOf(of))});
  ${of.rows.some(({ field }) => field.kind === 'data') ? trailerSource(of, end) : ''}
  ${variables.join('\n  ')}
  return ${callSource(`Message${index}`, all)};
}`,
  };
}

const room = new Uint8Array(256);

/**
 * A copy that reads as zero behind the last whole row: the caller's buffer holds older bytes there, and a piece of a row
 * would be a wrong number. `cuts` are in rising order.
 */
function padded(sextets: Uint8Array, bits: number, cuts: readonly number[]): Uint8Array {
  let end = 0;
  for (const cut of cuts) {
    if (cut > bits) break;
    end = cut;
  }
  room.fill(0);
  const whole = Math.floor(end / 6);
  for (let i = 0; i < whole; i++) room[i] = sextets[i] ?? 0;
  const rest = end % 6;
  if (rest > 0) room[whole] = (sextets[whole] ?? 0) & (63 << (6 - rest));
  return room;
}

/** The source text of a type's decoder, for the curious and for tests. */
export function decoderSource(layouts: readonly Layout[]): string {
  const sources = layouts.map(layoutSource);
  return `'use strict';${sources.map((s) => s.constructors).join('')}
return function decode(s, bits) {
${sources.map((s) => s.statements).join('\n')}
return 'bad-length';
};`;
}

function compile(source: string): Decoder {
  const make = new Function('text', 'longText', 'eni', 'padded', 'dataAt', 'integerAt', source);
  return make(text, longText, eni, padded, dataAt, integerAt);
}

/**
 * Types of one layout (1, 2, 3; 4, 11; 7, 13) share one function: the engine then warms up once, and who reads their
 * messages meets one kind of object.
 */
const compiled = new Map<string, Decoder>();

function decoderOf(layouts: readonly Layout[]): Decoder {
  const source = decoderSource(layouts);
  const decoder = compiled.get(source) ?? compile(source);
  compiled.set(source, decoder);
  return decoder;
}

/** Decoder by message type, 0 … 63; null where no such message exists. */
export const decoders: readonly (Decoder | null)[] = Array.from({ length: 64 }, (_, type) => {
  const layouts = layoutsOf(type);
  return layouts.length === 0 ? null : decoderOf(layouts);
});
