import { dryBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'identity.duplicate';
const zones: readonly object[] = [];
const barge = dryBarge(244_000_241, 'XANTHE');
const alert = alertOf(kind, barge.mmsi, 'caution');
const here = { x: -3000, y: 0 };
const there = { x: 4000, y: 2000 };
const lying = { kn: 0, navStatus: 5, everyS: 20 };

export const identityDuplicate: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'Two barges 7 km apart send under one MMSI; then one of them stops',
    },
    why: 'The fourth report changes the place for the third time; it ends when ten minutes have passed since the last change.',
    traffic: [
      ...voyage(barge, here, [{ ...lying, forS: 761 }]),
      ...voyage(barge, there, [{ ...lying, forS: 60 }], { fromS: 20 }),
    ],
    expect: [alert.raised(40), alert.cleared(690)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A barge sends from one place' },
    why: 'There is nothing to doubt.',
    traffic: voyage(barge, here, [{ ...lying, forS: 121 }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'One report of a barge is astray by 7 km' },
    why: 'Away and back again are two changes: an error of one message.',
    traffic: [
      ...voyage(barge, here, [{ ...lying, forS: 121 }]),
      ...voyage(barge, there, [{ ...lying, forS: 1 }], { fromS: 60 }),
    ],
    expect: [],
  },
];
