import { expect, test } from 'vitest';
import type { HazardView, LiveVessel } from '../../protocol/vessel.ts';
import { exampleHazard, vesselOf } from '../vessel/example.test-data.ts';
import { directionDeg, symbolOf } from './symbol.ts';

const none = exampleHazard;
const moving = { sogKn: 7, cogDeg: 90, headingDeg: null } as const;
const carrying = (hazard: Partial<HazardView>): LiveVessel =>
  vesselOf({ ...moving, hazard: { ...none, state: 'confirmed', ...hazard } });

test('under way a vessel points along its heading, else along its course', () => {
  expect(symbolOf(vesselOf({ ...moving, headingDeg: 85 }))).toMatchObject({ body: 'ship', rotationDeg: 85 });
  expect(symbolOf(vesselOf({ ...moving, class: 'inland' }))).toMatchObject({
    body: 'barge',
    rotationDeg: 90,
  });
  expect(symbolOf(vesselOf({ ...moving, class: 'B' }))).toMatchObject({ body: 'small' });
});

test('below half a knot, and without any direction, it lies still', () => {
  expect(symbolOf(vesselOf({ sogKn: 0.4, cogDeg: 90, headingDeg: 12 }))).toMatchObject({
    body: 'still',
    rotationDeg: 0,
  });
  expect(symbolOf(vesselOf({ sogKn: null, cogDeg: 90 })).body).toBe('still');
  expect(symbolOf(vesselOf({ sogKn: 5 })).body).toBe('still');
  expect(directionDeg(vesselOf({ sogKn: 0.1, cogDeg: 90 }))).toBeNull();
});

test('each hazard state has its tone, and the hazardous lie on top', () => {
  const states = ['not-applicable', 'none-declared', 'unknown', 'suspected', 'confirmed'] as const;
  const symbols = states.map((state) => symbolOf(vesselOf({ hazard: { ...none, state } })));
  expect(symbols.map((s) => s.tone)).toEqual(['plain', 'plain', 'unknown', 'suspected', 'confirmed']);
  expect(symbols.map((s) => s.rank)).toEqual([0, 0, 1, 2, 3]);
});

test('the mark shows the cones, the B-flag, other evidence, or the question', () => {
  expect([1, 2, 3].map((cones) => symbolOf(carrying({ cones })).mark)).toEqual([
    'cones-1',
    'cones-2',
    'cones-3',
  ]);
  expect(symbolOf(carrying({ bFlag: true })).mark).toBe('b-flag');
  expect(symbolOf(carrying({ cones: 0, category: 'X' })).mark).toBe('danger');
  expect(symbolOf(vesselOf({})).mark).toBe('question');
  expect(symbolOf(vesselOf({ hazard: { ...none, state: 'suspected' } })).mark).toBe('none');
});

test('stations and aids carry nothing; a distress transmitter lies above all', () => {
  expect(symbolOf(vesselOf({ class: 'base' }))).toMatchObject({
    body: 'station',
    tone: 'plain',
    mark: 'none',
  });
  expect(symbolOf(vesselOf({ class: 'aton' }))).toMatchObject({ body: 'aid', tone: 'plain' });
  expect(symbolOf(vesselOf({ class: 'sar' })).body).toBe('aircraft');
  expect(symbolOf(vesselOf({ class: 'sart' }))).toMatchObject({
    body: 'distress',
    tone: 'confirmed',
    rank: 4,
  });
});
