import { expect, test } from 'vitest';
import { instant } from './instant.ts';
import { createRandom } from './random.ts';

test('a time is written as Date writes it, whatever comes after what', () => {
  const random = createRandom(8601);
  const edges = [
    0, 0.9, 999, 86_399_999, 86_400_000, 951_782_399_999.9, 253_402_300_799_999, 253_402_300_800_000, -1,
    -0.5,
  ];
  for (const ms of edges) expect(instant(ms)).toBe(new Date(ms).toISOString());
  for (let i = 0; i < 20_000; i += 1) {
    const ms = random.unit() * 4e12 + (i % 3 === 0 ? random.unit() : 0);
    expect(instant(ms)).toBe(new Date(ms).toISOString());
  }
});

test('what is no time is refused', () => {
  expect(() => instant(Number.NaN)).toThrow(RangeError);
  expect(() => instant(8.64e15 + 1)).toThrow(RangeError);
});
