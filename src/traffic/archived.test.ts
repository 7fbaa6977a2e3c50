import { expect, test } from 'vitest';
import type { Kinematics, Vessel } from '../model/vessel.ts';
import { visitSteps } from './archived.ts';

const at = (positionAtMs: number): Pick<Vessel, 'mmsi' | 'kinematics'> => ({
  mmsi: 205_278_090,
  kinematics: { positionAtMs } as Kinematics,
});

test('V2 who changes zones leaves one and enters the other at the time of its position', () => {
  expect([...visitSteps(at(5_000), ['dock', 'river'], ['river', 'lock'])]).toEqual([
    { step: 'leaves', mmsi: 205_278_090, zoneId: 'dock', timeMs: 5_000 },
    { step: 'enters', mmsi: 205_278_090, zoneId: 'lock', timeMs: 5_000 },
  ]);
  expect([...visitSteps(at(5_000), ['dock'], ['dock'])]).toEqual([]);
  expect([...visitSteps({ mmsi: 205_278_090, kinematics: null }, [], ['dock'])]).toEqual([]);
});
