import { expect, test } from 'vitest';
import { vesselOf } from './example.test-data.ts';
import { searchVessels, title } from './search.ts';

const vessels = [
  vesselOf({ mmsi: '244660123', name: 'ZWAAN', eni: '02312345', callsign: 'PD1234' }),
  vesselOf({ mmsi: '205278090', name: 'M.S. ZWAANTJE', imo: 9123456 }),
  vesselOf({ mmsi: '211333444', name: 'DE ZWAAN VAN RHEE' }),
  vesselOf({ mmsi: '002050001', name: null }),
];
const picture = new Map(vessels.map((v) => [v.mmsi, v]));
const found = (query: string, limit = 10): string[] => searchVessels(picture, query, limit).map(title);

test('equal before beginning before containing', () => {
  expect(found('zwaan')).toEqual(['ZWAAN', 'DE ZWAAN VAN RHEE', 'M.S. ZWAANTJE']);
  expect(found('ms zw')).toEqual(['M.S. ZWAANTJE']);
});

test('every identity is found: MMSI, IMO, ENI, call sign', () => {
  expect(found('205278')).toEqual(['M.S. ZWAANTJE']);
  expect(found('9123456')).toEqual(['M.S. ZWAANTJE']);
  expect(found('02312345')).toEqual(['ZWAAN']);
  expect(found('pd1234')).toEqual(['ZWAAN']);
  expect(found('00205')).toEqual(['002050001']);
});

test('nothing is found for nothing, and no more than asked', () => {
  expect(found('  ')).toEqual([]);
  expect(found('nowhere')).toEqual([]);
  expect(found('2', 2)).toHaveLength(2);
});
