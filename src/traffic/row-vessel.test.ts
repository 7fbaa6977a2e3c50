import { expect, test } from 'vitest';
import { judgeByAis } from '../../test/cargo-samples.ts';
import { createPicture } from './picture.ts';
import { position, vesselOf } from './samples.test-data.ts';

const mmsi = 205278090;
const picture = () => createPicture({ maxVessels: 1, forgetMs: 86_400_000 }, judgeByAis);

test('T35 kinematics are one object between two reports, and stay as they were after the next', () => {
  const p = picture();
  const vessel = vesselOf(p.apply(position(mmsi, { sogKn: 7 }), 'kallo', 0));
  const first = vessel.kinematics;
  expect(vessel.kinematics).toBe(first);
  const copy = { ...first };
  p.apply(position(mmsi, { sogKn: 8 }), 'kallo', 10_000);
  const second = vessel.kinematics;
  expect(second).toMatchObject({ sogKn: 8, positionAtMs: 10_000 });
  expect(second).not.toBe(first);
  expect(first).toEqual(copy);
});

test('T35 a report with the time of an earlier one, after the clock was set back, is shown', () => {
  const p = picture();
  const vessel = vesselOf(p.apply(position(mmsi, { sogKn: 7 }), 'kallo', 200_000));
  expect(vessel.kinematics).toMatchObject({ sogKn: 7, positionAtMs: 200_000 });
  p.apply(position(mmsi, { sogKn: 8 }), 'kallo', 10_000);
  p.apply(position(mmsi, { sogKn: 9 }), 'kallo', 200_000);
  expect(vessel.kinematics).toMatchObject({ sogKn: 9, positionAtMs: 200_000 });
});

test('T35 a vessel that left shows its last place, whoever has its row', () => {
  const p = picture();
  const left = vesselOf(p.apply(position(mmsi, { sogKn: 7 }), 'kallo', 0));
  const kept = left.kinematics;
  const next = vesselOf(p.apply(position(mmsi + 1, { sogKn: 12 }), 'kallo', 10_000));
  expect(next.kinematics).toMatchObject({ sogKn: 12 });
  expect(left.kinematics).toBe(kept);
  expect(kept).toMatchObject({ sogKn: 7 });
});
