import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowTable } from './row-table.ts';

test('the table of rows answers as a Map does, whatever comes and goes', () => {
  const mmsi = fc.integer({ min: 0, max: 600 }).map((n) => (n * 1_000_003) % 0x4000_0000);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), mmsi), { maxLength: 2_000 }), (steps) => {
      const table = createRowTable();
      const model = new Map<number, number>();
      for (const [row, [comes, id]] of steps.entries()) {
        if (!comes) {
          table.delete(id);
          model.delete(id);
        } else if (!model.has(id)) {
          table.set(id, row);
          model.set(id, row);
        }
      }
      for (const [, id] of steps) expect(table.find(id)).toBe(model.get(id) ?? -1);
    }),
    { numRuns: 50 },
  );
});
