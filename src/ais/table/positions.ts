import { scaled } from './coding.ts';
import { layout } from './field.ts';
import { statusLegend } from './legends.ts';
import {
  bool,
  coded,
  course,
  datePart,
  epfd,
  fix,
  header,
  heading,
  number,
  numericBool,
  second,
  signed,
  spare,
  speed,
  timestamp,
} from './rows.ts';
import { position, rateOfTurn } from './special-coding.ts';

/** Messages that say where somebody is. */

const status = number('status', 'navStatus', 4, { legend: statusLegend });

export const classA = layout({
  title: 'Class A position report',
  types: [1, 2, 3],
  clause: '§3.1',
  /** Old units cut the communication state off. */
  minBits: 149,
  fields: [
    ...header,
    status,
    signed('turn', 'rotDegPerMin', 8, rateOfTurn),
    speed,
    ...fix,
    course,
    heading,
    second,
    number('maneuver', 'manoeuvre', 2),
    spare(3),
    bool('raim', 'raim'),
    number('radio', 'radio', 19),
  ],
});

export const baseStation = layout({
  title: 'Base station report, UTC and date response',
  types: [4, 11],
  clause: '§3.2, §3.9',
  minBits: 149,
  fields: [
    ...header,
    datePart('year', 'year', 14, { min: 1, max: 9999, absent: 0 }, { key: 'timestamp', value: timestamp }),
    datePart('month', 'month', 4, { min: 1, max: 12, absent: 0 }),
    datePart('day', 'day', 5, { min: 1, max: 31, absent: 0 }),
    datePart('hour', 'hour', 5, { min: 0, max: 23, absent: 24 }),
    datePart('minute', 'minute', 6, { min: 0, max: 59, absent: 60 }),
    datePart('second', 'second', 6, { min: 0, max: 59, absent: 60 }),
    ...fix,
    epfd,
    spare(10),
    bool('raim', 'raim'),
    number('radio', 'radio', 19),
  ],
});

export const sarAircraft = layout({
  title: 'Standard SAR aircraft position report',
  types: [9],
  clause: '§3.7',
  minBits: 148,
  fields: [
    ...header,
    coded('alt', 'altitudeM', 12, scaled({ max: 4094, absent: 4095, beyond: 'top', unit: 'm', nan: true })),
    coded('speed', 'sogKn', 10, scaled({ max: 1022, absent: 1023, beyond: 'top', unit: 'kn', nan: true })),
    ...fix,
    course,
    second,
    number('regional', null, 8),
    numericBool('dte', 'dte'),
    spare(3),
    bool('assigned', 'assigned'),
    bool('raim', 'raim'),
    number('radio', 'radio', 20),
  ],
});

export const classB = layout({
  title: 'Class B position report',
  types: [18],
  clause: '§3.16',
  minBits: 148,
  fields: [
    ...header,
    number('reserved', null, 8),
    speed,
    ...fix,
    course,
    heading,
    second,
    number('regional', null, 2),
    bool('cs', 'carrierSense'),
    bool('display', null),
    bool('dsc', null, 1),
    bool('band', null, 1),
    bool('msg22', null, 1),
    bool('assigned', 'assigned'),
    bool('raim', 'raim'),
    number('radio', 'radio', 20),
  ],
});

/** Whole knots and degrees, and tenths of a minute (§3.25). */
export const longRange = layout({
  title: 'Long-range position report',
  types: [27],
  clause: '§3.25',
  minBits: 95,
  fields: [
    ...header,
    bool('accuracy', 'positionAccurate'),
    bool('raim', 'raim'),
    status,
    signed('lon', 'lon', 18, position({ axis: 'lon', per: 600 })),
    signed('lat', 'lat', 17, position({ axis: 'lat', per: 600 })),
    coded('speed', 'sogKn', 6, scaled({ max: 62, absent: 63, beyond: 'top', unit: 'kn', nan: true })),
    coded('course', 'cogDeg', 9, scaled({ max: 359, absent: 511, beyond: 'around', unit: '°' })),
    bool('gnss', 'latent'),
    spare(1),
  ],
});
