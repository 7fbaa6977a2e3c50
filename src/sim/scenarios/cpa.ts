import { dryBarge, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'cpa';
const zones: readonly object[] = [];
const barge = (n: number) => tankBarge(244_000_300 + n, 'RITA', 1);
const other = (n: number) => dryBarge(244_000_310 + n, 'STELLA');
const alert = (n: number, severity: 'warning' | 'alarm') => alertOf(kind, barge(n).mmsi, severity);
/** Each at 4.1 m a second, so that a minute takes 494 m off what lies between them. */
const kn = 8;

/** The barge with the cone sails east; 2.6 km ahead of her the dry one sails west, so many metres to the north, her port side. */
const meeting = (n: number, northM: number, forS = 361) => [
  ...voyage(barge(n), { x: -1300, y: 0 }, [{ forS, kn, cogDeg: 90 }]),
  ...voyage(other(n), { x: 1300, y: northM }, [{ forS, kn, cogDeg: 270 }], { fromS: 15 }),
];

export const cpa: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'Two barges will pass starboard to starboard, 30 m between their middles',
    },
    why: 'The cone doubles both domains: 33 m to each side, and half of the other hull. It begins with the second look 240 s before one is entered, and ends with the second after they have passed (328 s).',
    traffic: meeting(1, -30),
    expect: [alert(1, 'warning').raised(65), alert(1, 'warning').cleared(340)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'Two barges will pass with 100 m between their middles' },
    why: 'Neither comes into the domain of the other.',
    traffic: meeting(2, -100),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'Two barges will pass port to port, 30 m between their middles' },
    why: 'The domain lies to starboard: who passes port to port, as is the rule, may pass as close as this.',
    traffic: meeting(3, 30),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'fires-collision-course',
      zones,
      title: 'Two barges sail straight at each other; one turns away',
    },
    why: 'Hulls that may touch are an alarm. It ends when she has turned.',
    traffic: [
      ...voyage(barge(4), { x: -1300, y: 0 }, [{ forS: 241, kn, cogDeg: 90 }]),
      ...voyage(
        other(4),
        { x: 1300, y: 0 },
        [
          { forS: 120, kn, cogDeg: 270 },
          { forS: 121, kn, cogDeg: 0 },
        ],
        { fromS: 15 },
      ),
    ],
    expect: [alert(4, 'alarm').raised(60), alert(4, 'alarm').cleared(145)],
  },
  {
    ...{ kind, name: 'fires-in-a-dock', title: 'The same two in a dock' },
    zones: [square('dock', 2000, [], 'dock')],
    why: 'There it is looked only 120 s ahead.',
    traffic: meeting(5, -30),
    expect: [alert(5, 'warning').raised(185), alert(5, 'warning').cleared(340)],
  },
];
