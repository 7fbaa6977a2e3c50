import type { Kinematics, Vessel } from '../model/vessel.ts';
import { cosDeg, type Plane, sinDeg, xOf, yOf } from './plane.ts';

/** Points of a hull are no further apart, so that no slick lies between them. */
const apartM = 25;
/** M.1371: at less she has no way, and her course says nothing of her bow. */
const wayKn = 1;

/**
 * Places along her middle line and sides on a plane, bow to stern. Without a heading the course of one that makes way stands for it; without either,
 * or without a size, her antenna alone.
 */
export function hullPoints(vessel: Vessel, k: Kinematics, plane: Plane): (readonly [x: number, y: number])[] {
  const [x, y] = [xOf(plane, k.lon), yOf(plane, k.lat)];
  const bowDeg = k.headingDeg ?? ((k.sogKn ?? 0) >= wayKn ? k.cogDeg : null);
  const half = (vessel.lengthM ?? 0) / 2;
  const bow = vessel.toBowM || vessel.toSternM ? (vessel.toBowM ?? 0) : half;
  const stern = vessel.toBowM || vessel.toSternM ? (vessel.toSternM ?? 0) : half;
  if (bowDeg === null || bow + stern <= 0) return [[x, y]];
  const sides = [...new Set([-(vessel.toPortM ?? 0), 0, vessel.toStarboardM ?? 0])];
  const count = Math.ceil((bow + stern) / apartM);
  const [sin, cos] = [sinDeg(bowDeg), cosDeg(bowDeg)];
  return Array.from({ length: count + 1 }, (_, i) => bow - ((bow + stern) * i) / count).flatMap((ahead) =>
    sides.map((right) => [x + ahead * sin + right * cos, y + ahead * cos - right * sin] as const),
  );
}
