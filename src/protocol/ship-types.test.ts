import { expect, test } from 'vitest';
import { shipTypeText } from './ship-types.ts';

test.each([
  [null, null],
  [0, null],
  [19, null],
  [24, 'Wing in ground, hazard category OS'],
  [37, 'Pleasure craft'],
  [52, 'Tug'],
  [60, 'Passenger'],
  [70, 'Cargo'],
  [79, 'Cargo'],
  [81, 'Tanker, hazard category X'],
  [99, 'Other'],
  [255, null],
])('H3 ship type %s in words: %s', (type, text) => {
  expect(shipTypeText(type)).toBe(text);
});
