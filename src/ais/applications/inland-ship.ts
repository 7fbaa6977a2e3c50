import { type Application, application } from './application.ts';
import { linear } from './coding.ts';
import { ES_RIS, monthToMinute } from './common.ts';
import { derived, number, spare, text } from './row.ts';

/** DAC 200: what inland ships say of themselves, and of their arrival at a lock, bridge or terminal. */

const LOAD = ['not available', 'loaded', 'unloaded', 'reserved'];

/** ISRS location code of an object on a waterway, 20 characters in four parts behind the country. */
const place = [
  text('country', 2),
  text('locode', 3),
  text('section', 5),
  text('terminal', 5),
  text('hectometre', 5),
];

export const inlandShip: readonly Application[] = [
  application({
    dac: 200,
    fid: 10,
    types: [8],
    title: 'Inland ship static and voyage data',
    source: ES_RIS,
    /** The quality flags and the spare bits may be missing. */
    minBits: 101,
    rows: [
      text('eni', 8),
      number('length_m', 13, { coding: linear({ per: 10, unit: 'm' }) }),
      number('beam_m', 10, { coding: linear({ per: 10, unit: 'm' }) }),
      number('eri_type', 14),
      number('hazard', 3, { absent: 5 }),
      number('draught_m', 11, { coding: linear({ per: 100, unit: 'm' }) }),
      number('loaded', 2),
      derived('loaded_text', 'word for loaded', (view) => LOAD[Number(view['loaded'])] ?? null),
      number('speed_q', 1),
      number('course_q', 1),
      number('heading_q', 1),
      number('spare', 8),
    ],
  }),
  application({
    dac: 200,
    fid: 21,
    types: [6],
    title: 'ETA at lock, bridge or terminal',
    source: ES_RIS,
    rows: [
      ...place,
      ...monthToMinute(),
      number('tugs', 3, { absent: 7 }),
      number('air_draught_m', 12, { coding: linear({ per: 100, unit: 'm' }) }),
      spare(5),
    ],
  }),
  application({
    dac: 200,
    fid: 22,
    types: [6],
    title: 'RTA at lock, bridge or terminal',
    source: ES_RIS,
    rows: [...place, ...monthToMinute(), number('status', 2, { absent: 3 }), spare(2)],
  }),
  application({
    dac: 200,
    fid: 55,
    types: [6, 8],
    title: 'Persons on board, inland',
    source: ES_RIS,
    rows: [
      number('crew', 8, { absent: 255 }),
      number('passengers', 13, { absent: 8191 }),
      number('personnel', 8, { absent: 255 }),
      spare(51),
    ],
  }),
];
