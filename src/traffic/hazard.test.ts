import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessHazard, type CargoSigns } from './hazard.ts';

const signs = (given: Partial<CargoSigns>): CargoSigns => ({
  class: 'A',
  shipType: null,
  shipTypeAtMs: 1,
  eriType: null,
  inlandHazard: null,
  inlandAtMs: 2,
  ...given,
});
const stateOf = (given: Partial<CargoSigns>) => assessHazard(signs(given)).state;

test('K1 one to three cones or the B-flag confirm dangerous goods, whatever the hull', () => {
  expect(
    [1, 2, 3, 4].map((inlandHazard) => stateOf({ class: 'inland', eriType: 8010, inlandHazard })),
  ).toEqual(Array(4).fill('confirmed'));
  expect(assessHazard(signs({ class: 'inland', inlandHazard: 2 }))).toMatchObject({ cones: 2, bFlag: false });
  expect(assessHazard(signs({ class: 'inland', inlandHazard: 4 }))).toMatchObject({
    cones: null,
    bFlag: true,
  });
});

test('K2 the second digit of a ship type confirms category X, Y, Z or OS', () => {
  expect([71, 82, 93, 64].map((shipType) => assessHazard(signs({ shipType })).category)).toEqual([
    'X',
    'Y',
    'Z',
    'OS',
  ]);
  expect([71, 82, 93, 64].map((shipType) => stateOf({ shipType }))).toEqual(Array(4).fill('confirmed'));
  expect([31, 51, 54, 75, 85].map((shipType) => assessHazard(signs({ shipType })).category)).toEqual(
    Array(5).fill(null),
  );
});

test('K3 a tank, gas or chemical hull is suspected, also with no cones, unknown cones or type 85', () => {
  for (const inlandHazard of [null, 0, 5]) {
    for (const eriType of [8020, 8021, 8022, 8040, 8161, 8310, 8390, 8490, 8500])
      expect(stateOf({ class: 'inland', eriType, inlandHazard })).toBe('suspected');
  }
  expect([80, 85, 89].map((shipType) => stateOf({ shipType }))).toEqual(Array(3).fill('suspected'));
});

test('K4 only a dry hull that reports none is none-declared; a silent one is unknown', () => {
  expect(stateOf({ class: 'inland', eriType: 8010, inlandHazard: 0 })).toBe('none-declared');
  expect(stateOf({ class: 'inland', eriType: 8010, inlandHazard: 5 })).toBe('unknown');
  expect(stateOf({ class: 'inland', eriType: 8010 })).toBe('unknown');
  expect(stateOf({ shipType: 70 })).toBe('unknown');
  expect(stateOf({})).toBe('unknown');
});

test('K5 craft without cargo are not applicable; what is towed is unknown', () => {
  expect([30, 36, 37, 50, 51, 52, 55].map((shipType) => stateOf({ shipType }))).toEqual(
    Array(7).fill('not-applicable'),
  );
  expect([31, 32, 60].map((shipType) => stateOf({ shipType }))).toEqual(Array(3).fill('unknown'));
  expect(stateOf({ class: 'base' })).toBe('not-applicable');
});

test('K6 sources that contradict each other are flagged', () => {
  expect(assessHazard(signs({ class: 'inland', eriType: 8021, shipType: 79 })).conflict).toBe(true);
  expect(assessHazard(signs({ shipType: 81, class: 'inland', inlandHazard: 0 })).conflict).toBe(true);
  expect(assessHazard(signs({ shipType: 52, class: 'inland', inlandHazard: 2 })).conflict).toBe(true);
  expect(
    assessHazard(signs({ class: 'inland', eriType: 8021, shipType: 80, inlandHazard: 1 })).conflict,
  ).toBe(false);
});

test('K7 evidence says in words what was heard, from whom and when', () => {
  expect(
    assessHazard(signs({ class: 'inland', eriType: 8021, shipType: 82, inlandHazard: 5 })).evidence,
  ).toEqual([
    { source: 'inland-ais', value: 'cones unknown', atMs: 2 },
    { source: 'eri-type', value: 'ERI 8021: tank, gas or chemical hull', atMs: 2 },
    { source: 'ship-type', value: 'type 82: tank, gas or chemical hull, cargo of category Y', atMs: 1 },
  ]);
});

test('K8 nothing that a tank hull sends of itself makes it safe', () => {
  const any = fc.record({
    eriType: fc.constantFrom(8020, 8021, 8022, 8040, 8160, 8180, 8380, 8490, 1530, 1540),
    shipType: fc.option(fc.integer({ min: 1, max: 99 })),
    inlandHazard: fc.option(fc.integer({ min: 0, max: 7 })),
  });
  fc.assert(
    fc.property(any, (given) => ['confirmed', 'suspected'].includes(stateOf({ class: 'inland', ...given }))),
    { seed: 20261123 },
  );
});
