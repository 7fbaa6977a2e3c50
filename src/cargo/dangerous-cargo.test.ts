import { expect, test } from 'vitest';
import type { DangerousCargoEntry } from '../model/applications.ts';
import { dangerousCargoSaid } from './dangerous-cargo.ts';

const entry = (said: Partial<DangerousCargoEntry>): DangerousCargoEntry => ({
  ...{ code: 'unknown', imdgClass: null, unNumber: null, bulkGroup: null },
  ...{ oilType: null, category: null, name: null },
  ...said,
});

test('K15 the entries of DAC 1 FI 25 become UN numbers, classes, a category and words', () => {
  const entries = [
    entry({ code: 'imdg', imdgClass: '3' }),
    entry({ code: 'imdg', imdgClass: '2.1' }),
    entry({ code: 'imdg' }),
    entry({ code: 'igc', unNumber: 1972 }),
    entry({ code: 'imsbc', bulkGroup: 'B', imdgClass: '4.2' }),
    entry({ code: 'imsbc', bulkGroup: 'MHB' }),
    entry({ code: 'marpol-1', oilType: 6 }),
    entry({ code: 'marpol-2', category: 'Y' }),
    entry({ code: 'marpol-2', category: 'OS' }),
  ];
  expect(dangerousCargoSaid({ kind: 'dangerous-cargo', tonnes: 900, entries }, 5)).toEqual({
    unNumbers: [1972],
    imdgClasses: ['2.1', '3', '4.2'],
    category: 'Y',
    substances: ['MARPOL Annex I: gasoline', 'solid bulk cargo of group MHB'],
    tonnes: 900,
    atMs: 5,
  });
});

test('K15 what is not available says nothing', () => {
  const nothing = { unNumbers: [], imdgClasses: [], category: null, substances: [], tonnes: null, atMs: 5 };
  for (const entries of [[], [entry({})], [entry({ imdgClass: 'N/A' })]])
    expect(dangerousCargoSaid({ kind: 'dangerous-cargo', tonnes: null, entries }, 5)).toEqual(nothing);
});

test('K15 DAC 1 FI 12 names one substance', () => {
  const ammonia = entry({ code: 'imdg', name: 'AMMONIA', imdgClass: '2.3', unNumber: 1005 });
  expect(dangerousCargoSaid({ kind: 'dangerous-cargo', tonnes: 3, entries: [ammonia] }, 5)).toEqual({
    unNumbers: [1005],
    imdgClasses: ['2.3'],
    category: null,
    substances: ['AMMONIA'],
    tonnes: 3,
    atMs: 5,
  });
});
