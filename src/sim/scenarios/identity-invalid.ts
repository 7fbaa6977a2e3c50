import { dryBarge, seaTanker, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'identity.invalid';
const zones: readonly object[] = [];
const typedIn = 123_456_789;
const tanker = seaTanker(205_000_261, 'ZITA');
const middle = { x: 0, y: 0 };
const sailing = [{ forS: 61, kn: 4, cogDeg: 90 }];

export const identityInvalid: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge with a cone sends under 123456789' },
    why: 'That number is typed in where nobody knew the right one. Her cargo is known before her first position.',
    traffic: voyage(tankBarge(typedIn, 'AAFKE', 1), middle, sailing),
    expect: [alertOf(kind, typedIn, 'info').raised(9)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A dry barge without cones does the same' },
    why: 'Of vessels that are not hazardous it is not told.',
    traffic: voyage(dryBarge(typedIn, 'BAUKJE'), middle, sailing),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A tanker sends an IMO number with one wrong digit, and corrects it',
    },
    why: 'The check digit tells; the right number ends it.',
    traffic: [
      ...voyage({ ...tanker, imo: 9074728 }, middle, sailing),
      ...voyage(tanker, { x: 126, y: 0 }, sailing, { fromS: 71 }),
    ],
    expect: [alertOf(kind, tanker.mmsi, 'info').raised(9), alertOf(kind, tanker.mmsi, 'info').cleared(70)],
  },
];
