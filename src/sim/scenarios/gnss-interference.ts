import { dryBarge } from './hulls.ts';
import type { Scenario, Sent } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'gnss.interference';
const zones: readonly object[] = [];
const [a, b, c] = [244_000_271, 244_000_272, 244_000_273] as const;
const jump = (mmsi: number) => alertOf('identity.jump', mmsi, 'caution');
const disturbed = alertOf(kind, null, 'caution');
const lying = { kn: 0, navStatus: 5, everyS: 20 };

/** A barge that is 20 km off from `afterS` on. */
const jumps = (mmsi: number, x: number, afterS: number, totalS: number): Sent[] =>
  voyage(
    dryBarge(mmsi, `HULL ${mmsi % 10}`),
    { x, y: 0 },
    [
      { ...lying, forS: afterS },
      { ...lying, forS: totalS - afterS, at: { x, y: 20_000 } },
    ],
    { fromS: 10 + (mmsi % 10) },
  );

export const gnssInterference: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'Three barges are 20 km off within a minute' },
    why: 'Three together share a cause, which takes the place of the jumps of each. The reasons pass after ten minutes.',
    traffic: [...jumps(a, -1000, 60, 800), ...jumps(b, 0, 80, 800), ...jumps(c, 1000, 100, 800)],
    expect: [
      jump(a).raised(91),
      jump(b).raised(112),
      disturbed.raised(133),
      jump(a).cleared(151),
      jump(b).cleared(152),
      disturbed.cleared(753),
    ],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'Two barges are 20 km off' },
    why: 'Two are no disturbance: the jump of each is told.',
    traffic: [...jumps(a, -1000, 60, 241), ...jumps(b, 0, 80, 241)],
    expect: [jump(a).raised(91), jump(b).raised(112)],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A third barge is off more than two minutes after the first' },
    why: 'What shares a cause happens within two minutes.',
    traffic: [...jumps(a, -1000, 60, 281), ...jumps(b, 0, 80, 281), ...jumps(c, 1000, 200, 281)],
    expect: [jump(a).raised(91), jump(b).raised(112), jump(c).raised(233)],
  },
];
