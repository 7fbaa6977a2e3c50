import { beside, mmsi, scaled } from './coding.ts';
import { layout } from './field.ts';
import {
  attached,
  coded,
  destination,
  header,
  number,
  restText,
  retransmitted,
  sequence,
  spare,
} from './rows.ts';

/** Questions, answers and words between stations. */

const receipt = (n: number) => [
  coded(`mmsi${n}`, `mmsi${n}`, 30, mmsi),
  attached(`mmsiseq${n}`, `sequence${n}`, 2, `mmsi${n}`),
];

export const acknowledgement = layout({
  title: 'Binary acknowledgement, safety-related acknowledgement',
  types: [7, 13],
  clause: '§3.5, §3.11',
  minBits: 72,
  forms: [72, 104, 136, 168],
  fields: [...header, spare(2), ...receipt(1), ...receipt(2), ...receipt(3), ...receipt(4)],
});

export const utcInquiry = layout({
  title: 'UTC and date inquiry',
  types: [10],
  clause: '§3.8',
  minBits: 70,
  fields: [...header, spare(2), destination, spare(2)],
});

export const addressedText = layout({
  title: 'Addressed safety-related message',
  types: [12],
  clause: '§3.10',
  minBits: 72,
  fields: [...header, sequence, destination, retransmitted, spare(1), restText('text', 'text', 156)],
});

export const broadcastText = layout({
  title: 'Safety-related broadcast message',
  types: [14],
  clause: '§3.12',
  minBits: 40,
  fields: [...header, spare(2), restText('text', 'text', 161)],
});

const asked = scaled({ min: 1, max: 63, absent: 0, unit: 'message' });

/** One station is asked for one message (88 bits) or two (112), or two stations for three (160). */
export const interrogation = layout({
  title: 'Interrogation',
  types: [15],
  clause: '§3.13',
  minBits: 88,
  forms: [88, 112, 160],
  fields: [
    ...header,
    spare(2),
    coded('mmsi1', 'mmsi1', 30, mmsi),
    number('type1_1', 'messageType11', 6),
    number('offset1_1', 'slotOffset11', 12),
    spare(2),
    coded('type1_2', 'messageType12', 6, asked),
    attached('offset1_2', 'slotOffset12', 12, 'type1_2'),
    spare(2),
    coded('mmsi2', 'mmsi2', 30, mmsi),
    coded('type2_1', 'messageType21', 6, beside('mmsi2')),
    attached('offset2_1', 'slotOffset21', 12, 'mmsi2'),
    spare(2),
  ],
});
