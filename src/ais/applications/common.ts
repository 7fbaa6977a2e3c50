import { arc, linear } from './coding.ts';
import { number, type Row } from './row.ts';

/** Rows that many applications share. */

export const CIRC_236 = 'IMO SN/Circ.236';
export const CIRC_289 = 'IMO SN.1/Circ.289';
export const ES_RIS = 'ES-RIS, part II, Inland AIS';

/** 10 bits that tie a text to another message of the same sender; 0 = none. */
export const linkage = number('linkage', 10);

/** Longitude, 25 bits; 181° = not available. */
export const longitude = (name = 'lon') =>
  number(name, 25, { signed: true, coding: arc(1000), absent: 10_860_000 });

/** Latitude, 24 bits; 91° = not available. */
export const latitude = (name = 'lat') =>
  number(name, 24, { signed: true, coding: arc(1000), absent: 5_460_000 });

/** Longitude in the steps of a position report, 28 bits; 181° = not available. */
export const fineLongitude = (name = 'lon') =>
  number(name, 28, { signed: true, coding: arc(10_000), absent: 108_600_000 });

/** Latitude in the steps of a position report, 27 bits; 91° = not available. */
export const fineLatitude = (name = 'lat') =>
  number(name, 27, { signed: true, coding: arc(10_000), absent: 54_600_000 });

export const hour = (name = 'hour') => number(name, 5, { absent: 24 });
export const minute = (name = 'minute') => number(name, 6, { absent: 60 });

/** UTC month, day, hour, minute, 20 bits; 0, 0, 24, 60 = not available. */
export const monthToMinute = (prefix = ''): readonly Row[] => [
  number(`${prefix}month`, 4),
  number(`${prefix}day`, 5),
  hour(`${prefix}hour`),
  minute(`${prefix}minute`),
];

/** UTC day, hour, minute, 16 bits; 0, 24, 60 = not available. */
export const dayToMinute = (prefix = ''): readonly Row[] => [
  number(`${prefix}day`, 5),
  hour(`${prefix}hour`),
  minute(`${prefix}minute`),
];

/** Whole degrees from true north, 9 bits; 360 = not available. */
export const direction = (name: string) => number(name, 9, { absent: 360, coding: linear({ unit: '°' }) });

interface Measured {
  readonly raw: string;
  readonly name: string;
  readonly bits: number;
  readonly unit: string;
  /** Raw steps to one unit. */
  readonly per?: number;
  /** Raw steps to add before scaling. */
  readonly add?: number;
  readonly min?: number;
  readonly max: number;
  readonly absent: number;
  readonly signed?: boolean;
}

/** A measured value, shown both as sent (`raw`) and in its unit (`name`), which is null outside min … max. */
export const measured = (m: Measured) =>
  number(m.name, m.bits, {
    rawName: m.raw,
    signed: m.signed ?? false,
    coding: linear({ per: m.per ?? 1, add: m.add ?? 0, unit: m.unit }),
    valid: [m.min ?? 0, m.max],
    absent: m.absent,
  });

/** −60 … +60 °C. */
export const airTemperature = measured({
  raw: 'air_temp_raw',
  name: 'air_temp_c',
  bits: 11,
  signed: true,
  per: 10,
  unit: '°C',
  min: -600,
  max: 600,
  absent: -1024,
});

/** −20 … +50 °C. */
export const dewPoint = measured({
  raw: 'dew_raw',
  name: 'dew_c',
  bits: 10,
  signed: true,
  per: 10,
  unit: '°C',
  min: -200,
  max: 500,
  absent: 501,
});

/** 799 hPa or less … 1201 or more. 403 is "not available" by the circular; nearly all real stations send 511. */
export const pressure = measured({
  raw: 'pressure_raw',
  name: 'pressure_hpa',
  bits: 9,
  add: 799,
  unit: 'hPa',
  max: 402,
  absent: 403,
});

/** −10 … +50 °C, counted from −10. */
export const waterTemperature = measured({
  raw: 'water_temp_raw',
  name: 'water_temp_c',
  bits: 10,
  per: 10,
  add: -100,
  unit: '°C',
  max: 600,
  absent: 601,
});
