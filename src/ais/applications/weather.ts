import { type Application, application } from './application.ts';
import {
  airTemperature,
  CIRC_236,
  CIRC_289,
  dayToMinute,
  dewPoint,
  latitude,
  longitude,
  measured,
} from './common.ts';
import { number, type Row, spare } from './row.ts';

/**
 * DAC 1 FI 31 and 11: weather and water, as a shore station or a buoy reports it. Values are shown as sent, beside
 * them in their unit.
 */

const wind = (none: number): readonly Row[] => [
  number('wind_kn', 7, { absent: 127 }),
  number('gust_kn', 7, { absent: 127 }),
  number('wind_dir', 9, { absent: none }),
  number('gust_dir', 9, { absent: none }),
];

/** 0.1 kn up to 25.1 "or more"; 255 = not available. */
const speed = (raw: string, name: string, max: number) =>
  measured({ raw, name, bits: 8, per: 10, unit: 'kn', max, absent: 255 });

/** 0.1 m up to 25.1 "or more"; 255 = not available. */
const height = (raw: string, name: string, max: number) =>
  measured({ raw, name, bits: 8, per: 10, unit: 'm', max, absent: 255 });

/** Surface current and two deeper layers, then waves and swell; `none` is the "not available" code of directions. */
const seas = (none: number, max: number): readonly Row[] => [
  speed('cur_raw', 'cur_kn', max),
  number('cur_dir', 9, { absent: none }),
  speed('cur2_raw', 'cur2_kn', max),
  number('cur2_dir', 9, { absent: none }),
  number('cur2_depth_m', 5, { absent: 31 }),
  speed('cur3_raw', 'cur3_kn', max),
  number('cur3_dir', 9, { absent: none }),
  number('cur3_depth_m', 5, { absent: 31 }),
  height('wave_raw', 'wave_m', max),
  number('wave_period_s', 6, { absent: 63 }),
  number('wave_dir', 9, { absent: none }),
  height('swell_raw', 'swell_m', max),
  number('swell_period_s', 6, { absent: 63 }),
  number('swell_dir', 9, { absent: none }),
];

const salinity = (max: number, absent: number) =>
  measured({ raw: 'salinity_raw', name: 'salinity_permille', bits: 9, per: 10, unit: '‰', max, absent });

const circ289: readonly Row[] = [
  longitude(),
  latitude(),
  number('accuracy', 1),
  ...dayToMinute(),
  ...wind(360),
  airTemperature,
  number('humidity', 7, { absent: 101 }),
  dewPoint,
  measured({
    raw: 'pressure_raw',
    name: 'pressure_hpa',
    bits: 9,
    add: 799,
    unit: 'hPa',
    max: 402,
    absent: 403,
  }),
  number('pressure_tend', 2, { absent: 3 }),
  number('vis_greater', 1),
  measured({ raw: 'vis_raw', name: 'vis_nm', bits: 7, per: 10, unit: 'NM', max: 126, absent: 127 }),
  measured({
    raw: 'level_raw',
    name: 'level_m',
    bits: 12,
    per: 100,
    add: -1000,
    unit: 'm',
    max: 4000,
    absent: 4001,
  }),
  number('level_trend', 2, { absent: 3 }),
  ...seas(360, 251),
  number('sea_state', 4, { absent: 13 }),
  measured({
    raw: 'water_temp_raw',
    name: 'water_temp_c',
    bits: 10,
    signed: true,
    per: 10,
    unit: '°C',
    min: -100,
    max: 500,
    absent: 501,
  }),
  number('precip', 3, { absent: 7 }),
  salinity(501, 510),
  number('ice', 2, { absent: 3 }),
  spare(10),
];

const circ236: readonly Row[] = [
  { ...latitude(), absent: 0x7f_ffff },
  { ...longitude(), absent: 0xff_ffff },
  number('day', 5, { absent: 31 }),
  number('hour', 5, { absent: 31 }),
  number('minute', 6, { absent: 63 }),
  ...wind(511),
  measured({
    raw: 'air_temp_raw',
    name: 'air_temp_c',
    bits: 11,
    per: 10,
    add: -600,
    unit: '°C',
    max: 1200,
    absent: 2047,
  }),
  number('humidity', 7, { absent: 127 }),
  measured({
    raw: 'dew_raw',
    name: 'dew_c',
    bits: 10,
    per: 10,
    add: -200,
    unit: '°C',
    max: 700,
    absent: 1023,
  }),
  measured({
    raw: 'pressure_raw',
    name: 'pressure_hpa',
    bits: 9,
    add: 800,
    unit: 'hPa',
    max: 400,
    absent: 511,
  }),
  number('pressure_tend', 2, { absent: 3 }),
  measured({ raw: 'vis_raw', name: 'vis_nm', bits: 8, per: 10, unit: 'NM', max: 250, absent: 255 }),
  measured({
    raw: 'level_raw',
    name: 'level_m',
    bits: 9,
    per: 10,
    add: -100,
    unit: 'm',
    max: 400,
    absent: 511,
  }),
  number('level_trend', 2, { absent: 3 }),
  ...seas(511, 250),
  number('sea_state', 4, { absent: 15 }),
  measured({
    raw: 'water_temp_raw',
    name: 'water_temp_c',
    bits: 10,
    per: 10,
    add: -100,
    unit: '°C',
    max: 600,
    absent: 1023,
  }),
  number('precip', 3, { absent: 7 }),
  salinity(500, 511),
  number('ice', 2, { absent: 3 }),
  spare(6),
];

export const weather: readonly Application[] = [
  application({
    dac: 1,
    fid: 31,
    types: [8],
    title: 'Meteorological and hydrographic data',
    source: CIRC_289,
    rows: circ289,
  }),
  application({
    dac: 1,
    fid: 11,
    types: [8],
    title: 'Meteorological and hydrological data (superseded by FI 31)',
    source: CIRC_236,
    rows: circ236,
  }),
];
