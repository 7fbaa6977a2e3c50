import { type Application, application } from './application.ts';
import { linear, squared } from './coding.ts';
import {
  airTemperature,
  CIRC_289,
  dayToMinute,
  direction,
  latitude,
  longitude,
  measured,
  waterTemperature,
} from './common.ts';
import { choice, number, type Row, spare, text } from './row.ts';

/** DAC 1 FI 21: a ship's weather observation, in words of its own or in those of the WMO. */

const plainReport: readonly Row[] = [
  text('location', 20),
  longitude(),
  latitude(),
  ...dayToMinute(),
  number('weather', 4, { absent: 8 }),
  number('vis_greater', 1),
  measured({ raw: 'vis_raw', name: 'vis_nm', bits: 7, per: 10, unit: 'NM', max: 126, absent: 127 }),
  number('humidity', 7, { absent: 127 }),
  number('wind_kn', 7, { absent: 127 }),
  direction('wind_dir'),
  measured({
    raw: 'pressure_raw',
    name: 'pressure_hpa',
    bits: 9,
    add: 799,
    unit: 'hPa',
    max: 402,
    absent: 403,
  }),
  number('pressure_tend', 4, { absent: 15 }),
  airTemperature,
  waterTemperature,
  number('wave_period_s', 6, { absent: 63 }),
  measured({ raw: 'wave_raw', name: 'wave_m', bits: 8, per: 10, unit: 'm', max: 251, absent: 255 }),
  direction('wave_dir'),
  measured({ raw: 'swell_raw', name: 'swell_m', bits: 8, per: 10, unit: 'm', max: 251, absent: 255 }),
  direction('swell_dir'),
  number('swell_period_s', 6, { absent: 63 }),
  spare(3),
];

/** A direction in steps of 5° or more; the greatest raw value means "not available". */
const steps = (name: string, bits: number, degrees: number) =>
  number(name, bits, {
    rawName: `${name}_raw`,
    coding: linear({ times: degrees, unit: '°' }),
    valid: [0, 360 / degrees],
    absent: 2 ** bits - 1,
  });

/** Half units; the greatest raw value means "not available". */
const halves = (raw: string, name: string, bits: number, unit: string, max: number) =>
  measured({ raw, name, bits, per: 2, unit, max, absent: 2 ** bits - 1 });

/** A code of a WMO table; the greatest value means "not available". */
const code = (name: string, bits: number) => number(name, bits, { absent: 2 ** bits - 1 });

const swell = (n: 1 | 2): readonly Row[] => [
  steps(`swell${n}_dir`, 6, 10),
  code(`swell${n}_period_s`, 5),
  halves(`swell${n}_raw`, `swell${n}_m`, 6, 'm', 60),
];

const wmoReport: readonly Row[] = [
  measured({
    raw: 'lon_raw',
    name: 'lon',
    bits: 16,
    per: 100,
    add: -18_000,
    unit: '°',
    max: 36_000,
    absent: 65_535,
  }),
  measured({
    raw: 'lat_raw',
    name: 'lat',
    bits: 15,
    per: 100,
    add: -9000,
    unit: '°',
    max: 18_000,
    absent: 32_767,
  }),
  code('month', 4),
  code('day', 6),
  code('hour', 5),
  /** End of the ten minutes that were observed; 70 = not available. */
  number('minute', 3, { coding: linear({ times: 10, unit: 'min' }), absent: 7 }),
  steps('cog', 7, 5),
  halves('sog_raw', 'sog_ms', 5, 'm/s', 30),
  steps('heading', 7, 5),
  measured({
    raw: 'pressure_raw',
    name: 'pressure_hpa',
    bits: 11,
    per: 10,
    add: 9000,
    unit: 'hPa',
    max: 2000,
    absent: 2047,
  }),
  measured({
    raw: 'pressure_change_raw',
    name: 'pressure_change_hpa',
    bits: 10,
    per: 10,
    add: -500,
    unit: 'hPa in 3 h',
    max: 1000,
    absent: 1023,
  }),
  code('pressure_tend', 4),
  steps('wind_dir', 7, 5),
  halves('wind_raw', 'wind_ms', 8, 'm/s', 254),
  steps('relative_wind_dir', 7, 5),
  halves('relative_wind_raw', 'relative_wind_ms', 8, 'm/s', 254),
  halves('gust_raw', 'gust_ms', 8, 'm/s', 254),
  steps('gust_dir', 7, 5),
  measured({
    raw: 'air_temp_raw',
    name: 'air_temp_k',
    bits: 10,
    per: 10,
    add: 2230,
    unit: 'K',
    max: 1000,
    absent: 1023,
  }),
  code('humidity', 7),
  measured({
    raw: 'water_temp_raw',
    name: 'water_temp_k',
    bits: 9,
    per: 10,
    add: 2680,
    unit: 'K',
    max: 500,
    absent: 511,
  }),
  number('vis_m', 6, { rawName: 'vis_raw', coding: squared(13.073, 'm'), valid: [0, 62], absent: 63 }),
  code('weather', 9),
  code('past_weather1', 5),
  code('past_weather2', 5),
  code('cloud_cover_tenths', 4),
  code('low_cloud_amount', 4),
  code('low_cloud_type', 6),
  code('mid_cloud_type', 6),
  code('high_cloud_type', 6),
  number('cloud_base_m', 7, {
    rawName: 'cloud_base_raw',
    coding: squared(0.16, 'm'),
    valid: [0, 126],
    absent: 127,
  }),
  code('wave_period_s', 5),
  halves('wave_raw', 'wave_m', 6, 'm', 60),
  ...swell(1),
  ...swell(2),
  code('ice_deposit_cm', 7),
  code('ice_rate', 3),
  code('ice_cause', 3),
  code('sea_ice', 5),
  code('ice_type', 4),
  code('ice_state', 5),
  code('ice_development', 5),
  steps('ice_edge_dir', 4, 45),
];

export const shipWeather: readonly Application[] = [
  application({
    dac: 1,
    fid: 21,
    types: [8],
    title: 'Weather observation from a ship',
    source: CIRC_289,
    minBits: 301,
    rows: [number('wmo', 1), choice('wmo', { 1: wmoReport }, plainReport)],
  }),
];
