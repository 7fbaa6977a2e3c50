import { expect, test } from 'vitest';
import { shipClassOf } from './ship-class.ts';

test.each([
  ['inland', 80, 8010, 'cargo'],
  ['inland', 79, 8021, 'tanker'],
  ['inland', 69, 8440, 'passenger'],
  ['inland', 99, 8430, 'service'],
  ['inland', 70, 8000, 'cargo'],
  ['A', 82, null, 'tanker'],
  ['A', 71, null, 'cargo'],
  ['A', 60, null, 'passenger'],
  ['A', 52, null, 'service'],
  ['A', 31, null, 'service'],
  ['A', 30, null, 'fishing'],
  ['B', 36, null, 'pleasure'],
  ['A', 40, null, 'other'],
  ['A', 0, null, 'unknown'],
  ['A', null, null, 'unknown'],
  ['base', 80, null, 'other'],
  [null, null, null, 'unknown'],
] as const)('V50 class %s, ship type %s and ERI type %s count as %s', (kind, shipType, eriType, wanted) => {
  expect(shipClassOf({ class: kind, shipType, eriType })).toBe(wanted);
});
