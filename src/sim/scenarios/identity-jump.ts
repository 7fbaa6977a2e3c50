import { dryBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'identity.jump';
const zones: readonly object[] = [];
const barge = dryBarge(244_000_251, 'YFKE');
const alert = alertOf(kind, barge.mmsi, 'caution');
const here = { x: -3000, y: 0 };
const lying = { kn: 0, navStatus: 5, everyS: 20 };

export const identityJump: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A barge is 7 km away from one report to the next, and stays there',
    },
    why: 'With the second report at the new place it is no error of one message. It ends after more than ten minutes in order.',
    traffic: voyage(barge, here, [
      { ...lying, forS: 100 },
      { ...lying, forS: 661, at: { x: 4000, y: 0 } },
    ]),
    expect: [alert.raised(130), alert.cleared(750)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A barge is heard again 7 km away after half an hour' },
    why: 'She can have sailed that far.',
    traffic: voyage(barge, here, [
      { ...lying, forS: 100 },
      { ...lying, forS: 1800, silent: true },
      { ...lying, forS: 61, at: { x: 4000, y: 0 } },
    ]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A barge is 650 m away from one report to the next' },
    why: 'At 16 kn a barge makes 659 m in 20 s and the minute that a message does not tell.',
    traffic: voyage(barge, here, [
      { ...lying, forS: 100 },
      { ...lying, forS: 61, at: { x: -2350, y: 0 } },
    ]),
    expect: [],
  },
];
