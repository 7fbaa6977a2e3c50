import { tankBarge, yacht } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'signal.lost';
const zones: readonly object[] = [];
const barge = tankBarge(244_000_181, 'RIKA', 1);
const alert = alertOf(kind, barge.mmsi, 'warning');
const west = { x: -1000, y: 0 };
const sailing = { forS: 200, kn: 8, cogDeg: 90 };
/** Somebody else whom the receiver hears all the time. */
const other = (forS: number) =>
  voyage(yacht(244_000_182), { x: 0, y: 900 }, [{ forS, kn: 4, cogDeg: 90 }], { fromS: 15 });

export const signalLost: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge under way falls silent, and is heard again' },
    why: 'Her last report is that of 200 s; under way one is lost after a minute, while the receiver hears another.',
    traffic: [
      ...voyage(barge, west, [sailing, { ...sailing, forS: 120, silent: true }, { ...sailing, forS: 31 }]),
      ...other(351),
    ],
    expect: [alert.raised(260), alert.cleared(330)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'Everybody falls silent' },
    why: 'When a receiver hears nobody, it is the receiver.',
    traffic: [...voyage(barge, west, [sailing]), ...other(191)],
    untilS: 330,
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tank barge is silent for 59 seconds' },
    why: 'One second less than a minute is not lost.',
    traffic: [
      ...voyage(barge, west, [sailing, { ...sailing, forS: 49, silent: true }, { ...sailing, forS: 31 }]),
      ...other(271),
    ],
    expect: [],
  },
];
