import { dryBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'grounding';
const zones: readonly object[] = [];
const barge = dryBarge(244_000_201, 'SIETSKE');
const alert = alertOf(kind, barge.mmsi, 'warning');
const west = { x: -1000, y: 0 };
const at = (kn: number, forS = 10) => ({ forS, kn, cogDeg: 90 });

export const grounding: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A barge comes to a stop from 9 kn within ten seconds, and goes on later',
    },
    why: 'Under 1 kn for a minute after that; it ends when she makes way.',
    traffic: voyage(barge, west, [at(9, 60), at(0.2, 120), at(3, 21)]),
    expect: [alert.raised(130), alert.cleared(190)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A barge slows down over a minute' },
    why: 'From over 7 kn to under 1 kn in more than 30 s is a manoeuvre.',
    traffic: voyage(barge, west, [at(9, 60), at(6), at(4), at(3), at(2), at(1.2), at(0.2, 121)]),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A barge comes to a stop in exactly 30 seconds, for exactly a minute',
    },
    why: 'Both limits count themselves.',
    traffic: voyage(barge, west, [at(9, 60), at(4), at(2), at(0.9, 61), at(3)]),
    expect: [alert.raised(150), alert.cleared(151)],
  },
];
