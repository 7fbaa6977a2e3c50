import { dryBarge, tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'status-mismatch';
const zones: readonly object[] = [];
const barge = tankBarge(244_000_231, 'VROUKJE', 1);
const alert = alertOf(kind, barge.mmsi, 'info');
const west = { x: -1000, y: 0 };
const moored = { navStatus: 5, cogDeg: 90 };

export const statusMismatch: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A tank barge sails while she says that she is moored, and sets it right',
    },
    why: 'Over 3 kn for a minute; it ends a minute after the status is right.',
    traffic: voyage(barge, west, [
      { ...moored, forS: 90, kn: 6 },
      { forS: 71, kn: 6, cogDeg: 90 },
    ]),
    expect: [alert.raised(70), alert.cleared(160)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A dry barge without cones does the same' },
    why: 'Only hazardous vessels are told of: the others forget it daily.',
    traffic: voyage(dryBarge(244_000_232, 'WIEKE'), west, [{ ...moored, forS: 151, kn: 6 }]),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'A moored tank barge is moved at 3 kn, and then at 3.1 kn' },
    why: 'Over 3 kn is meant: the minute begins with 3.1 kn.',
    traffic: voyage(barge, west, [
      { ...moored, forS: 90, kn: 3 },
      { ...moored, forS: 61, kn: 3.1 },
    ]),
    expect: [alert.raised(160)],
  },
  {
    ...{
      kind,
      name: 'fires-at-rest',
      zones,
      title: 'A tank barge lies still for half an hour and says that she is under way',
    },
    why: 'No speed at all for half an hour.',
    traffic: voyage(barge, west, [{ forS: 1801, kn: 0, everyS: 60 }]),
    expect: [alert.raised(1810)],
  },
];
