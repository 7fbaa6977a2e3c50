import { expect, test } from 'vitest';
import { isEni, isImo, isMmsi } from './identity-numbers.ts';

test('T16 an IMO number has seven digits, the last of which checks the others', () => {
  expect([9074729, 9123456, 9839272].map(isImo)).toEqual([true, false, true]);
  expect([907472, 10_000_000, 0, 123_456_789].some(isImo)).toBe(false);
});

test('T16 an ENI has eight digits of an allotted block, or 9 and an IMO number', () => {
  expect(['02323489', '06105234', '04812300', '99074729'].every(isEni)).toBe(true);
  expect(['09900000', '2323489', '023234890', 'ABC23489', '99074728', '00000000'].some(isEni)).toBe(false);
});

test('T16 an MMSI has a form of M.585 with an allotted MID, and is no factory setting', () => {
  const good = [
    205278090, 2050001, 111205001, 992051234, 982051234, 970123456, 972000001, 820512345, 20512345,
  ];
  expect(good.filter((mmsi) => !isMmsi(mmsi))).toEqual([]);
  const bad = [0, 1193046, 123456789, 222222222, 205000000, 999999999, 200123456, 1_073_741_823, 412_000_000];
  expect(bad.filter(isMmsi)).toEqual([]);
});
