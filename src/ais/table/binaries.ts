import { scaled } from './coding.ts';
import { type Field, layout, type When } from './field.ts';
import {
  bool,
  coded,
  destination,
  header,
  number,
  restData,
  retransmitted,
  sequence,
  signed,
  spare,
  text,
  unsent,
} from './rows.ts';
import { eni, loaded, position } from './special-coding.ts';

/** Messages whose body an application defines. */

const application: readonly Field[] = [number('dac', 'dac', 10), number('fid', 'fid', 6)];
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
      bool('speed_q', null),
      bool('course_q', null),
      bool('heading_q', null),
      spare(8),
    ],
  },
  absent: ['sequence', 'destinationMmsi', 'retransmitted', 'data'],
});

/** IMO SN/Circ.236 laid out "persons on board" like message 8 and numbered it 6. */
export const unaddressedPersons = layout({
  title: 'Persons on board in message 6 without an address',
  types: [6],
  clause: 'IMO SN/Circ.236',
  minBits: 72,
  maxBits: 72,
  when: broadcastOf(1, 16),
  fields: [...broadcast, restData('data', 'data')],
  absent: ['sequence', 'destinationMmsi', 'retransmitted', 'inland'],
});

export const addressedBinary = layout({
  title: 'Addressed binary message',
  types: [6],
  clause: '§3.4',
  minBits: 88,
  fields: [
    ...header,
    sequence,
    destination,
    retransmitted,
    spare(1),
    ...application,
    restData('data', 'data'),
  ],
  absent: ['inland'],
});

export const broadcastBinary = layout({
  title: 'Binary broadcast message',
  types: [8],
  clause: '§3.6',
  minBits: 56,
  fields: [...broadcast, restData('data', 'data')],
  absent: ['sequence', 'destinationMmsi', 'retransmitted', 'inland'],
});

/** The corrections are those of ITU-R M.823; a station without any sends 80 bits. */
export const dgnssCorrections = layout({
  title: 'DGNSS broadcast binary message',
  types: [17],
  clause: '§3.15',
  minBits: 75,
  fields: [
    ...header,
    spare(2),
    signed('lon', 'lon', 18, position({ axis: 'lon', per: 600 })),
    signed('lat', 'lat', 17, position({ axis: 'lat', per: 600 })),
    spare(5),
    restData('data', 'corrections'),
  ],
});

const identifier: readonly Field[] = [
  number('dac', 'dac', 10, {
    key: 'app_id',
    value: (raw, all) => Number(raw) * 64 + Number(all['fid'] ?? 0),
  }),
  number('fid', 'fid', 6, { key: null }),
];

/** The layout that two flags choose; gpsd shows as 0 what they leave out. */
const flagged = (addressed: 0 | 1, structured: 0 | 1) => ({
  when: [
    { start: 38, bits: 1, from: addressed, to: addressed },
    { start: 39, bits: 1, from: structured, to: structured },
  ],
  fields: [
    ...header,
    bool('addressed', 'addressed'),
    bool('structured', 'structured'),
    // M.1371-5 brings the body to a byte by two spare bits, which M.1371-4 and the decoders written after it do not have
    ...(addressed ? [destination, spare(2)] : [unsent('dest_mmsi')]),
    ...(structured ? identifier : [unsent('app_id')]),
    restData('data', 'data'),
  ],
  absent: [...(addressed ? [] : ['destinationMmsi']), ...(structured ? [] : ['dac', 'fid'])],
  minBits: 40 + addressed * 32 + structured * 16,
});

const variants = [flagged(0, 0), flagged(0, 1), flagged(1, 0), flagged(1, 1)];
const variantTitle = ({ when }: { when: readonly When[] }): string =>
  `${when[0]?.from ? 'addressed' : 'broadcast'}, ${when[1]?.from ? 'with' : 'without'} application identifier`;

export const singleSlotBinaries = variants.map((variant) =>
  layout({
    ...variant,
    title: `Single slot binary message, ${variantTitle(variant)}`,
    types: [25],
    clause: '§3.23',
  }),
);

export const multiSlotBinaries = variants.map((variant) =>
  layout({
    ...variant,
    title: `Multiple slot binary message with communication state, ${variantTitle(variant)}`,
    types: [26],
    clause: '§3.24',
    trailer: [spare(4), number('radio', 'radio', 20)],
  }),
);
