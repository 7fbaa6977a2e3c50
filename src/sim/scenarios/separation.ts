import { dryBarge, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'separation';
const zones: readonly object[] = [];
const barge = tankBarge(244_000_171, 'OLGA', 2);
const neighbour = dryBarge(244_000_172, 'PAULA');
const alert = alertOf(kind, barge.mmsi, 'warning');
const moored = { kn: 0, cogDeg: 90, navStatus: 5, everyS: 30 };
const quay = { x: 0, y: 0 };
/** Both hulls are 11 m wide and lie alongside: the gap is 11 m less. */
const beside = (gapM: number) => ({ x: 0, y: gapM + 11 });

export const separation: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A dry barge moors 20 m beside a barge with two cones, and leaves',
    },
    why: 'Two cones demand 50 m. She lies with her second report, and no longer when she moves.',
    traffic: [
      ...voyage(barge, quay, [{ ...moored, forS: 181 }]),
      ...voyage(
        neighbour,
        beside(20),
        [
          { ...moored, forS: 120 },
          { forS: 31, kn: 3, cogDeg: 90 },
        ],
        { fromS: 15 },
      ),
    ],
    expect: [alert.raised(45), alert.cleared(135)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A dry barge moors 70 m beside a barge with two cones' },
    why: 'That is more than the 50 m demanded.',
    traffic: [
      ...voyage(barge, quay, [{ ...moored, forS: 181 }]),
      ...voyage(neighbour, beside(70), [{ ...moored, forS: 181 }], { fromS: 15 }),
    ],
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A dry barge shifts from 48 m to 53 m from a barge with two cones',
    },
    why: 'What began under 50 m ends over 55 m, so that one at the limit stays put.',
    traffic: [
      ...voyage(barge, quay, [{ ...moored, forS: 181 }]),
      ...voyage(
        neighbour,
        beside(48),
        [
          { ...moored, forS: 60 },
          { ...moored, forS: 91, at: beside(53) },
        ],
        { fromS: 15 },
      ),
    ],
    expect: [alert.raised(45)],
  },
];
