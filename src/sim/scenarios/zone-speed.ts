import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.speed';
const zones = [square('dock', 2000, [{ rule: kind, limitKn: 6.5 }])];
const barge = tankBarge(244_000_131, 'GESINE', 1);
const alert = alertOf(kind, barge.mmsi, 'warning', 'dock');
const west = { x: -1500, y: 0 };

export const zoneSpeed: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A tank barge sails 9 kn where 6.5 kn are allowed, and slows down',
    },
    why: 'Too fast for a minute, and then in order for a minute.',
    traffic: voyage(barge, west, [
      { forS: 100, kn: 9, cogDeg: 90 },
      { forS: 71, kn: 6, cogDeg: 90 },
    ]),
    expect: [alert.raised(70), alert.cleared(170)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tank barge is too fast for fifty seconds' },
    why: 'Shorter than the minute that counts.',
    traffic: voyage(barge, west, [
      { forS: 60, kn: 9, cogDeg: 90 },
      { forS: 71, kn: 6, cogDeg: 90 },
    ]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tank barge sails 7.1 kn, and then 7.2 kn' },
    why: 'Up to a tenth over the limit (7.15 kn) is no offence yet.',
    traffic: voyage(barge, west, [
      { forS: 120, kn: 7.1, cogDeg: 90 },
      { forS: 71, kn: 7.2, cogDeg: 90 },
    ]),
    expect: [alert.raised(190)],
  },
];
