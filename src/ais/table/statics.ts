import { mmsi, scaled } from './coding.ts';
import { type Field, layout } from './field.ts';
import {
  bool,
  coded,
  course,
  datePart,
  dimensions,
  epfd,
  eta,
  fix,
  header,
  heading,
  number,
  numericBool,
  second,
  shipType,
  spare,
  speed,
  text,
} from './rows.ts';

/** Messages that say who somebody is. */

export const staticAndVoyage = layout({
  title: 'Class A static and voyage data',
  types: [5],
  clause: '§3.3',
  /** 418, 420 and 422 bits are heard: the last character, the DTE flag and the spare bit are missing. */
  minBits: 416,
  fields: [
    ...header,
    number('ais_version', 'aisVersion', 2),
    coded('imo', 'imo', 30, scaled({ min: 1, max: 2 ** 30 - 1, absent: 0, unit: '' })),
    text('callsign', 'callsign', 7),
    text('shipname', 'name', 20),
    shipType,
    ...dimensions,
    epfd,
    datePart('month', 'etaMonth', 4, { min: 1, max: 12, absent: 0 }, { key: 'eta', value: eta }),
    datePart('day', 'etaDay', 5, { min: 1, max: 31, absent: 0 }),
    datePart('hour', 'etaHour', 5, { min: 0, max: 23, absent: 24 }),
    datePart('minute', 'etaMinute', 6, { min: 0, max: 59, absent: 60 }),
    coded(
      'draught',
      'draughtM',
      8,
      scaled({ per: 10, min: 1, max: 255, absent: 0, beyond: 'top', unit: 'm' }),
    ),
    text('destination', 'destination', 20),
    numericBool('dte', 'dte'),
    spare(1),
  ],
});

export const classBExtended = layout({
  title: 'Class B extended position report',
  types: [19],
  clause: '§3.17',
  minBits: 301,
  fields: [
    ...header,
    number('reserved', null, 8),
    speed,
    ...fix,
    course,
    heading,
    second,
    number('regional', null, 4),
    text('shipname', 'name', 20),
    shipType,
    ...dimensions,
    epfd,
    bool('raim', 'raim'),
    numericBool('dte', null),
    bool('assigned', 'assigned'),
    spare(4),
  ],
});

const partNumber = (part: number) => [{ start: 38, bits: 2, from: part, to: part }];

export const classBStaticA = layout({
  title: 'Class B static data, part A',
  types: [24],
  clause: '§3.22',
  /** 156: a call in the wild that leaves out the last character's bits. */
  minBits: 156,
  when: partNumber(0),
  fields: [...header, number('partno', 'part', 2), text('shipname', 'name', 20)],
});

const unit: readonly Field[] = [
  ...header,
  number('partno', 'part', 2),
  shipType,
  text('vendorid', 'vendor', 3),
  number('model', null, 4),
  number('serial', null, 20),
  text('callsign', 'callsign', 7),
];

/** Auxiliary craft have MMSI 98xxxxxxx and send their mother ship instead of dimensions. */
export const auxiliaryStaticB = layout({
  title: 'Class B static data, part B, auxiliary craft',
  types: [24],
  clause: '§3.22',
  minBits: 162,
  when: [...partNumber(1), { start: 8, bits: 30, from: 980_000_000, to: 989_999_999 }],
  fields: [...unit, coded('mothership_mmsi', 'mothershipMmsi', 30, mmsi), spare(6)],
  absent: ['toBowM', 'toSternM', 'toPortM', 'toStarboardM'],
});

export const classBStaticB = layout({
  title: 'Class B static data, part B',
  types: [24],
  clause: '§3.22',
  minBits: 162,
  when: partNumber(1),
  fields: [...unit, ...dimensions, spare(6)],
  absent: ['mothershipMmsi'],
});

export const reservedStaticPart = layout({
  title: 'Class B static data, reserved part',
  types: [24],
  clause: '§3.22',
  minBits: 40,
  when: [{ start: 38, bits: 2, from: 2, to: 3 }],
  fields: [...header, number('partno', 'part', 2)],
  refused: 'unknown-part',
});
