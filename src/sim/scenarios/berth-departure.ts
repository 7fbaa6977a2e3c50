import { tankBarge } from './hulls.ts';
import type { Scenario } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf, square } from './zones.ts';

const kind = 'zone.exit';
const rule = 'berth.departure';
const barge = (n: number) => tankBarge(244_000_320 + n, 'TRUI', 1);
const quay = { x: 0, y: 0 };
const moored = { kn: 0, cogDeg: 90, navStatus: 5, everyS: 30 };
const sails = { kn: 3, cogDeg: 90 };

/** A berth that nobody with hazardous cargo may leave without clearance; the barge has one until this time. */
function berth(n: number, until: string | null) {
  const zone = square('berth', 100, [], 'terminal');
  const exempt = { mmsi: barge(n).mmsi, until, reason: 'departure approved' };
  const clearance = until === null ? {} : { appliesTo: { exempt: [exempt] } };
  return [{ ...zone, properties: { ...zone.properties, clearance } }];
}

function left(n: number) {
  const alert = alertOf(kind, barge(n).mmsi, 'warning', 'berth');
  return [alert.raised(430), alert.cleared(790)];
}

/** Lies for six minutes, gets under way at 370 s, and is 93 m from where she lay a minute later. */
const departure = (n: number, goesForS: number) =>
  voyage(barge(n), quay, [
    { ...moored, forS: 360 },
    { ...sails, forS: goesForS },
    { ...moored, forS: 331 },
  ]);

export const berthDeparture: readonly Scenario[] = [
  {
    ...{
      kind,
      rule,
      name: 'fires',
      title: 'A tank barge leaves its berth without clearance, and moors elsewhere',
    },
    zones: berth(1, null),
    why: 'She lay for over five minutes, and is under way for a minute and more than 50 m away. It ends when she has lain for five minutes again.',
    traffic: departure(1, 120),
    expect: left(1),
  },
  {
    ...{ kind, rule, name: 'stays-silent', title: 'A tank barge leaves its berth with clearance' },
    zones: berth(2, '2026-03-02T06:07:00Z'),
    why: 'The clearance counts until 06:07, and she gets under way at 06:06:10.',
    traffic: departure(2, 120),
    expect: [],
  },
  {
    ...{ kind, rule, name: 'edge', title: 'A tank barge shifts 46 m along the quay' },
    zones: berth(3, null),
    why: 'At 3 kn that takes 30 s: she has left when that has gone on for a minute and led over 50 m away.',
    traffic: departure(3, 30),
    expect: [],
  },
  {
    ...{
      kind,
      rule,
      name: 'fires-too-late',
      title: 'A tank barge leaves its berth ten seconds after its clearance ended',
    },
    zones: berth(4, '2026-03-02T06:06:00Z'),
    why: 'What counts is whether she was cleared when she got under way, at 06:06:10.',
    traffic: departure(4, 120),
    expect: left(4),
  },
];
