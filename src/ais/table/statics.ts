import { offPosition, scaled } from './coding.ts';
import { type Field, layout } from './field.ts';
import {
  bool,
  coded,
  course,
  dimensions,
  fix,
  header,
  heading,
  longText,
  number,
  second,
  shipType,
  spare,
  speed,
  text,
} from './rows.ts';

/** Messages that say who somebody is. */

const eta = (key: string, name: string, bits: number, min: number, max: number, absent: number): Field =>
  coded(key, name, bits, scaled({ min, max, absent, unit: 'UTC' }));

export const staticAndVoyage = layout({
  title: 'Class A static and voyage data',
  types: [5],
  clause: '§3.3',
  /** 420 and 422 bits are heard from real units: the DTE flag and the spare bit are missing. */
  minBits: 420,
  fields: [
    ...header,
    number('ais_version', 'aisVersion', 2),
    coded('imo', 'imo', 30, scaled({ min: 1, max: 2 ** 30 - 1, absent: 0, unit: '' })),
    text('callsign', 'callsign', 7),
    text('shipname', 'name', 20),
    shipType,
    ...dimensions,
    number('epfd', 'epfd', 4),
    eta('month', 'etaMonth', 4, 1, 12, 0),
    eta('day', 'etaDay', 5, 1, 31, 0),
    eta('hour', 'etaHour', 5, 0, 23, 24),
    eta('minute', 'etaMinute', 6, 0, 59, 60),
    coded(
      'draught',
      'draughtM',
      8,
      scaled({ per: 10, min: 1, max: 255, absent: 0, beyond: 'top', unit: 'm' }),
    ),
    text('destination', 'destination', 20),
    bool('dte', 'dte'),
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
    number('epfd', 'epfd', 4),
    bool('raim', 'raim'),
    bool('dte', null),
    bool('assigned', 'assigned'),
    spare(4),
  ],
});

export const aidToNavigation = layout({
  title: 'Aid-to-navigation report',
  types: [21],
  clause: '§3.19',
  minBits: 270,
  fields: [
    ...header,
    number('aid_type', 'aidType', 5),
    longText('name', 'name', 20, 14),
    ...fix,
    ...dimensions,
    number('epfd', 'epfd', 4),
    second,
    coded('off_position', 'offPosition', 1, offPosition),
    number('regional', null, 8),
    bool('raim', 'raim'),
    bool('virtual_aid', 'virtual'),
    bool('assigned', 'assigned'),
    spare(1),
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
  fields: [
    ...unit,
    coded('mothership_mmsi', 'mothershipMmsi', 30, scaled({ min: 1, max: 2 ** 30 - 1, absent: 0, unit: '' })),
    spare(6),
  ],
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
