import { seaTanker } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'drifting';
const zones: readonly object[] = [];
const tanker = seaTanker(205_000_211, 'TESSA');
const alert = alertOf(kind, tanker.mmsi, 'warning');
const middle = { x: 0, y: 0 };
const everyS = 20;

export const drifting: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A tanker is set sideways by the current, and gets way on her again',
    },
    why: 'Ten minutes at 2 kn are 617 m; it ends a minute after her bow and her course agree.',
    traffic: voyage(tanker, middle, [
      { forS: 660, kn: 2, cogDeg: 90, headingDeg: 0, everyS },
      { forS: 81, kn: 4, cogDeg: 0, everyS },
    ]),
    expect: [alert.raised(610), alert.cleared(730)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tanker makes the same way over her bow' },
    why: 'Course and heading agree.',
    traffic: voyage(tanker, middle, [{ forS: 741, kn: 2, cogDeg: 90, everyS }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tanker is set sideways at 1.5 kn' },
    why: 'After ten minutes it is 463 m; 500 m are full with the report of 660 s.',
    traffic: voyage(tanker, middle, [{ forS: 701, kn: 1.5, cogDeg: 90, headingDeg: 0, everyS }]),
    expect: [alert.raised(670)],
  },
];
