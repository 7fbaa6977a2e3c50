import { dryBarge, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.enter';
const zones = [square('basin', 500, [{ rule: kind }])];
const barge = tankBarge(244_000_101, 'CARO', 2);
const alert = alertOf(kind, barge.mmsi, 'info', 'basin');
const west = { x: -1000, y: 0 };
const through = [{ forS: 391, kn: 8, cogDeg: 90 }];

export const zoneEnter: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge with two cones sails through the basin' },
    why: 'Inside after 500 m (122 s) and gone 30 m behind the far border (372 s); the reports behind these moments tell it.',
    traffic: voyage(barge, west, through),
    expect: [alert.raised(140), alert.cleared(390)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A dry barge without cones sails the same way' },
    why: 'The rule concerns confirmed and suspected vessels.',
    traffic: voyage(dryBarge(244_000_102, 'DORA'), west, through),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A tank barge lies at the border, and its antenna wanders over it',
    },
    why: 'Up to 30 m outside she has not left; so she cannot enter again.',
    traffic: voyage(barge, { x: 490, y: 0 }, [
      { forS: 20, kn: 0 },
      { forS: 20, kn: 0, at: { x: 525, y: 0 } },
      { forS: 20, kn: 0, at: { x: 495, y: 0 } },
      { forS: 20, kn: 0, at: { x: 528, y: 0 } },
      { forS: 20, kn: 0, at: { x: 490, y: 0 } },
    ]),
    expect: [alert.raised(10)],
  },
];
