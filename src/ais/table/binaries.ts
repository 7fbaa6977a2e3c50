import { eni, loaded, scaled } from './coding.ts';
import { type Field, layout, type When } from './field.ts';
import { coded, header, number, spare, text } from './rows.ts';

/** Messages 6 and 8: a header, an application identifier, and a body that the application defines. */

const application: readonly Field[] = [number('dac', 'dac', 10), number('fid', 'fid', 6)];
const addressed: readonly Field[] = [
  ...header,
  number('seqno', null, 2),
  number('dest_mmsi', 'destinationMmsi', 30),
  number('retransmit', null, 1),
  spare(1),
  ...application,
];
const broadcast: readonly Field[] = [...header, spare(2), ...application];

const broadcastOf = (dac: number, fid: number): readonly When[] => [
  { start: 40, bits: 10, from: dac, to: dac },
  { start: 50, bits: 6, from: fid, to: fid },
];

export const inlandStatic = layout({
  title: 'Inland ship static and voyage data',
  types: [8],
  clause: 'ES-RIS, Inland AIS: DAC 200 FI 10',
  /** The quality flags and the spare bits may be missing. */
  minBits: 157,
  when: broadcastOf(200, 10),
  fields: broadcast,
  body: {
    name: 'inland',
    fields: [
      text('vin', 'eni', 8, eni),
      coded('length', 'lengthM', 13, scaled({ per: 10, min: 1, max: 8000, absent: 0, unit: 'm' })),
      coded('beam', 'beamM', 10, scaled({ per: 10, min: 1, max: 1000, absent: 0, unit: 'm' })),
      coded('shiptype', 'eriType', 14, scaled({ min: 1, max: 16_383, absent: 0, unit: '' })),
      number('hazard', 'hazard', 3),
      coded('draught', 'draughtM', 11, scaled({ per: 100, min: 1, max: 2000, absent: 0, unit: 'm' })),
      coded('loaded', 'loaded', 2, loaded),
      number('speed_q', null, 1),
      number('course_q', null, 1),
      number('heading_q', null, 1),
      spare(8),
    ],
  },
  absent: ['destinationMmsi'],
});

export const addressedBinary = layout({
  title: 'Addressed binary message',
  types: [6],
  clause: '§3.4',
  minBits: 88,
  fields: addressed,
  absent: ['inland'],
});

export const broadcastBinary = layout({
  title: 'Binary broadcast message',
  types: [8],
  clause: '§3.6',
  minBits: 56,
  fields: broadcast,
  absent: ['destinationMmsi', 'inland'],
});
