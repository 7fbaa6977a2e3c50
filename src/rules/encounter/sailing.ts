import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Area } from './areas.ts';
import {
  AHEAD,
  AT,
  BEAM,
  COG_DEG,
  COS,
  COURSE_COS,
  COURSE_SIN,
  DOMAIN,
  DOMAIN_ACROSS,
  DOMAIN_ALONG,
  EAST,
  FLAGS,
  HALF_BREADTH,
  HALF_LENGTH,
  HEADING_COS,
  HEADING_SIN,
  HORIZON,
  HULL,
  HULL_ACROSS,
  HULL_AHEAD,
  HULL_ALONG,
  HULL_RIGHT,
  isBlue,
  isHarmless,
  isOvertaking,
  LAT,
  LENGTH,
  LON,
  MIDDLE_EAST,
  MIDDLE_NORTH,
  NORTH,
  SOG_KN,
  SPEED,
  STARBOARD_PART,
  TIMES,
} from './row.ts';
import type { EncounterSettings } from './settings.ts';
import { writeShape } from './shape.ts';
import type { Where } from './waters.ts';

export const radians = Math.PI / 180;
/** One knot in metres a second. */
export const mpsOfKn = 1852 / 3600;
/** Longer than this between two courses, and the turn between them says nothing. */
const longestTurnMs = 60_000;

/** What is remembered of a vessel that sails, beside the numbers of her row. */
export interface Sailing {
  vessel: Vessel;
  k: Kinematics;
  where: Where;
  /** What is said of encounters there. */
  area: Area;
  /** Where her numbers begin. */
  readonly at: number;
}

/** Difference of two directions, 0 to 180°. */
export const degreesBetween = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

/** By the sensor, or by the courses of this report and the one in the row; null: not known. */
function turnDegPerS(t: Float64Array, at: number, k: Kinematics): number | null {
  if (k.rotDegPerMin !== null) return Math.abs(k.rotDegPerMin) / 60;
  const forMs = k.positionAtMs - (t[at + AT] as number);
  if (k.cogDeg === null || !(forMs > 0) || forMs > longestTurnMs) return null;
  return (degreesBetween(k.cogDeg, t[at + COG_DEG] as number) * 1000) / forMs;
}

/** Writes the report of a vessel that takes part into her row. */
export function sail(t: Float64Array, { vessel, k, area, at }: Sailing, s: EncounterSettings): void {
  const turn = turnDegPerS(t, at, k);
  const straightS = turn === null || turn === 0 ? area.horizonS : s.turnDeg / turn;
  const sogKn = k.sogKn ?? 0;
  const cogDeg = k.cogDeg ?? (t[at + COG_DEG] as number);
  const courseSin = Math.sin(cogDeg * radians);
  const courseCos = Math.cos(cogDeg * radians);
  const east = sogKn * mpsOfKn * courseSin;
  const north = sogKn * mpsOfKn * courseCos;
  t[at + HORIZON] = Math.min(area.horizonS, Math.max(s.leastHorizonS, straightS));
  t[at + LON] = k.lon;
  t[at + LAT] = k.lat;
  t[at + COS] = Math.cos(k.lat * radians);
  t[at + EAST] = east;
  t[at + NORTH] = north;
  t[at + SPEED] = Math.sqrt(east * east + north * north);
  t[at + AT] = k.positionAtMs;
  t[at + COG_DEG] = cogDeg;
  t[at + SOG_KN] = sogKn;
  t[at + COURSE_SIN] = courseSin;
  t[at + COURSE_COS] = courseCos;
  const heading = k.headingDeg ?? cogDeg;
  t[at + HEADING_SIN] = heading === cogDeg ? courseSin : Math.sin(heading * radians);
  t[at + HEADING_COS] = heading === cogDeg ? courseCos : Math.cos(heading * radians);
  t[at + TIMES] = Math.max(1, s.hazardFactor[vessel.hazard.state]);
  writeShape(t, at, vessel, s);
  writeReach(t, at, area);
  t[at + FLAGS] =
    (t[at + FLAGS] as number) |
    (vessel.hazard.state === 'not-applicable' ? isHarmless : 0) |
    (area.overtaking ? isOvertaking : 0) |
    (k.blueSign === true ? isBlue : 0);
}

/** How far hull and domain reach, by the size, the heading and the course that stand in the row. */
function writeReach(t: Float64Array, at: number, { domain }: Area): void {
  const lengthM = t[at + LENGTH] as number;
  const beamM = t[at + BEAM] as number;
  const aheadM = t[at + HULL_AHEAD] as number;
  const rightM = t[at + HULL_RIGHT] as number;
  const sin = t[at + HEADING_SIN] as number;
  const cos = t[at + HEADING_COS] as number;
  const courseSin = t[at + COURSE_SIN] as number;
  const courseCos = t[at + COURSE_COS] as number;
  t[at + MIDDLE_EAST] = aheadM * sin + rightM * cos;
  t[at + MIDDLE_NORTH] = aheadM * cos - rightM * sin;
  const breadthM = Math.max(domain.sideLengths * lengthM, domain.sideBeams * beamM);
  t[at + HALF_LENGTH] = domain.halfLengths * lengthM;
  t[at + HALF_BREADTH] = breadthM;
  t[at + AHEAD] = domain.aheadLengths * lengthM;
  t[at + STARBOARD_PART] = domain.starboardPart;
  const side = breadthM * (1 + domain.starboardPart);
  const along = (domain.halfLengths + domain.aheadLengths) * lengthM;
  t[at + DOMAIN] = Math.sqrt(along * along + side * side);
  t[at + DOMAIN_ALONG] = along;
  t[at + DOMAIN_ACROSS] = side;
  // at least how far the hull, and any box around it, may be from its antenna
  t[at + HULL] = (lengthM + beamM) / 2 + Math.abs(aheadM) + Math.abs(rightM);
  // the hull as it lies to the course
  const straight = Math.abs(courseSin * sin + courseCos * cos);
  const askew = Math.abs(courseSin * cos - courseCos * sin);
  const longM = lengthM / 2 + Math.abs(aheadM);
  const broadM = beamM / 2 + Math.abs(rightM);
  t[at + HULL_ALONG] = longM * straight + broadM * askew;
  t[at + HULL_ACROSS] = longM * askew + broadM * straight;
}
