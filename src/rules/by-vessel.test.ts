import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByVessel } from './by-vessel.ts';

const mmsi = fc.integer({ min: 1, max: 6 });
const row = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
const step = fc.record({
  does: fc.constantFrom('of', 'of', 'of', 'set', 'set', 'delete', 'clear'),
  mmsi,
  row,
});

test('B21 a vessel finds what is remembered of her and of nobody else, whatever row she has, had or shares', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 40, maxLength: 60 }), (steps) => {
      const records = new ByVessel<string>();
      const plain = new Map<number, string>();
      for (const [i, { does, ...vessel }] of steps.entries()) {
        if (does === 'of') {
          expect(records.of(vessel)).toBe(plain.get(vessel.mmsi));
          found += plain.has(vessel.mmsi) && vessel.row !== undefined ? 1 : 0;
        } else if (does === 'set') {
          records.set(vessel.mmsi, `${i}`);
          plain.set(vessel.mmsi, `${i}`);
        } else if (does === 'clear' && i % 10 === 0) {
          records.clear();
          plain.clear();
        } else if (does === 'delete') expect(records.delete(vessel.mmsi)).toBe(plain.delete(vessel.mmsi));
        expect([...records]).toEqual([...plain]);
      }
    }),
    { seed: 20261125, numRuns: 300 },
  );
  expect(found).toBeGreaterThan(1_000);
});
