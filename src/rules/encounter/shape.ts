import type { Vessel } from '../../model/vessel.ts';
import type { Point } from '../separation/convex.ts';
import { BEAM, FLAGS, HULL_AHEAD, HULL_RIGHT, isPlaceAssumed, isSizeAssumed, LENGTH } from './row.ts';
import type { EncounterSettings } from './settings.ts';

/** Writes what is known or assumed of the hull, and its flags alone, into the row at `at`. The size of a convoy is that of the whole. */
export function writeShape(t: Float64Array, at: number, vessel: Vessel, s: EncounterSettings): void {
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = vessel;
  const unknownM = vessel.class === 'B' ? s.unknownCraftM : s.unknownHullM;
  const lengthM = Math.max(vessel.lengthM ?? 0, (bow ?? 0) + (stern ?? 0));
  const beamM = Math.max(vessel.beamM ?? 0, (port ?? 0) + (starboard ?? 0));
  // M.1371: zero to the bow and to port says that only the size is known, and not where the antenna stands
  const isPlaced =
    bow !== null && stern !== null && port !== null && starboard !== null && (bow > 0 || port > 0);
  const length = lengthM > 0 ? lengthM : unknownM[0];
  t[at + LENGTH] = length;
  t[at + BEAM] = beamM > 0 ? beamM : Math.min(unknownM[1], length);
  t[at + HULL_AHEAD] = isPlaced ? (bow - stern) / 2 : 0;
  t[at + HULL_RIGHT] = isPlaced ? (starboard - port) / 2 : 0;
  t[at + FLAGS] = (lengthM > 0 ? 0 : isSizeAssumed) | (isPlaced ? 0 : isPlaceAssumed);
}

/** Corners of a hull whose middle is at (`x`, `y`) and whose heading has this sine and cosine. */
export function cornersOf(
  lengthM: number,
  beamM: number,
  x: number,
  y: number,
  sin: number,
  cos: number,
): Point[] {
  const ahead = lengthM / 2;
  const right = beamM / 2;
  const at = (a: number, r: number): Point => [x + a * sin + r * cos, y + a * cos - r * sin];
  return [at(ahead, -right), at(ahead, right), at(-ahead, right), at(-ahead, -right)];
}
