import { toLat, toLon } from '../plane.ts';
import type { Scenario, Sent } from './scenario.ts';
import { usualReceiver } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'distress';
const zones: readonly object[] = [];
const overboard = 972_000_191;
const alert = alertOf(kind, overboard, 'alarm');

const report = (atS: number, navStatus: number): Sent => ({
  atS,
  receiver: usualReceiver,
  message: {
    ...{ type: 1, repeat: 0, mmsi: overboard, navStatus, rotDegPerMin: null, sogKn: 0.4 },
    ...{ positionAccurate: true, lon: toLon(300), lat: toLat(300), cogDeg: 45, headingDeg: null },
    ...{ utcSecond: atS % 60, manoeuvre: 0, raim: false, radio: 0 },
  },
});

const text = (atS: number, said: string): Sent => ({
  atS,
  receiver: usualReceiver,
  message: { type: 14, repeat: 0, mmsi: overboard, text: said },
});

/** A burst once a minute. */
const bursts = [10, 70, 130];

export const distress: readonly Scenario[] = [
  {
    ...{ kind, name: 'fires', zones, title: 'A man overboard transmitter is in earnest' },
    why: 'Navigational status 14. It is raised once, and silence does not end it.',
    traffic: bursts.flatMap((atS) => [report(atS, 14), report(atS + 2, 14), text(atS + 4, 'MOB ACTIVE')]),
    untilS: 900,
    expect: [alert.raised(10)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'A man overboard transmitter is tried out' },
    why: 'Status 15 and the word TEST.',
    traffic: bursts.flatMap((atS) => [report(atS, 15), text(atS + 4, 'MOB TEST')]),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A transmitter without a position is tried out, then in earnest, then tried out',
    },
    why: 'A text is enough, and a later test undoes nothing.',
    traffic: [text(10, 'MOB TEST'), text(70, 'MOB ACTIVE'), text(130, 'MOB TEST')],
    expect: [alert.raised(70)],
  },
];
