import type { ArchiveBatch } from '../model/archive.ts';

/** The kinds of row in a batch, in the order in which they are written and counted. */
const kinds = [
  'positions',
  'vessels',
  'visits',
  'alertEvents',
  'declarations',
  'audit',
] as const satisfies readonly (keyof ArchiveBatch)[];

export const emptyBatch: ArchiveBatch = {
  positions: [],
  vessels: [],
  visits: [],
  alertEvents: [],
  declarations: [],
  audit: [],
};

export const rowsOf = (batch: ArchiveBatch): number =>
  kinds.reduce((sum, kind) => sum + batch[kind].length, 0);

/** All rows of several batches in one. */
export const together = (batches: readonly ArchiveBatch[]): ArchiveBatch => ({
  positions: batches.flatMap(({ positions }) => positions),
  vessels: batches.flatMap(({ vessels }) => vessels),
  visits: batches.flatMap(({ visits }) => visits),
  alertEvents: batches.flatMap(({ alertEvents }) => alertEvents),
  declarations: batches.flatMap(({ declarations }) => declarations),
  audit: batches.flatMap(({ audit }) => audit),
});

/** Rows `from` ≤ i < `to`, counted through all kinds. */
export function partOf(batch: ArchiveBatch, from: number, to: number): ArchiveBatch {
  let passed = 0;
  const cut = <T>(rows: readonly T[]): readonly T[] => {
    const offset = passed;
    passed += rows.length;
    return rows.slice(Math.max(0, from - offset), Math.max(0, to - offset));
  };
  return {
    positions: cut(batch.positions),
    vessels: cut(batch.vessels),
    visits: cut(batch.visits),
    alertEvents: cut(batch.alertEvents),
    declarations: cut(batch.declarations),
    audit: cut(batch.audit),
  };
}

/** The batches behind the first `rows` rows, which are those of whole batches. */
export function behind(batches: readonly ArchiveBatch[], rows: number): ArchiveBatch[] {
  let passed = 0;
  return batches.filter((batch) => {
    passed += rowsOf(batch);
    return passed > rows;
  });
}
