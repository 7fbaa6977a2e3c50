import type { Vessel } from '../../model/vessel.ts';
import type { Point } from '../separation/convex.ts';
import type { EncounterSettings } from './settings.ts';

/** A hull as a rectangle around its middle. Objects are used again: keep none. */
export interface Shape {
  lengthM: number;
  beamM: number;
  /** Middle of the hull from the antenna, along and across the heading. */
  aheadM: number;
  rightM: number;
  /** Nobody said how big it is; where the antenna stands. */
  isSizeAssumed: boolean;
  isPlaceAssumed: boolean;
}

export const newShape = (): Shape => ({
  lengthM: 0,
  beamM: 0,
  aheadM: 0,
  rightM: 0,
  isSizeAssumed: true,
  isPlaceAssumed: true,
});

/** Writes what is known or assumed of the hull into `shape`. The size of a convoy is that of the whole. */
export function shapeOf(vessel: Vessel, shape: Shape, s: EncounterSettings): Shape {
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = vessel;
  const [unknownLengthM, unknownBeamM] = vessel.class === 'B' ? s.unknownCraftM : s.unknownHullM;
  const lengthM = Math.max(vessel.lengthM ?? 0, (bow ?? 0) + (stern ?? 0));
  const beamM = Math.max(vessel.beamM ?? 0, (port ?? 0) + (starboard ?? 0));
  // M.1371: zero to the bow and to port says that only the size is known, and not where the antenna stands
  const isPlaced =
    bow !== null && stern !== null && port !== null && starboard !== null && (bow > 0 || port > 0);
  shape.isSizeAssumed = lengthM <= 0;
  shape.isPlaceAssumed = !isPlaced;
  shape.lengthM = lengthM > 0 ? lengthM : unknownLengthM;
  shape.beamM = beamM > 0 ? beamM : Math.min(unknownBeamM, shape.lengthM);
  shape.aheadM = isPlaced ? (bow - stern) / 2 : 0;
  shape.rightM = isPlaced ? (starboard - port) / 2 : 0;
  return shape;
}

/** At least how far the hull, and any box around it, may be from its antenna. */
export const reachOf = ({ lengthM, beamM, aheadM, rightM }: Shape): number =>
  (lengthM + beamM) / 2 + Math.abs(aheadM) + Math.abs(rightM);

/** Corners of a hull whose middle is at (`x`, `y`) and whose heading has this sine and cosine. */
export function cornersOf(shape: Shape, x: number, y: number, sin: number, cos: number): Point[] {
  const ahead = shape.lengthM / 2;
  const right = shape.beamM / 2;
  const at = (a: number, r: number): Point => [x + a * sin + r * cos, y + a * cos - r * sin];
  return [at(ahead, -right), at(ahead, right), at(-ahead, right), at(-ahead, -right)];
}
