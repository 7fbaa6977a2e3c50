import { seaTanker } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'anchor-drag';
const zones: readonly object[] = [];
const tanker = seaTanker(205_000_221, 'ULLA');
const alert = alertOf(kind, tanker.mmsi, 'warning');
const middle = { x: 0, y: 0 };
const atAnchor = { navStatus: 1, cogDeg: 200, everyS: 20 };

export const anchorDrag: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A tanker at anchor moves at 1.6 kn, and holds again' },
    why: 'Five minutes over 1 kn; it ends after a minute at rest.',
    traffic: voyage(tanker, middle, [
      { ...atAnchor, forS: 320, kn: 1.6 },
      { ...atAnchor, forS: 61, kn: 0.1 },
    ]),
    expect: [alert.raised(310), alert.cleared(390)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A tanker at anchor swings' },
    why: 'Half a knot is no drag.',
    traffic: voyage(tanker, middle, [{ ...atAnchor, forS: 401, kn: 0.5 }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A tanker at anchor moves at 1 kn, and then at 1.1 kn' },
    why: 'Over 1 kn is meant: the five minutes begin with 1.1 kn.',
    traffic: voyage(tanker, middle, [
      { ...atAnchor, forS: 320, kn: 1 },
      { ...atAnchor, forS: 301, kn: 1.1 },
    ]),
    expect: [alert.raised(630)],
  },
];
