import { type Application, application } from './application.ts';
import { labelled, linear } from './coding.ts';
import { CIRC_289, latitude, linkage, longitude, monthToMinute } from './common.ts';
import { choice, hex, list, number, power, type Row, spare, text } from './row.ts';

/** DAC 1 FI 22 and 23: area notice, a head and up to ten sub-areas of 87 bits. */

const SHAPES = [
  'circle',
  'rectangle',
  'sector',
  'polyline',
  'polygon',
  'text',
  'reserved 6',
  'reserved 7',
] as const;

const metres = (name: string, bits: number) =>
  number(name, bits, { powered: true, coding: linear({ unit: 'm · 10^scale' }) });

/** Centre, or south-west corner; 10^scale metres is the step of the sizes that follow. */
const anchor: readonly Row[] = [power(2), longitude(), latitude(), number('precision', 3, { absent: 4 })];

/** Up to four legs, each from the end of the one before, the first from the sub-area before this one. */
const legs: readonly Row[] = [
  power(2),
  list(
    'points',
    4,
    [number('bearing_deg', 10, { coding: linear({ per: 2, unit: '°' }), absent: 720 }), metres('dist_m', 10)],
    { sent: 'all', keep: (leg) => Number(leg['bearing_deg']) < 360 && leg['dist_m'] !== 0 },
  ),
  spare(2),
];

const shapes: Readonly<Record<string, readonly Row[]>> = {
  circle: [...anchor, metres('radius_m', 12), spare(18)],
  rectangle: [...anchor, metres('east_m', 8), metres('north_m', 8), number('orientation', 9), spare(5)],
  sector: [...anchor, metres('radius_m', 12), number('left', 9), number('right', 9)],
  polyline: legs,
  polygon: legs,
  text: [text('text', 14)],
};

const rows: readonly Row[] = [
  linkage,
  number('notice', 7, { absent: 127 }),
  ...monthToMinute(),
  /** 0 = cancelled, 262143 = until further notice. */
  number('duration_min', 18, { absent: 262_143 }),
  list('subareas', 10, [
    number('shape', 3, { coding: labelled(SHAPES) }),
    choice('shape', shapes, [hex('payload', 84)]),
  ]),
];

export const areaNotices: readonly Application[] = [
  application({
    dac: 1,
    fid: 22,
    types: [8],
    title: 'Area notice, broadcast',
    source: CIRC_289,
    rows,
  }),
  application({
    dac: 1,
    fid: 23,
    types: [6],
    title: 'Area notice, addressed',
    source: CIRC_289,
    rows,
  }),
];
