import { type Coding, plain } from './coding.ts';

/** A body as it is shown: names of fields, lists of such records inside. */
export type View = Record<string, unknown>;

/** An integer, shown scaled under `name`, and unscaled under `rawName` where that is not null. */
export interface NumberRow {
  readonly kind: 'number';
  readonly name: string;
  readonly rawName: string | null;
  readonly bits: number;
  readonly signed: boolean;
  readonly coding: Coding;
  /** Raw values with a meaning; outside it, `name` is null. Null: every value is shown as it is. */
  readonly valid: readonly [number, number] | null;
  /** Raw value that stands for "not available", which the encoder writes for a missing property. */
  readonly absent: number;
  /** Multiplied by the power of ten that a power row before it gives. */
  readonly powered: boolean;
  /** The encoder writes the length of this list. */
  readonly countOf: string | null;
}

/** Six-bit text of fixed length, shown with its filling (`@`, blanks) as sent. */
export interface TextRow {
  readonly kind: 'text';
  readonly name: string;
  readonly characters: number;
}

/** Six-bit text to the end of the message, shown without the `@` it is filled up with. */
export interface OpenTextRow {
  readonly kind: 'open-text';
  readonly name: string;
  readonly maxCharacters: number;
}

export interface SpareRow {
  readonly kind: 'spare';
  readonly bits: number;
}

/** Bits without an established meaning, as hexadecimal digits; `bits` null: to the end, with their number. */
export interface HexRow {
  readonly kind: 'hex';
  readonly name: string;
  readonly bits: number | null;
}

/** The integer of the next bits, shown beside the rows that give those bits their meaning. */
export interface OverlayRow {
  readonly kind: 'overlay';
  readonly name: string;
  readonly bits: number;
}

/** What follows from rows before it; takes no bits, and the encoder passes over it. */
export interface DerivedRow {
  readonly kind: 'derived';
  readonly name: string;
  readonly from: (view: View) => unknown;
  readonly note: string;
}

/** Exponent of ten for the powered rows that follow; not shown, chosen by the encoder. */
export interface PowerRow {
  readonly kind: 'power';
  readonly bits: number;
}

/** Records of the same rows; the message may end after any whole one. */
export interface ListRow {
  readonly kind: 'list';
  readonly name: string;
  readonly rows: readonly Row[];
  readonly max: number;
  /** `all`: `max` records are always sent. `some`: as many as the message holds, or as the row `by` says. */
  readonly sent: 'all' | 'some';
  readonly by: string | null;
  /** Records that are shown; the others are filling. */
  readonly keep: ((record: View) => boolean) | null;
}

/** Rows that depend on the value of the row `by`; all cases are equally wide. */
export interface ChoiceRow {
  readonly kind: 'choice';
  readonly by: string;
  readonly cases: Readonly<Record<string, readonly Row[]>>;
  readonly otherwise: readonly Row[];
}

export type Row =
  | NumberRow
  | TextRow
  | OpenTextRow
  | SpareRow
  | HexRow
  | OverlayRow
  | DerivedRow
  | PowerRow
  | ListRow
  | ChoiceRow;

type NumberExtras = Partial<Omit<NumberRow, 'kind' | 'name' | 'bits'>>;

/** An unsigned integer unless the extras say otherwise. */
export const number = (name: string, bits: number, extras: NumberExtras = {}): NumberRow => ({
  kind: 'number',
  name,
  bits,
  rawName: null,
  signed: false,
  coding: plain,
  valid: null,
  absent: 0,
  powered: false,
  countOf: null,
  ...extras,
});

export const text = (name: string, characters: number): TextRow => ({ kind: 'text', name, characters });
export const spare = (bits: number): SpareRow => ({ kind: 'spare', bits });
export const overlay = (name: string, bits: number): OverlayRow => ({ kind: 'overlay', name, bits });
export const power = (bits: number): PowerRow => ({ kind: 'power', bits });
export const hex = (name: string, bits: number): HexRow => ({ kind: 'hex', name, bits });
export const openText = (name: string, maxCharacters: number): OpenTextRow => ({
  kind: 'open-text',
  name,
  maxCharacters,
});

/** All bits that are left, as `payloadHex` and `payloadBits`. */
export const payload: HexRow = { kind: 'hex', name: 'payload', bits: null };

export const derived = (name: string, note: string, from: (view: View) => unknown): DerivedRow => ({
  kind: 'derived',
  name,
  note,
  from,
});

export const list = (
  name: string,
  max: number,
  rows: readonly Row[],
  extras: Partial<Pick<ListRow, 'sent' | 'by' | 'keep'>> = {},
): ListRow => ({ kind: 'list', name, max, rows, sent: 'some', by: null, keep: null, ...extras });

export const choice = (by: string, cases: ChoiceRow['cases'], otherwise: readonly Row[]): ChoiceRow => ({
  kind: 'choice',
  by,
  cases,
  otherwise,
});

/** The rows that the selecting row's value stands for. */
export const caseOf = (row: ChoiceRow, value: unknown): readonly Row[] =>
  (Object.hasOwn(row.cases, String(value)) ? row.cases[String(value)] : undefined) ?? row.otherwise;

/** Bits of a row; a list that may be cut counts as none, as does what goes on to the end. */
export function widthOf(row: Row): number {
  switch (row.kind) {
    case 'text':
      return row.characters * 6;
    case 'hex':
      return row.bits ?? 0;
    case 'list':
      return row.sent === 'all' ? row.max * widthOfAll(row.rows) : 0;
    case 'choice':
      return widthOfAll(row.otherwise);
    case 'open-text':
    case 'overlay':
    case 'derived':
      return 0;
    default:
      return row.bits;
  }
}

export const widthOfAll = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + widthOf(row), 0);
