import { expect, test } from 'vitest';
import { cargoOfFi12, cargoOfFi25, tonnesOf } from './dangerous-cargo.ts';

test('K15 the codes of DAC 1 FI 25 become UN numbers, classes, a category and words', () => {
  const entries = [
    { code: 1, value: 30 << 6 },
    { code: 1, value: 21 << 6 },
    { code: 1, value: 5 << 6 },
    { code: 2, value: 1972 },
    { code: 2, value: 0 },
    { code: 3, value: (2 << 10) | (42 << 3) },
    { code: 3, value: 4 << 10 },
    { code: 4, value: 6 << 9 },
    { code: 5, value: 2 << 10 },
    { code: 5, value: 4 << 10 },
    { code: 9, value: 8191 },
  ];
  expect(cargoOfFi25(2, 900, entries, 5)).toEqual({
    unNumbers: [1972],
    imdgClasses: ['2.1', '3', '4.2'],
    category: 'Y',
    substances: ['MARPOL Annex I: gasoline', 'solid bulk cargo of group MHB'],
    tonnes: 900,
    atMs: 5,
  });
});

test('K15 what is not available says nothing; amounts are tonnes', () => {
  expect([tonnesOf(0, 5), tonnesOf(1, 500), tonnesOf(2, 0), tonnesOf(3, 2), tonnesOf(7, 1)]).toEqual([
    null,
    0.5,
    null,
    2000,
    null,
  ]);
  expect(cargoOfFi25(0, 0, [{ code: 0, value: 0 }], 5)).toEqual({
    ...{ unNumbers: [], imdgClasses: [], category: null, substances: [], tonnes: null, atMs: 5 },
  });
});

test('K15 DAC 1 FI 12 names one substance', () => {
  const said = { name: 'AMMONIA', imdCategory: '2.3', unNumber: 1005, amount: 3, unit: 2 };
  expect(cargoOfFi12(said, 5)).toEqual({
    unNumbers: [1005],
    imdgClasses: ['2.3'],
    category: null,
    substances: ['AMMONIA'],
    tonnes: 3,
    atMs: 5,
  });
  const empty = cargoOfFi12({ ...said, name: null, imdCategory: 'N/A', unNumber: 0 }, 5);
  expect([empty.unNumbers, empty.imdgClasses, empty.substances]).toEqual([[], [], []]);
});
