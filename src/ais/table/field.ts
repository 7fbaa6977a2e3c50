import type { Coding } from './coding.ts';

/** One row of the message table: a run of bits, what others call it, what we call it, and how it is coded. */
export interface Field {
  /** Name in gpsd's JSON, for the raw view; '' for spare bits. */
  readonly key: string;
  /** Property in the model's message, or null where the model has none. */
  readonly name: string | null;
  readonly bits: number;
  readonly kind: 'unsigned' | 'signed' | 'text' | 'spare';
  readonly coding: Coding;
  /** Raw value that the encoder writes where the model has no such property. */
  readonly preset: number;
  /** Text that goes on in the bits behind the last row (name extension, §3.19): at most this many characters. */
  readonly tailCharacters: number;
}

/** A condition on bits of the message that picks one layout among those of a type; both ends included. */
export interface When {
  readonly start: number;
  readonly bits: number;
  readonly from: number;
  readonly to: number;
}

/** The bit layout of a message, or of one variant of it. */
export interface Layout {
  readonly title: string;
  readonly types: readonly number[];
  /** Clause of ITU-R M.1371-5 Annex 8, or of the standard named. */
  readonly clause: string;
  /** A message with fewer bits is refused. Rows beyond the end of a longer but cut message read as zero. */
  readonly minBits: number;
  readonly when: readonly When[];
  readonly fields: readonly Field[];
  /** Rows that stand together in one property of the model (an application's body), by that property's name. */
  readonly body: { readonly name: string; readonly fields: readonly Field[] } | null;
  /** Properties of the model that this variant does not send. */
  readonly absent: readonly string[];
  /** Set where the model has no message for this variant: only the raw view knows it. */
  readonly refused: 'unknown-part' | null;
}

/** A layout with its usual settings filled in. */
export function layout(
  given: Pick<Layout, 'title' | 'types' | 'clause' | 'minBits' | 'fields'> & Partial<Layout>,
): Layout {
  return { when: [], body: null, absent: [], refused: null, ...given };
}

/** All rows in the order of their bits. */
export const rowsOf = (of: Layout): readonly Field[] => [...of.fields, ...(of.body?.fields ?? [])];

export const widthOf = (fields: readonly Field[]): number => fields.reduce((sum, f) => sum + f.bits, 0);
