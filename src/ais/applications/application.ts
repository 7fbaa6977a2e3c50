import { type Row, widthOf } from './row.ts';

/** Bodies of binary messages with their layout: one entry of the table for each variant. */
export interface Application {
  readonly dac: number;
  readonly fid: number;
  /** Messages that carry it: 6 addressed, 8 broadcast. */
  readonly types: readonly (6 | 8)[];
  readonly title: string;
  /** Standard that defines it. */
  readonly source: string;
  /** Bits behind the application identifier that this variant is for, both ends included. */
  readonly minBits: number;
  readonly maxBits: number;
  readonly rows: readonly Row[];
}

/** Bits up to the end of the last fixed row that says something. */
function neededBits(rows: readonly Row[]): number {
  let at = 0;
  let needed = 0;
  for (const row of rows) {
    at += widthOf(row);
    if (row.kind !== 'spare' && row.kind !== 'list' && row.kind !== 'derived') needed = at;
  }
  return needed;
}

/** An application with its usual bounds: at least all that says something, and as long as one likes. */
export const application = (
  given: Omit<Application, 'minBits' | 'maxBits'> & Partial<Pick<Application, 'minBits' | 'maxBits'>>,
): Application => ({
  minBits: neededBits(given.rows),
  maxBits: Number.POSITIVE_INFINITY,
  ...given,
});
