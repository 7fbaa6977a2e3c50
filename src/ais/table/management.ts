import { mmsi, scaled } from './coding.ts';
import { type Field, layout } from './field.ts';
import { shipTypeLegend, stationLegend } from './legends.ts';
import { attached, bool, coded, header, number, signed, spare } from './rows.ts';
import { quotedPosition, zoneSize } from './special-coding.ts';

/** Messages by which base stations run the radio channels. */

const assigned = (n: number): Field[] => [
  coded(`mmsi${n}`, `mmsi${n}`, 30, mmsi),
  attached(`offset${n}`, `offset${n}`, 12, `mmsi${n}`),
  attached(`increment${n}`, `increment${n}`, 10, `mmsi${n}`),
];

export const assignment = layout({
  title: 'Assigned mode command',
  types: [16],
  clause: '§3.14',
  minBits: 92,
  forms: [96, 144],
  fields: [...header, spare(2), ...assigned(1), ...assigned(2)],
});

/** Base stations do reserve from slot 0 on, so it is the number of slots that tells whether there is a reservation. */
const reservation = (n: number): Field[] => [
  attached(`offset${n}`, `offset${n}`, 12, `number${n}`),
  coded(`number${n}`, `slots${n}`, 4, scaled({ min: 1, max: 15, absent: 0, unit: 'slots' })),
  attached(`timeout${n}`, `timeout${n}Min`, 3, `number${n}`),
  attached(`increment${n}`, `increment${n}`, 11, `number${n}`),
];

export const dataLinkManagement = layout({
  title: 'Data link management message',
  types: [20],
  clause: '§3.18',
  minBits: 70,
  forms: [72, 104, 136, 160],
  fields: [...header, spare(2), ...reservation(1), ...reservation(2), ...reservation(3), ...reservation(4)],
});

const corner = (prefix: 'ne_' | 'sw_', lon: string, lat: string): Field[] => [
  signed(`${prefix}lon`, lon, 18, quotedPosition({ axis: 'lon', per: 600, prefix })),
  signed(`${prefix}lat`, lat, 17, quotedPosition({ axis: 'lat', per: 600, prefix })),
];
const area = [
  ...corner('ne_', 'northEastLon', 'northEastLat'),
  ...corner('sw_', 'southWestLon', 'southWestLat'),
];

const channels: readonly Field[] = [
  ...header,
  spare(2),
  number('channel_a', 'channelA', 12),
  number('channel_b', 'channelB', 12),
  number('txrx', 'txRxMode', 4),
  bool('power', 'lowPower'),
];
const bands: readonly Field[] = [
  bool('addressed', 'addressed'),
  bool('band_a', 'narrowA'),
  bool('band_b', 'narrowB'),
  coded('zonesize', 'transitionZoneNm', 3, zoneSize),
  spare(23),
];

export const channelsOfArea = layout({
  title: 'Channel management of an area',
  types: [22],
  clause: '§3.20',
  minBits: 145,
  when: [{ start: 139, bits: 1, from: 0, to: 0 }],
  fields: [...channels, ...area, ...bands],
  absent: ['destinationMmsi1', 'destinationMmsi2'],
});

export const channelsOfStations = layout({
  title: 'Channel management of two stations',
  types: [22],
  clause: '§3.20',
  minBits: 145,
  when: [{ start: 139, bits: 1, from: 1, to: 1 }],
  fields: [
    ...channels,
    coded('dest1', 'destinationMmsi1', 30, mmsi),
    spare(5),
    coded('dest2', 'destinationMmsi2', 30, mmsi),
    spare(5),
    ...bands,
  ],
  absent: ['northEastLon', 'northEastLat', 'southWestLon', 'southWestLat'],
});

export const groupAssignment = layout({
  title: 'Group assignment command',
  types: [23],
  clause: '§3.21',
  minBits: 154,
  fields: [
    ...header,
    spare(2),
    ...area,
    number('station_type', 'stationType', 4, { key: 'stationtype', legend: stationLegend }),
    number('shiptype', 'shipType', 8, { legend: shipTypeLegend }),
    spare(22),
    number('txrx', 'txRxMode', 2),
    number('interval', 'reportingInterval', 4),
    number('quiet', 'quietMin', 4),
    spare(6),
  ],
});
