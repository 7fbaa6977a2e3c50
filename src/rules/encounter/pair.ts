import type { HazardState, Vessel } from '../../model/vessel.ts';
import type { Point } from '../separation/convex.ts';
import { closestHulls, closestS, entryS } from './approach.ts';
import {
  AHEAD,
  AT,
  BEAM,
  COG_DEG,
  COS,
  COURSE_COS,
  COURSE_SIN,
  EAST,
  FLAGS,
  HALF_BREADTH,
  HALF_LENGTH,
  HEADING_COS,
  HEADING_SIN,
  HORIZON,
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
  STARBOARD_PART,
  TIMES,
} from './row.ts';
import { degreesBetween, mpsOfKn } from './sailing.ts';
import type { EncounterSettings } from './settings.ts';
import { cornersOf } from './shape.ts';

/* Two vessels are given by where their rows begin in `t`. */

const metresPerDegree = 111_195;

/** Two vessels as they lie and move to each other at the later of their two times. Used again: keep none. */
export interface Pair {
  /** Middle of the second hull from the middle of the first, metres to the east and north, and its movement, a second. */
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Seconds until one comes into the other's domain; infinity: never. */
  entryS: number;
  kind: 'meeting' | 'crossing' | 'overtaking';
  factor: number;
  horizonS: number;
}
export const newPair = (): Pair => ({
  x: 0,
  y: 0,
  vx: 0,
  vy: 0,
  entryS: Number.POSITIVE_INFINITY,
  kind: 'crossing',
  factor: 1,
  horizonS: 0,
});

const has = (t: Float64Array, at: number, flag: number): boolean => ((t[at + FLAGS] as number) & flag) !== 0;

/** Half of what the hull covers in a direction (sine and cosine from north). */
function halfExtent(t: Float64Array, a: number, sin: number, cos: number): number {
  const headingSin = t[a + HEADING_SIN] as number;
  const headingCos = t[a + HEADING_COS] as number;
  const along = Math.abs(headingSin * sin + headingCos * cos);
  const across = Math.abs(headingCos * sin - headingSin * cos);
  return ((t[a + LENGTH] as number) * along + (t[a + BEAM] as number) * across) / 2;
}

/** Places both at the later of their times. */
function place(t: Float64Array, a: number, b: number, pair: Pair): void {
  let lons = (t[b + LON] as number) - (t[a + LON] as number);
  if (lons > 180) lons -= 360;
  else if (lons < -180) lons += 360;
  const cos = ((t[a + COS] as number) + (t[b + COS] as number)) / 2;
  const laterMs = Math.max(t[a + AT] as number, t[b + AT] as number);
  const aS = (laterMs - (t[a + AT] as number)) / 1000;
  const bS = (laterMs - (t[b + AT] as number)) / 1000;
  const east = t[a + EAST] as number;
  const north = t[a + NORTH] as number;
  const eastB = t[b + EAST] as number;
  const northB = t[b + NORTH] as number;
  const lats = (t[b + LAT] as number) - (t[a + LAT] as number);
  const middleEast = (t[b + MIDDLE_EAST] as number) - (t[a + MIDDLE_EAST] as number);
  const middleNorth = (t[b + MIDDLE_NORTH] as number) - (t[a + MIDDLE_NORTH] as number);
  pair.x = lons * metresPerDegree * cos + middleEast + eastB * bS - east * aS;
  pair.y = lats * metresPerDegree + middleNorth + northB * bS - north * aS;
  pair.vx = eastB - east;
  pair.vy = northB - north;
}

/** When `b` comes into the domain of `a`, which is `times` as big; the pair's numbers are those from `a` to `b` times `sign`. */
function entersDomain(
  t: Float64Array,
  a: number,
  b: number,
  pair: Pair,
  sign: 1 | -1,
  times: number,
): number {
  const sin = t[a + COURSE_SIN] as number;
  const cos = t[a + COURSE_COS] as number;
  const side = (t[a + HALF_BREADTH] as number) * times;
  const starboard = side * (t[a + STARBOARD_PART] as number);
  // a blue sign says that they pass starboard to starboard
  const isMirrored = pair.kind === 'meeting' && (has(t, a, isBlue) || has(t, b, isBlue));
  const right = pair.kind === 'overtaking' ? 0 : isMirrored ? -starboard : starboard;
  const x = sign * (pair.x * sin + pair.y * cos) - (t[a + AHEAD] as number) * times;
  const y = sign * (pair.x * cos - pair.y * sin) - right;
  const vx = sign * (pair.vx * sin + pair.vy * cos);
  const vy = sign * (pair.vx * cos - pair.vy * sin);
  // the ellipse, broadened by the hull of the other
  const halfLength = (t[a + HALF_LENGTH] as number) * times + halfExtent(t, b, sin, cos);
  const halfBreadth = side + halfExtent(t, b, cos, -sin);
  return entryS(x, y, vx, vy, halfLength, halfBreadth);
}

const danger: Readonly<Record<HazardState, number>> = {
  confirmed: 4,
  suspected: 3,
  unknown: 2,
  'none-declared': 1,
  'not-applicable': 0,
};
export const radiansToDeg = 180 / Math.PI;
export const dangerOf = ({ hazard }: Vessel): number => danger[hazard.state];

/**
 * What two vessels are to each other by their latest reports: `beside` go together, `unsure` says nothing either way.
 * `isOpen`: as an alert of theirs stands, its end is judged, with some room.
 */
export function judge(
  t: Float64Array,
  a: number,
  b: number,
  pair: Pair,
  isOpen: boolean,
  s: EncounterSettings,
): 'beside' | 'danger' | 'calm' | 'unsure' {
  if (Math.abs((t[a + AT] as number) - (t[b + AT] as number)) > s.maxAgeMs) return 'unsure';
  place(t, a, b, pair);
  const apartM = Math.hypot(pair.x, pair.y);
  const relative = Math.hypot(pair.vx, pair.vy);
  const lengthsM = (t[a + LENGTH] as number) + (t[b + LENGTH] as number);
  if (relative < s.besideKn * mpsOfKn && apartM < lengthsM / 2 + s.besideM) return 'beside';
  if (apartM > s.lookM || Math.max(t[a + SOG_KN] as number, t[b + SOG_KN] as number) < s.fasterKn)
    return 'calm';
  if (!s.amongCraftWithoutCargo && has(t, a, isHarmless) && has(t, b, isHarmless)) return 'calm';
  if (closestS(pair.x, pair.y, pair.vx, pair.vy) <= 0) return 'calm';
  const turn = degreesBetween(t[a + COG_DEG] as number, t[b + COG_DEG] as number);
  pair.kind = turn < s.sameCourseDeg ? 'overtaking' : turn > 180 - s.sameCourseDeg ? 'meeting' : 'crossing';
  if (pair.kind === 'overtaking' && !(has(t, a, isOvertaking) && has(t, b, isOvertaking))) return 'calm';
  pair.factor = Math.max(t[a + TIMES] as number, t[b + TIMES] as number);
  const times = pair.factor * (isOpen ? s.endDomainFactor : 1);
  const horizonS = Math.min(t[a + HORIZON] as number, t[b + HORIZON] as number);
  pair.horizonS = horizonS * (isOpen ? s.endHorizonFactor : 1);
  pair.entryS = Math.min(entersDomain(t, a, b, pair, 1, times), entersDomain(t, b, a, pair, -1, times));
  return pair.entryS <= pair.horizonS ? 'danger' : 'calm';
}

/** Whether the hulls can come as close as a contact: cheap, and true of many that do not. */
export function mayTouch(
  t: Float64Array,
  a: number,
  b: number,
  { x, y, vx, vy }: Pair,
  s: EncounterSettings,
): boolean {
  const relative = Math.hypot(vx, vy);
  if (relative === 0) return true;
  // what lies between them across the way that they move to each other stays as broad
  const sin = vy / relative;
  const cos = -vx / relative;
  return Math.abs(x * sin + y * cos) - halfExtent(t, a, sin, cos) - halfExtent(t, b, sin, cos) < s.contactM;
}

const hullOf = (t: Float64Array, at: number, x: number, y: number): Point[] =>
  cornersOf(
    t[at + LENGTH] as number,
    t[at + BEAM] as number,
    x,
    y,
    t[at + HEADING_SIN] as number,
    t[at + HEADING_COS] as number,
  );

/** How close the hulls come when neither turns, and in how many seconds. */
export function closestOf(
  t: Float64Array,
  a: number,
  b: number,
  { x, y, vx, vy }: Pair,
): readonly [metres: number, seconds: number] {
  // hulls may be closest a little before or after their middles
  const lengthsM = (t[a + LENGTH] as number) + (t[b + LENGTH] as number);
  const aroundS = lengthsM / Math.max(0.1, Math.hypot(vx, vy));
  const withinS = Math.max(0, closestS(x, y, vx, vy)) + aroundS;
  return closestHulls(hullOf(t, a, 0, 0), hullOf(t, b, x, y), vx, vy, withinS);
}
