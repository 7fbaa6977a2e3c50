import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import type { ClassBPosition } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import { patienceFor } from './ageing.ts';
import { distanceM } from './geo.ts';
import { createPicture } from './picture.ts';
import { inland, position, vesselOf } from './samples.test-data.ts';

const mmsi = 205278090;
const hourMs = 3_600_000;
const picture = () => createPicture({ maxVessels: 10, forgetMs: 24 * hourMs }, judgeByAis);
const classB = (sogKn: number, carrierSense: boolean): ClassBPosition => ({
  ...position(mmsi, { sogKn }),
  type: 18,
  carrierSense,
  assigned: false,
});
const seconds = (vessel: Vessel): [number, number] => {
  const { lateMs, lostMs } = patienceFor(vessel);
  return [lateMs / 1000, lostMs / 1000];
};

test('T10 class A and inland units by speed and status', () => {
  const after = (sogKn: number, navStatus: number) =>
    seconds(vesselOf(picture().apply(position(mmsi, { sogKn, navStatus }), 'r', 0)));
  expect([after(0, 5), after(3, 1), after(3.1, 5)]).toEqual([
    [540, 1080],
    [540, 1080],
    [30, 60],
  ]);
  expect([after(14, 0), after(14.1, 0), after(23, 0), after(23.1, 0)]).toEqual([
    [30, 60],
    [18, 36],
    [18, 36],
    [10, 30],
  ]);
  const p = picture();
  p.apply(inland(mmsi, 1), 'r', 0);
  expect(seconds(vesselOf(p.apply(position(mmsi), 'r', 0)))).toEqual([30, 60]);
});

test('T10 class B by its speed, and whether it is a carrier-sense or a SOTDMA unit', () => {
  const after = (sogKn: number, carrierSense: boolean) =>
    seconds(vesselOf(picture().apply(classB(sogKn, carrierSense), 'r', 0)));
  expect([after(2, true), after(2.1, true), after(30, true)]).toEqual([
    [540, 1080],
    [90, 180],
    [90, 180],
  ]);
  expect([after(2, false), after(10, false), after(20, false), after(30, false)]).toEqual([
    [540, 1080],
    [90, 180],
    [45, 90],
    [15, 30],
  ]);
});

test('T18 a late vessel under way is estimated straight on, with growing uncertainty, until it is lost or heard', () => {
  const p = picture();
  const vessel = vesselOf(p.apply(position(mmsi, { sogKn: 10, cogDeg: 90 }), 'r', 0));
  p.tick(29_000);
  expect(vessel.estimated).toBeNull();
  p.tick(30_000);
  const first = vessel.estimated;
  p.tick(50_000);
  const second = vessel.estimated;
  if (first === null || second === null) throw new Error('not estimated');
  expect(distanceM(4.3, 51.3, first.lon, first.lat)).toBeCloseTo(154.3, 0);
  expect(first.lat).toBeCloseTo(51.3, 9);
  expect(distanceM(4.3, 51.3, second.lon, second.lat)).toBeCloseTo(257.2, 0);
  expect([first.radiusM, second.radiusM]).toEqual([107, 159]);
  expect(vessel.kinematics?.lon).toBe(4.3);
  p.tick(60_000);
  expect(vessel).toMatchObject({ signal: 'lost', estimated: null });
  p.apply(position(mmsi), 'r', 61_000);
  expect(vessel).toMatchObject({ signal: 'live', estimated: null });
});

test('T18 a vessel that lay still is not estimated anywhere', () => {
  const p = picture();
  const vessel = vesselOf(p.apply(position(mmsi, { sogKn: 0.1, navStatus: 5 }), 'r', 0));
  p.tick(540_000);
  expect(vessel).toMatchObject({ signal: 'late', estimated: null });
});

test('T19 silent vessels at rest stay for a day, those that were under way for a quarter of it', () => {
  const p = picture();
  p.apply(position(205000001, { sogKn: 0, navStatus: 5 }), 'r', 0);
  p.apply(position(205000002, { sogKn: 8 }), 'r', 0);
  expect(p.tick(6 * hourMs)).toEqual([]);
  expect(p.tick(6 * hourMs + 1)).toEqual([205000002]);
  expect(p.tick(24 * hourMs)).toEqual([]);
  expect(p.tick(24 * hourMs + 1)).toEqual([205000001]);
});
