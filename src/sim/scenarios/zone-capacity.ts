import { dryBarge, passengerShip, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.capacity';
const chamber = [square('chamber', 300, [{ rule: kind, maxVessels: 1 }], 'lock')];
const locked = [square('chamber', 300, [{ rule: kind, passengerBesideCones: 2 }], 'lock')];
const first = tankBarge(244_000_161, 'JANTJE', 1);
const second = tankBarge(244_000_162, 'KAREN', 1);
const visitors = passengerShip(244_000_163, 'LISA');
const crowded = alertOf(kind, second.mmsi, 'warning', 'chamber');
const beside = alertOf(kind, visitors.mmsi, 'warning', 'chamber');
const west = { x: -600, y: 20 };
const inIt = { x: 0, y: -200 };
/** Inside 300 m on, after 146 s at 4 kn. */
const entering = [{ forS: 201, kn: 4, cogDeg: 90 }];
const lying = { forS: 201, kn: 0, everyS: 50 };
/** Gone 330 m on. */
const leaving = { forS: 81, kn: 9, cogDeg: 90 };

export const zoneCapacity: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones: chamber,
      title: 'A second tank barge enters the chamber, the first leaves it',
    },
    why: 'Two are more than the one that is allowed; it ends with the vessel that left.',
    traffic: [...voyage(first, inIt, [lying, leaving]), ...voyage(second, west, entering)],
    expect: [crowded.raised(160), crowded.cleared(291)],
  },
  {
    ...{ kind, name: 'stays-silent', zones: chamber, title: 'A dry barge enters beside a tank barge' },
    why: 'Only vessels that the rule concerns count.',
    traffic: [...voyage(first, inIt, [lying]), ...voyage(dryBarge(244_000_164, 'MAAIKE'), west, entering)],
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones: chamber,
      title: 'A second tank barge enters when the first has just left',
    },
    why: 'As many as are allowed are not too many.',
    traffic: [
      ...voyage(first, inIt, [
        { ...lying, forS: 51 },
        { ...leaving, forS: 151 },
      ]),
      ...voyage(second, west, entering),
    ],
    expect: [],
  },
  {
    ...{
      kind,
      name: 'fires-beside-cones',
      zones: locked,
      title: 'A passenger ship enters beside a barge with two cones',
    },
    why: 'A passenger ship must not be locked with a vessel that shows two cones.',
    traffic: [
      ...voyage(tankBarge(244_000_165, 'NEELTJE', 2), inIt, [lying, leaving]),
      ...voyage(visitors, west, entering),
    ],
    expect: [beside.raised(160), beside.cleared(291)],
  },
  {
    ...{
      kind,
      name: 'edge-beside-cones',
      zones: locked,
      title: 'A passenger ship enters beside a barge with one cone',
    },
    why: 'The rule of this port forbids it from two cones on.',
    traffic: [...voyage(first, inIt, [lying]), ...voyage(visitors, west, entering)],
    expect: [],
  },
];
