import { position, rateOfTurn, scaled } from './coding.ts';
import { layout } from './field.ts';
import { bool, coded, course, fix, header, heading, number, second, signed, spare, speed } from './rows.ts';

/** Messages that say where somebody is. */

export const classA = layout({
  title: 'Class A position report',
  types: [1, 2, 3],
  clause: '§3.1',
  /** Old units cut the communication state off. */
  minBits: 149,
  fields: [
    ...header,
    number('status', 'navStatus', 4),
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

const part = (key: string, bits: number, min: number, max: number, absent: number) =>
  coded(key, key, bits, scaled({ min, max, absent, unit: 'UTC' }));

export const baseStation = layout({
  title: 'Base station report, UTC and date response',
  types: [4, 11],
  clause: '§3.2, §3.9',
  minBits: 149,
  fields: [
    ...header,
    part('year', 14, 1, 9999, 0),
    part('month', 4, 1, 12, 0),
    part('day', 5, 1, 31, 0),
    part('hour', 5, 0, 23, 24),
    part('minute', 6, 0, 59, 60),
    part('second', 6, 0, 59, 60),
    ...fix,
    number('epfd', 'epfd', 4),
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
    coded('alt', 'altitudeM', 12, scaled({ max: 4094, absent: 4095, beyond: 'top', unit: 'm' })),
    coded('speed', 'sogKn', 10, scaled({ max: 1022, absent: 1023, beyond: 'top', unit: 'kn' })),
    ...fix,
    course,
    second,
    number('regional', null, 8),
    bool('dte', 'dte'),
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
    number('status', 'navStatus', 4),
    signed('lon', 'lon', 18, position('lon', 600)),
    signed('lat', 'lat', 17, position('lat', 600)),
    coded('speed', 'sogKn', 6, scaled({ max: 62, absent: 63, beyond: 'top', unit: 'kn' })),
    coded('course', 'cogDeg', 9, scaled({ max: 359, absent: 511, beyond: 'around', unit: '°' })),
    bool('gnss', 'latent'),
    spare(1),
  ],
});
