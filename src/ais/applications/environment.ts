import { type Application, application } from './application.ts';
import { linear } from './coding.ts';
import {
  airTemperature,
  CIRC_289,
  dayToMinute,
  dewPoint,
  direction,
  fineLatitude,
  fineLongitude,
  measured,
  waterTemperature,
} from './common.ts';
import { choice, hex, list, number, type Row, spare, text } from './row.ts';

/** DAC 1 FI 26: environmental reports of sensors, each of 112 bits: 27 that all have, 85 by the kind of sensor. */

const sensor = (name: string) => number(name, 3);

/** Whole knots up to 121 "or more"; 122 = not available. */
const knots = (name: string) => number(name, 7, { absent: 122 });

/** Metres below the surface up to 361 "or more"; 362 = not available. */
const depth = (name: string) => number(name, 9, { absent: 362 });

/** 0.1 kn up to 24.6 "or more"; 247 = not available. */
const current = (name: string) =>
  measured({ raw: `${name}_raw`, name: `${name}_kn`, bits: 8, per: 10, unit: 'kn', max: 246, absent: 247 });

/** 0.1 m up to 24.6 "or more"; 247 = not available. */
const height = (name: string) =>
  measured({ raw: `${name}_raw`, name: `${name}_m`, bits: 8, per: 10, unit: 'm', max: 246, absent: 247 });

const centimetres = (name: string) =>
  number(name, 13, { coding: linear({ per: 100, unit: 'm, 0 = not available' }) });

/** 501 = 50.1 ‰ or more, 502 not available, 503 no sensor. */
const salinity = measured({
  raw: 'salinity_raw',
  name: 'salinity_permille',
  bits: 9,
  per: 10,
  unit: '‰',
  max: 501,
  absent: 502,
});

/** The circular says 0.1 m, but its greatest value, 327.67 m, fits 16 bits of 0.01 m only. */
const level = (name: string) =>
  measured({
    raw: `${name}_raw`,
    name: `${name}_m`,
    bits: 16,
    signed: true,
    per: 100,
    unit: 'm',
    min: -32_767,
    max: 32_767,
    absent: -32_768,
  });

const forecast: readonly Row[] = dayToMinute('forecast_');
const forecastMinutes = number('forecast_min', 8, { absent: 255 });

const layer = (n: number): readonly Row[] => [
  current(`cur${n}`),
  direction(`cur${n}_dir`),
  depth(`cur${n}_depth_m`),
];

const vector = (n: number): readonly Row[] => [
  current(`cur${n}_north`),
  current(`cur${n}_east`),
  current(`cur${n}_up`),
  depth(`cur${n}_depth_m`),
];

const across = (n: number): readonly Row[] => [
  direction(`cur${n}_bearing`),
  number(`cur${n}_distance_m`, 7, { absent: 122 }),
  current(`cur${n}`),
  direction(`cur${n}_dir`),
  depth(`cur${n}_depth_m`),
];

const site: readonly Row[] = [
  fineLongitude(),
  fineLatitude(),
  measured({ raw: 'alt_raw', name: 'alt_m', bits: 11, per: 10, unit: 'm', max: 2001, absent: 2002 }),
  number('owner', 4),
  number('timeout', 3),
  spare(12),
];

const wind: readonly Row[] = [
  knots('wind_kn'),
  knots('gust_kn'),
  direction('wind_dir'),
  direction('gust_dir'),
  sensor('sensor_state'),
  knots('forecast_wind_kn'),
  knots('forecast_gust_kn'),
  direction('forecast_wind_dir'),
  ...forecast,
  forecastMinutes,
  spare(3),
];

const waterLevel: readonly Row[] = [
  number('absolute', 1),
  level('level'),
  number('level_trend', 2, { absent: 3 }),
  number('datum', 5, { absent: 14 }),
  sensor('sensor_state'),
  number('forecast_absolute', 1),
  level('forecast_level'),
  ...forecast,
  forecastMinutes,
  spare(17),
];

const seaState: readonly Row[] = [
  height('swell'),
  number('swell_period_s', 6, { absent: 61 }),
  direction('swell_dir'),
  number('sea_state', 4, { absent: 13 }),
  sensor('swell_sensor_state'),
  waterTemperature,
  measured({
    raw: 'water_temp_depth_raw',
    name: 'water_temp_depth_m',
    bits: 7,
    per: 10,
    unit: 'm',
    max: 121,
    absent: 122,
  }),
  sensor('depth_sensor_state'),
  height('wave'),
  number('wave_period_s', 6, { absent: 61 }),
  direction('wave_dir'),
  sensor('wave_sensor_state'),
  salinity,
];

const water: readonly Row[] = [
  waterTemperature,
  measured({
    raw: 'conductivity_raw',
    name: 'conductivity_s_per_m',
    bits: 10,
    per: 100,
    unit: 'S/m',
    max: 701,
    absent: 703,
  }),
  measured({
    raw: 'water_pressure_raw',
    name: 'water_pressure_dbar',
    bits: 16,
    per: 10,
    unit: 'dbar',
    max: 60_001,
    absent: 60_003,
  }),
  salinity,
  number('salinity_type', 2),
  sensor('sensor_state'),
  spare(35),
];

const air: readonly Row[] = [
  airTemperature,
  sensor('sensor_state'),
  number('precip', 2, { absent: 3 }),
  measured({ raw: 'vis_raw', name: 'vis_nm', bits: 8, per: 10, unit: 'NM', max: 241, absent: 243 }),
  dewPoint,
  sensor('dew_sensor_state'),
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
  sensor('pressure_sensor_state'),
  salinity,
  spare(25),
];

const airGap: readonly Row[] = [
  centimetres('air_draught_m'),
  centimetres('air_gap_m'),
  number('air_gap_trend', 2, { absent: 3 }),
  centimetres('forecast_air_gap_m'),
  ...forecast,
  spare(28),
];

const kinds: Readonly<Record<string, readonly Row[]>> = {
  0: site,
  1: [text('name', 14), spare(1)],
  2: wind,
  3: waterLevel,
  4: [...layer(1), ...layer(2), ...layer(3), sensor('sensor_state'), spare(4)],
  5: [...vector(1), ...vector(2), sensor('sensor_state'), spare(16)],
  6: [...across(1), ...across(2), spare(1)],
  7: seaState,
  8: water,
  9: air,
  10: airGap,
};

export const environment: readonly Application[] = [
  application({
    dac: 1,
    fid: 26,
    types: [8],
    title: 'Environmental',
    source: CIRC_289,
    rows: [
      list('reports', 8, [
        number('sensor', 4),
        ...dayToMinute(),
        number('site', 7),
        choice('sensor', kinds, [hex('payload', 85)]),
      ]),
    ],
  }),
];
