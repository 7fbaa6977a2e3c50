import { toLat, toLon } from '../plane.ts';
import { type Scenario, type Sent, startMs } from './scenario.ts';
import { usualReceiver } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'receiver.clock';
const zones: readonly object[] = [];
const alert = alertOf(kind, null, 'warning');
const everyS = 10;

/** A base station that tells a time which is so many seconds off. */
function station(fromS: number, toS: number, offS: number): Sent[] {
  const sent: Sent[] = [];
  for (let atS = fromS; atS <= toS; atS += everyS) {
    const said = new Date(startMs + (atS + offS) * 1000);
    sent.push({
      atS,
      receiver: usualReceiver,
      message: {
        ...{ type: 4, repeat: 0, mmsi: 2_050_291, positionAccurate: true, lon: toLon(0), lat: toLat(0) },
        year: said.getUTCFullYear(),
        month: said.getUTCMonth() + 1,
        day: said.getUTCDate(),
        hour: said.getUTCHours(),
        minute: said.getUTCMinutes(),
        second: said.getUTCSeconds(),
        ...{ epfd: 7, raim: false, radio: 0 },
      },
    });
  }
  return sent;
}

export const receiverClock: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'The base station that a receiver hears is half a minute ahead, and is put right',
    },
    why: 'Five times after the first are needed, and a minute. Of the last 15 times the second greatest counts, so the clock is right with the 14th right time, and the alert ends within a minute.',
    traffic: [...station(10, 200, 30), ...station(210, 430, 0)],
    expect: [alert.raised(111), alert.cleared(391)],
  },
  {
    ...{ kind, name: 'stays-silent', zones, title: 'The base station is right' },
    why: 'It tells the time of receipt.',
    traffic: station(10, 240, 0),
    expect: [],
  },
  {
    ...{ kind, name: 'edge', zones, title: 'The base station is ahead by exactly five seconds' },
    why: 'More than five seconds are suspect.',
    traffic: station(10, 240, 5),
    expect: [],
  },
];
