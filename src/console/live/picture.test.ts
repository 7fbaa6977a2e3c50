import { expect, test } from 'vitest';
import type { LiveVessel } from '../../protocol/vessel.ts';
import { exampleHazard, vesselOf } from '../vessel/example.test-data.ts';
import { applyVessels, countHazards, positionAgeS } from './picture.ts';

const at = '2026-11-23T10:00:00.000Z';
const frame = (full: boolean, vessels: LiveVessel[], gone: string[] = []) =>
  ({ type: 'vessels', at, full, vessels, gone }) as const;

test('a full frame replaces the picture, a change keeps what it does not name', () => {
  const picture = new Map<string, LiveVessel>();
  applyVessels(picture, frame(true, [vesselOf({ mmsi: '205000001' }), vesselOf({ mmsi: '205000002' })]));
  applyVessels(
    picture,
    frame(false, [vesselOf({ mmsi: '205000002', name: 'JADE' })], ['205000001', '999999999']),
  );
  expect([...picture.keys()]).toEqual(['205000002']);
  expect(picture.get('205000002')?.name).toBe('JADE');
  applyVessels(picture, frame(true, [vesselOf({ mmsi: '205000003' })]));
  expect([...picture.keys()]).toEqual(['205000003']);
});

test('hazard states are counted, each by itself', () => {
  const picture = new Map<string, LiveVessel>();
  const states = ['confirmed', 'confirmed', 'suspected', 'unknown', 'not-applicable'] as const;
  for (const [index, state] of states.entries()) {
    const mmsi = String(205000000 + index);
    picture.set(mmsi, vesselOf({ mmsi, hazard: { ...exampleHazard, state } }));
  }
  expect(countHazards(picture)).toEqual({
    confirmed: 2,
    suspected: 1,
    unknown: 1,
    'none-declared': 0,
    'not-applicable': 1,
  });
});

test('the age of a position keeps counting without frames and is never negative', () => {
  const vessel = vesselOf({ positionAt: at });
  expect(positionAgeS(vessel, Date.parse(at) + 90_500)).toBe(90.5);
  expect(positionAgeS(vessel, Date.parse(at) - 3000)).toBe(0);
  expect(positionAgeS(vesselOf({ positionAt: null }), 0)).toBeNull();
});
