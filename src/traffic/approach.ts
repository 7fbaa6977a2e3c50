import { mostAhead } from '../model/reception.ts';
import type { RowTable } from './row-table.ts';
import type { RowVessel } from './row-vessel.ts';
import { type Rows, touchRow } from './rows.ts';

/**
 * Fetches from memory what the next reports will read. The picture of a large port does not fit the processor's caches,
 * and a report that comes by itself waits for its vessel's row; looks at many rows one after the other, which do not
 * depend on each other, wait together. Changes nothing: whom it is wrong about costs a look.
 */
export function createApproach(table: RowTable, rows: Rows, inRow: readonly RowVessel[]) {
  /** What is looked at is kept, or the engine would see that nobody needs it and not look. */
  const kept = new Int32Array(mostAhead);
  return (mmsis: Int32Array, count: number): void => {
    kept[0] = table.touch(mmsis, count);
    for (let i = 0; i < count; i++) kept[i] = table.find(mmsis[i] ?? 0);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const row = kept[i] ?? -1;
      if (row < 0) continue;
      sum += touchRow(rows, row);
      if (inRow[row] === undefined) sum++;
    }
    kept[0] = sum;
  };
}
