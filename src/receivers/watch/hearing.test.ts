import { expect, test } from 'vitest';
import { addPosition, fade, newCoverage, restoredCoverage } from './coverage.ts';
import { hearingOf, hears, reaches } from './hearing.ts';

const antenna = [4.25, 51.28] as const;
const north = (km: number): [number, number] => [antenna[0], antenna[1] + km / 110.574];
const south = (km: number): [number, number] => north(-km);
/** Heard up to 40 km from west over north to east, and nothing to the south. */
const halfAround = (): ReturnType<typeof newCoverage> =>
  restoredCoverage(
    antenna,
    Array.from({ length: 36 }, (_, sector) => (sector < 9 || sector >= 27 ? 40 : 0)),
  );

test('T22 a receiver hears 20 km beyond the farthest position, and where nobody ever was as far as at its best', () => {
  const hearing = hearingOf(halfAround());
  expect([38, 58, 62].map((km) => hears(hearing, ...north(km)))).toEqual([true, true, false]);
  expect([38, 58, 62].map((km) => hears(hearing, ...south(km)))).toEqual([true, true, false]);
});

test('B10 a receiver reaches as far as it heard, without the margin', () => {
  const hearing = hearingOf(halfAround());
  expect([38, 42].map((km) => reaches(hearing, ...north(km)))).toEqual([true, false]);
  expect(reaches(null, ...antenna)).toBeNull();
});

test('T22 nothing is said of a receiver that is not known, and of a feed of many stations', () => {
  expect(hears(hearingOf(newCoverage()), ...antenna)).toBeNull();
  for (const km of [120, 400]) {
    const coverage = halfAround();
    for (let i = 0; i < 2_000; i++) addPosition(coverage, ...north(km));
    expect(hearingOf(coverage)).toBeNull();
    for (let day = 0; day < 4; day++) fade(coverage);
    expect(hearingOf(coverage)).toBeNull();
  }
});
