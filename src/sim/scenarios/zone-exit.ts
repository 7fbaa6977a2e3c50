import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.exit';
const zones = [square('basin', 500, [{ rule: kind }])];
const barge = tankBarge(244_000_111, 'ELSA', 1);
const alert = alertOf(kind, barge.mmsi, 'info', 'basin');
const middle = { x: 0, y: 0 };

export const zoneExit: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge leaves the basin and comes back' },
    why: 'Left 530 m from the middle (129 s); back inside 500 m from it (100 m on her way back from 700 m: 49 s of it are 200 m).',
    traffic: voyage(barge, middle, [
      { forS: 170, kn: 8, cogDeg: 90 },
      { forS: 80, kn: 8, cogDeg: 270 },
    ]),
    expect: [alert.raised(140), alert.cleared(230)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tank barge is first heard outside and sails away' },
    why: 'Who was never inside has not left.',
    traffic: voyage(barge, { x: 600, y: 0 }, [{ forS: 121, kn: 8, cogDeg: 90 }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tank barge wanders 28 m over the border and back' },
    why: 'It has left when it is more than 30 m outside, and not before.',
    traffic: voyage(barge, { x: 490, y: 0 }, [
      { forS: 20, kn: 0 },
      { forS: 30, kn: 0, at: { x: 528, y: 0 } },
      { forS: 20, kn: 0, at: { x: 490, y: 0 } },
    ]),
    expect: [],
  },
];
