import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.stop';
const zones = [square('fairway', 2000, [{ rule: kind }], 'river')];
const barge = tankBarge(244_000_141, 'HANNA', 1);
const alert = alertOf(kind, barge.mmsi, 'warning', 'fairway');
const middle = { x: 0, y: 0 };
const moored = 5;

export const zoneStop: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge stops in the fairway for six minutes' },
    why: 'Under 0.5 kn for five minutes; it ends after five minutes over 1 kn.',
    traffic: voyage(barge, middle, [
      { forS: 30, kn: 5 },
      { forS: 360, kn: 0.2 },
      { forS: 311, kn: 5 },
    ]),
    expect: [alert.raised(340), alert.cleared(700)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tank barge waits for not quite five minutes' },
    why: 'The first report at speed comes 290 s after the first one at rest.',
    traffic: voyage(barge, middle, [
      { forS: 290, kn: 0.2 },
      { forS: 61, kn: 5 },
    ]),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A tank barge that says she is moored moves at 3.1 kn, and then at 3 kn',
    },
    why: 'Her status is believed up to 3 kn: the five minutes begin with 3 kn.',
    traffic: voyage(barge, { x: 0, y: -1500 }, [
      { forS: 310, kn: 3.1, navStatus: moored },
      { forS: 301, kn: 3, navStatus: moored },
    ]),
    expect: [
      alertOf('status-mismatch', barge.mmsi, 'info').raised(70),
      alertOf('status-mismatch', barge.mmsi, 'info').cleared(380),
      alert.raised(620),
    ],
  },
];
