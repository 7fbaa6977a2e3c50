import { expect, test } from 'vitest';
import { age, bearing, clockTime, decimal, eta, position } from './format.ts';

test('ages are short and keep their width within a range', () => {
  expect([0, 8.9, 59, 60, 125, 3599, 3600, 11_220, 86_400, 352_800].map(age)).toEqual([
    '0s',
    '8s',
    '59s',
    '1m 00s',
    '2m 05s',
    '59m 59s',
    '1h 00m',
    '3h 07m',
    '1d 00h',
    '4d 02h',
  ]);
  expect(age(-3)).toBe('0s');
});

test('positions are degrees and minutes, and minutes carry', () => {
  expect(position(4.33, 51.2872333)).toBe("51°17.234'N 004°19.800'E");
  expect(position(-0.5, -33.25)).toBe("33°15.000'S 000°30.000'W");
  expect(position(3.9999999, 50.9999999)).toBe("51°00.000'N 004°00.000'E");
});

test('bearings have three digits', () => {
  expect([0, 6.7, 90, 359.6].map(bearing)).toEqual(['000°', '007°', '090°', '000°']);
});

test('decimals follow the language', () => {
  expect(decimal(7.25, 1, 'en')).toBe('7.3');
  expect(decimal(12.4, 1, 'nl')).toBe('12,4');
});

test('the clock is UTC when asked', () => {
  expect(clockTime(Date.UTC(2026, 10, 23, 0, 5, 9), true)).toBe('00:05:09');
});

test('an ETA reads day first; another text stays', () => {
  expect(eta('11-23T14:30')).toBe('23-11 14:30 UTC');
  expect(eta('soon')).toBe('soon');
});
