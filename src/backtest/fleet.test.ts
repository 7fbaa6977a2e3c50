import { expect, test } from 'vitest';
import { declarationOf } from '../../test/cargo-samples.ts';
import { START_MS, vessel } from '../../test/stores/archive-rows.ts';
import type { PastPosition, PastVessel } from '../model/past.ts';
import { createFleet } from './fleet.ts';

const mmsi = 205_278_090;
const hourMs = 3_600_000;
const at = (hours: number, navStatus = 0): PastPosition => [
  ...([START_MS + hours * hourMs, mmsi, 4.3, 51.3, navStatus === 0 ? 7 : 0, 90, navStatus] as const),
];
const dry = { class: 'inland', shipType: 70, eriType: 8010, inlandHazard: 0 };

function fleetOf(past: Partial<PastVessel> = {}) {
  const fleet = createFleet();
  fleet.know([{ mmsi, told: null, descriptions: [], declarations: [], ...past }]);
  return fleet;
}

test('Z41 a vessel is what it said last before, else what it said first after', () => {
  const fleet = fleetOf({
    descriptions: [
      vessel(mmsi, START_MS + 2 * hourMs, { ...dry, draughtM: 2 }),
      vessel(mmsi, START_MS + 3 * hourMs, { ...dry, draughtM: 3, inlandHazard: 2 }),
    ],
  });
  const seen = [1, 2, 3].map((hours) => {
    const { draughtM, hazard } = fleet.place(at(hours));
    return [draughtM, hazard.state, hazard.cones];
  });
  expect(seen).toEqual([
    [2, 'none-declared', 0],
    [2, 'none-declared', 0],
    [3, 'confirmed', 2],
  ]);
});

test('Z41 what became known between two positions is judged by the first of them, at its own time', () => {
  const fleet = fleetOf({
    descriptions: [1, 2].map((hours) => vessel(mmsi, START_MS + hours * hourMs, { draughtM: hours })),
  });
  fleet.place(at(1));
  expect(fleet.turn(mmsi, START_MS + 3 * hourMs)).toMatchObject({
    atMs: START_MS + 2 * hourMs,
    vessel: { draughtM: 2, kinematics: { positionAtMs: START_MS + hourMs } },
  });
  expect(fleet.turn(mmsi, START_MS + 3 * hourMs)).toBeNull();
});

test('Z41 a declaration counts from when it was handed in until it was withdrawn', () => {
  const declaration = declarationOf({
    ...{ mmsi, cones: 1, validFromMs: START_MS, validToMs: START_MS + 9 * hourMs },
    ...{ declaredAtMs: START_MS + hourMs, withdrawnAtMs: START_MS + 2 * hourMs },
  });
  const fleet = fleetOf({ descriptions: [vessel(mmsi, START_MS, dry)], declarations: [declaration] });
  expect([0, 1, 1.5, 2].map((hours) => fleet.place(at(hours)).hazard.cones)).toEqual([0, 1, 1, 0]);
});

test('Z41 what was told over a day ago counts no more', () => {
  const origin = { messageType: 5, receiver: 'kallo', atMs: START_MS };
  const fleet = fleetOf({
    told: { name: origin, static: origin, voyage: origin, inland: null },
    descriptions: [vessel(mmsi, START_MS - 48 * hourMs, { class: 'A', shipType: 80, eriType: null })],
  });
  expect(fleet.place(at(0, 5))).toMatchObject({ name: 'SCHELDE "IV"', shipType: 80 });
  fleet.age(START_MS + 25 * hourMs);
  expect(fleet.place(at(25, 5))).toMatchObject({ name: null, shipType: null, draughtM: null });
});

test('Z41 a vessel silent for 6 h under way or 24 h at rest is gone, and begins anew', () => {
  const fleet = fleetOf();
  fleet.place(at(0));
  expect(fleet.age(START_MS + 6 * hourMs)).toEqual([]);
  expect(fleet.age(START_MS + 6 * hourMs + 1)).toEqual([mmsi]);
  expect(fleet.present()).toEqual([]);
  const again = fleet.place(at(7, 5));
  expect(fleet.present()).toEqual([mmsi]);
  expect(fleet.age(START_MS + 31 * hourMs)).toEqual([]);
  expect(fleet.age(START_MS + 31 * hourMs + 1)).toEqual([mmsi]);
  expect(fleet.get(mmsi)).not.toBe(again);
  fleet.dropGone();
  expect(fleet.has(mmsi)).toBe(false);
});
