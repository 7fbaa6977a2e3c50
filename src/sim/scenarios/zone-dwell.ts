import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.dwell';
const zones = [square('waiting-area', 500, [{ rule: kind, limitS: 600 }])];
const barge = tankBarge(244_000_121, 'FENNA', 1);
const alert = alertOf(kind, barge.mmsi, 'caution', 'waiting-area');
const middle = { x: 0, y: 0 };
const atAnchor = 1;
const away = { forS: 151, kn: 8, cogDeg: 90 };

export const zoneDwell: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tank barge lies at anchor for a quarter of an hour' },
    why: 'At anchor she reports every three minutes: the fifth report is the first after ten minutes. It ends 530 m from the middle.',
    traffic: voyage(barge, middle, [{ forS: 900, kn: 0, navStatus: atAnchor, everyS: 180 }, away]),
    expect: [alert.raised(730), alert.cleared(1040)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tank barge goes after seven minutes' },
    why: 'Seven minutes and the way out are less than ten.',
    traffic: voyage(barge, middle, [{ forS: 420, kn: 0, navStatus: atAnchor, everyS: 60 }, away]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tank barge reports once more after exactly ten minutes' },
    why: 'The limit itself counts.',
    traffic: voyage(barge, middle, [{ forS: 601, kn: 0, navStatus: atAnchor, everyS: 100 }]),
    expect: [alert.raised(610)],
  },
];
