import { type Application, application } from './application.ts';
import {
  CIRC_236,
  CIRC_289,
  direction,
  fineLatitude,
  fineLongitude,
  hour,
  latitude,
  linkage,
  longitude,
  measured,
  minute,
  monthToMinute,
} from './common.ts';
import { list, number, type Row, spare, text } from './row.ts';

/** DAC 1: what the shore says of a fairway: closed, signals, tides, and routes (which ships send as well). */

const closedTime = (prefix: string): readonly Row[] => [
  number(`${prefix}day`, 5),
  number(`${prefix}month`, 4),
  hour(`${prefix}hour`),
  minute(`${prefix}minute`),
];

const route: readonly Row[] = [
  linkage,
  number('sender', 3),
  number('rtype', 5),
  ...monthToMinute(),
  /** 0 = cancelled, 262143 = not available. */
  number('duration_min', 18, { absent: 262_143 }),
  number('waycount', 5, { countOf: 'waypoints' }),
  list('waypoints', 16, [fineLongitude(), fineLatitude()], { by: 'waycount' }),
];

export const fairway: readonly Application[] = [
  application({
    dac: 1,
    fid: 13,
    types: [8],
    title: 'Fairway closed (superseded by FI 22)',
    source: CIRC_236,
    rows: [
      text('reason', 20),
      text('closefrom', 20),
      text('closeto', 20),
      number('radius', 10, { absent: 1001 }),
      number('extunit', 2),
      ...closedTime('f'),
      ...closedTime('t'),
      spare(4),
    ],
  }),
  application({
    dac: 1,
    fid: 19,
    types: [8],
    title: 'Marine traffic signal',
    source: CIRC_289,
    rows: [
      linkage,
      text('station', 20),
      longitude(),
      latitude(),
      number('status', 2),
      number('signal', 5),
      hour(),
      minute(),
      number('nextsignal', 5),
      spare(102),
    ],
  }),
  application({
    dac: 1,
    fid: 27,
    types: [8],
    title: 'Route information, broadcast',
    source: CIRC_289,
    rows: route,
  }),
  application({
    dac: 1,
    fid: 28,
    types: [6],
    title: 'Route information, addressed',
    source: CIRC_289,
    rows: route,
  }),
  application({
    dac: 1,
    fid: 32,
    types: [6],
    title: 'Tidal window',
    source: CIRC_289,
    rows: [
      number('month', 4),
      number('day', 5),
      list('tidals', 3, [
        longitude(),
        latitude(),
        hour('from_hour'),
        minute('from_min'),
        hour('to_hour'),
        minute('to_min'),
        direction('cur_dir'),
        measured({ raw: 'cur_raw', name: 'cur_kn', bits: 8, per: 10, unit: 'kn', max: 251, absent: 255 }),
      ]),
    ],
  }),
];
