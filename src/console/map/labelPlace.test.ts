import { expect, test } from 'vitest';
import { labelPlace } from './labelPlace.ts';

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test('a square is named near its middle', () => {
  const [x, y] = labelPlace({ type: 'Polygon', coordinates: [square(4, 51, 0.1)] }) ?? [0, 0];
  // In degrees the square is higher than wide on the ground: the middle line is all equally deep.
  expect(Math.abs(x - 4.05)).toBeLessThan(0.005);
  expect(Math.abs(y - 51.05)).toBeLessThan(0.025);
});

test('a bent dock is named on its water, not in the corner that it goes around', () => {
  const bent = [
    [0, 0],
    [10, 0],
    [10, 1],
    [1, 1],
    [1, 10],
    [0, 10],
    [0, 0],
  ];
  const [x, y] = labelPlace({ type: 'Polygon', coordinates: [bent] }) ?? [9, 9];
  expect(x < 1 || y < 1).toBe(true);
});

test('of several parts the largest is named; a line has no place', () => {
  const parts = { type: 'MultiPolygon' as const, coordinates: [[square(0, 0, 1)], [square(5, 5, 3)]] };
  expect(labelPlace(parts)?.[0]).toBeGreaterThan(5);
  const line = [
    [0, 0],
    [1, 1],
    [0, 0],
  ];
  expect(labelPlace({ type: 'Polygon', coordinates: [line] })).toBeNull();
});
