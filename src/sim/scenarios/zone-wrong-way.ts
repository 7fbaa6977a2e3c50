import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.wrong-way';
const zones = [square('lane', 2000, [{ rule: kind, axisDeg: 90 }], 'river')];
const barge = tankBarge(244_000_151, 'ILKA', 1);
const alert = alertOf(kind, barge.mmsi, 'warning', 'lane');
const middle = { x: 0, y: 0 };

export const zoneWrongWay: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge sails westward in the eastward lane, and turns' },
    why: 'Against the direction for a minute, and then with it for a minute.',
    traffic: voyage(barge, middle, [
      { forS: 100, kn: 8, cogDeg: 270 },
      { forS: 71, kn: 8, cogDeg: 80 },
    ]),
    expect: [alert.raised(70), alert.cleared(170)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tank barge sails eastward' },
    why: 'That is the direction of the lane.',
    traffic: voyage(barge, middle, [{ forS: 151, kn: 8, cogDeg: 95 }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tank barge crosses the lane at 120°, and then at 121°' },
    why: 'More than 120° off the direction is against it; 120° is crossing.',
    traffic: voyage(barge, middle, [
      { forS: 120, kn: 4, cogDeg: 210 },
      { forS: 71, kn: 4, cogDeg: 211 },
    ]),
    expect: [alert.raised(190)],
  },
];
