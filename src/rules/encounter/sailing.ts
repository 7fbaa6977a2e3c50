import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Area } from './areas.ts';
import type { Mover } from './mover.ts';
import type { EncounterSettings } from './settings.ts';
import { newShape, reachOf, type Shape, shapeOf } from './shape.ts';
import type { Where } from './waters.ts';

export const radians = Math.PI / 180;
/** One knot in metres a second. */
export const mpsOfKn = 1852 / 3600;
/** Longer than this between two courses, and the turn between them says nothing. */
const longestTurnMs = 60_000;

/** What is remembered of a vessel that sails. */
export interface Sailing {
  vessel: Vessel;
  k: Kinematics;
  where: Where;
  /** What is said of encounters there. */
  area: Area;
  /** Known speed and course. */
  sogKn: number;
  cogDeg: number;
  horizonS: number;
  readonly shape: Shape;
  row: number;
  /** Of the course. */
  courseSin: number;
  courseCos: number;
  /** Of the heading, or of the course for want of one. */
  headingSin: number;
  headingCos: number;
  /** Metres a second. */
  east: number;
  north: number;
  /** Middle of the hull from the antenna, metres to the east and north. */
  middleEastM: number;
  middleNorthM: number;
}

export const newSailing = (vessel: Vessel, k: Kinematics, area: Area, where: Where): Sailing => ({
  vessel,
  k,
  where,
  area,
  sogKn: 0,
  cogDeg: k.cogDeg ?? 0,
  horizonS: area.horizonS,
  shape: newShape(),
  row: -1,
  courseSin: 0,
  courseCos: 1,
  headingSin: 0,
  headingCos: 1,
  east: 0,
  north: 0,
  middleEastM: 0,
  middleNorthM: 0,
});

/** Difference of two directions, 0 to 180°. */
export const degreesBetween = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

/** By the sensor, or by the courses of two reports; null: not known. */
function turnDegPerS(sailing: Sailing, k: Kinematics): number | null {
  if (k.rotDegPerMin !== null) return Math.abs(k.rotDegPerMin) / 60;
  const forMs = k.positionAtMs - sailing.k.positionAtMs;
  if (k.cogDeg === null || forMs <= 0 || forMs > longestTurnMs) return null;
  return (degreesBetween(k.cogDeg, sailing.cogDeg) * 1000) / forMs;
}

/** Takes in a report of a vessel that takes part; what Traffic needs of it is written into `mover`. */
export function sail(sailing: Sailing, k: Kinematics, area: Area, mover: Mover, s: EncounterSettings): void {
  const turn = turnDegPerS(sailing, k);
  const straightS = turn === null || turn === 0 ? area.horizonS : s.turnDeg / turn;
  sailing.horizonS = Math.min(area.horizonS, Math.max(s.leastHorizonS, straightS));
  sailing.area = area;
  sailing.k = k;
  sailing.sogKn = k.sogKn ?? 0;
  sailing.cogDeg = k.cogDeg ?? sailing.cogDeg;
  const shape = shapeOf(sailing.vessel, sailing.shape, s);
  const heading = (k.headingDeg ?? sailing.cogDeg) * radians;
  const sin = Math.sin(heading);
  const cos = Math.cos(heading);
  sailing.headingSin = sin;
  sailing.headingCos = cos;
  sailing.middleEastM = shape.aheadM * sin + shape.rightM * cos;
  sailing.middleNorthM = shape.aheadM * cos - shape.rightM * sin;
  sailing.courseSin = Math.sin(sailing.cogDeg * radians);
  sailing.courseCos = Math.cos(sailing.cogDeg * radians);
  sailing.east = sailing.sogKn * mpsOfKn * sailing.courseSin;
  sailing.north = sailing.sogKn * mpsOfKn * sailing.courseCos;
  describe(sailing, mover, s);
}

/** What Traffic needs of it. */
function describe(sailing: Sailing, mover: Mover, s: EncounterSettings): void {
  const { k, area, shape, east, north, horizonS, courseSin, courseCos, headingSin, headingCos } = sailing;
  mover.lon = k.lon;
  mover.lat = k.lat;
  mover.east = east;
  mover.north = north;
  mover.atMs = k.positionAtMs;
  mover.horizonS = horizonS;
  mover.hullM = reachOf(shape);
  mover.times = Math.max(1, s.hazardFactor[sailing.vessel.hazard.state]);
  const { halfLengths, sideLengths, sideBeams, aheadLengths, starboardPart } = area.domain;
  const side = Math.max(sideLengths * shape.lengthM, sideBeams * shape.beamM) * (1 + starboardPart);
  const along = (halfLengths + aheadLengths) * shape.lengthM;
  mover.domainM = Math.sqrt(along * along + side * side);
  // the hull as it lies to the course
  const straight = Math.abs(courseSin * headingSin + courseCos * headingCos);
  const askew = Math.abs(courseSin * headingCos - courseCos * headingSin);
  const longM = shape.lengthM / 2 + Math.abs(shape.aheadM);
  const broadM = shape.beamM / 2 + Math.abs(shape.rightM);
  mover.hullAlongM = longM * straight + broadM * askew;
  mover.hullAcrossM = longM * askew + broadM * straight;
  mover.domainAlongM = along;
  mover.domainAcrossM = side;
}
