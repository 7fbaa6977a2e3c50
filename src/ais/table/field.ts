import type { Coding, Shown } from './coding.ts';
import type { Legend } from './legends.ts';

/** The raw values of a message by key; texts and data as text. */
export type RawValues = Readonly<Record<string, number | string>>;

/** Where gpsd's scaled JSON departs from the row's own key and its coding's value. */
export interface Dialect {
  /** Its key there; null: another row speaks for it. */
  readonly key?: string | null;
  /** Its value there, which may take other rows of the message in. */
  readonly value?: (raw: number | string, all: RawValues) => Shown;
  /** What the code means, under `<key>_text`. */
  readonly legend?: Legend;
}

/** One row of the message table: a run of bits, what others call it, what we call it, and how it is coded. */
export interface Field {
  /** Name in gpsd's JSON, for the raw view; '' for spare bits. */
  readonly key: string;
  /** Property in the model's message, or null where the model has none. */
  readonly name: string | null;
  /** 0 for text or data that goes on to the end, and for what gpsd shows as 0 where it is not sent. */
  readonly bits: number;
  readonly kind: 'unsigned' | 'signed' | 'text' | 'data' | 'spare';
  readonly coding: Coding;
  /** Raw value that the encoder writes where the model has no such property. */
  readonly preset: number;
  /** Text that goes on in the bits behind the last row (§3.10, §3.12, §3.19): at most this many characters. */
  readonly tailCharacters: number;
  readonly gpsd: Dialect;
}

/** A condition on bits of the message that picks one layout among those of a type; both ends included. */
export interface When {
  readonly start: number;
  readonly bits: number;
  readonly from: number;
  readonly to: number;
}

/** A field where it stands. */
export interface Row {
  readonly field: Field;
  /** Its first bit. */
  readonly start: number;
}

/** The bit layout of a message, or of one variant of it. */
export interface Layout {
  readonly title: string;
  readonly types: readonly number[];
  /** Clause of ITU-R M.1371-5 Annex 8, or of the standard named. */
  readonly clause: string;
  /** A message with fewer bits is refused. Rows that do not fit a longer but cut message read as zero. */
  readonly minBits: number;
  /** A message with more bits has another layout. */
  readonly maxBits: number;
  readonly when: readonly When[];
  readonly fields: readonly Field[];
  /** Rows that stand together in one property of the model (an application's body), by that property's name. */
  readonly body: { readonly name: string; readonly fields: readonly Field[] } | null;
  /** The rows of `fields` and `body`, in the order of their bits. */
  readonly rows: readonly Row[];
  /** Bits of all of them. */
  readonly width: number;
  /** Rows at the end of a message of variable length; null in the model, all of them, where it is too short for them. */
  readonly trailer: readonly Field[];
  /** Lengths in bits that the standard allows where rows may be missing at the end; else empty. */
  readonly forms: readonly number[];
  /** Properties of the model that this variant does not send. */
  readonly absent: readonly string[];
  /** Set where the model has no message for this variant: only the raw view knows it. */
  readonly refused: 'unknown-part' | null;
}

type Given = Pick<Layout, 'title' | 'types' | 'clause' | 'minBits' | 'fields'> &
  Partial<Omit<Layout, 'rows' | 'width'>>;

/** A layout with its usual settings filled in. */
export function layout(given: Given): Layout {
  const rows: Row[] = [];
  let width = 0;
  for (const field of [...given.fields, ...(given.body?.fields ?? [])]) {
    rows.push({ field, start: width });
    width += field.bits;
  }
  return {
    maxBits: Number.POSITIVE_INFINITY,
    when: [],
    body: null,
    trailer: [],
    forms: [],
    absent: [],
    refused: null,
    ...given,
    rows,
    width,
  };
}

export const widthOf = (fields: readonly Field[]): number => fields.reduce((sum, f) => sum + f.bits, 0);

/** First bit of the trailer in a message of `bits` bits; `bits` where it has none. */
export const trailerStart = (of: Layout, bits: number): number => {
  if (of.trailer.length === 0) return bits;
  const width = widthOf(of.trailer);
  return bits >= of.width + width ? bits - width : bits;
};
