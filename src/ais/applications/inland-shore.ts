import { type Application, application } from './application.ts';
import { signAndMagnitude, year } from './coding.ts';
import { ES_RIS, fineLatitude, fineLongitude, hour, minute } from './common.ts';
import { choice, derived, list, number, payload, spare, text, type View } from './row.ts';
import { levelM, signBitOf } from './water-level.ts';

/** DAC 200: what the shore tells inland ships. */

const version = number('version', 3);
const country = text('country', 2);

/** States of lights 1 to 9: the digits of a decimal number, light 1 leftmost. Null where it has ten. */
function lights(view: View): readonly number[] | null {
  const digits = String(view['light_status']).padStart(9, '0');
  return digits.length === 9 ? Array.from(digits, Number) : null;
}

const signal = [
  number('form', 4),
  number('orientation', 9, { absent: 511 }),
  number('impact', 3),
  number('light_status', 30),
  derived('lights', 'states of lights 1 to 9', lights),
];

const gaugesOf = (view: View): readonly View[] => {
  const gauges = view['gauges'];
  return Array.isArray(gauges) ? gauges : [];
};

export const inlandShore: readonly Application[] = [
  application({
    dac: 200,
    fid: 23,
    types: [8],
    title: 'EMMA warning (discontinued)',
    source: ES_RIS,
    rows: [
      number('start_year', 8, { coding: year }),
      number('start_month', 4),
      number('start_day', 5),
      number('end_year', 8, { coding: year }),
      number('end_month', 4),
      number('end_day', 5),
      hour('start_hour'),
      minute('start_minute'),
      hour('end_hour'),
      minute('end_minute'),
      fineLongitude('start_lon'),
      fineLatitude('start_lat'),
      fineLongitude('end_lon'),
      fineLatitude('end_lat'),
      number('type', 4),
      number('min_value', 9, { coding: signAndMagnitude(9), absent: 255 }),
      number('max_value', 9, { coding: signAndMagnitude(9), absent: 255 }),
      number('classification', 2),
      number('wind_dir', 4),
      spare(6),
    ],
  }),
  application({
    dac: 200,
    fid: 24,
    types: [8],
    title: 'Water levels (deprecated)',
    source: ES_RIS,
    rows: [
      country,
      list(
        'gauges',
        4,
        [
          number('gauge', 11),
          number('raw14', 14),
          derived('level_m_msb_sign', 'm, sign in the first bit', (v) => levelM(Number(v['raw14']), 'first')),
          derived('level_m_lsb_sign', 'm, sign in the last bit', (v) => levelM(Number(v['raw14']), 'last')),
        ],
        { sent: 'all' },
      ),
      derived('sign_bit', 'the reading in which all levels are possible', (v) => signBitOf(gaugesOf(v))),
    ],
  }),
  application({
    dac: 200,
    fid: 25,
    types: [8],
    title: 'Bridge clearance',
    source: ES_RIS,
    minBits: 108,
    rows: [
      version,
      country,
      number('section', 17),
      text('object', 5),
      number('hectometre', 17),
      number('clearance_cm', 14),
      /** Version 1 replaced the age by the minute of the day; the widths behind it are not established. */
      choice('version', { 0: [number('age_min', 10, { absent: 722 }), number('accuracy_cm', 5), spare(4)] }, [
        payload,
      ]),
    ],
  }),
  application({
    dac: 200,
    fid: 26,
    types: [8],
    title: 'Water levels, successor (layout behind the country not established)',
    source: ES_RIS,
    rows: [version, country, payload],
  }),
  application({
    dac: 200,
    fid: 40,
    types: [8],
    title: 'Signal status (replaced by FI 41)',
    source: ES_RIS,
    rows: [fineLongitude(), fineLatitude(), ...signal, spare(11)],
  }),
  application({
    dac: 200,
    fid: 41,
    types: [8],
    title: 'Signal lights',
    source: ES_RIS,
    rows: [
      version,
      country,
      number('section', 17),
      number('object_type', 3),
      number('object_number', 4, { absent: 10 }),
      number('hectometre', 17),
      ...signal,
      spare(10),
    ],
  }),
];
