import type { HazardState, Vessel } from '../../model/vessel.ts';
import { isDoubted } from '../behaviour/identity.ts';
import { closestHulls, closestS, entryS } from './approach.ts';
import { degreesBetween, mpsOfKn, radians, type Sailing } from './sailing.ts';
import type { EncounterSettings } from './settings.ts';
import { cornersOf } from './shape.ts';

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

/** Half of what the hull covers in a direction (sine and cosine from north). */
function halfExtent({ shape, headingSin, headingCos }: Sailing, sin: number, cos: number): number {
  const along = Math.abs(headingSin * sin + headingCos * cos);
  const across = Math.abs(headingCos * sin - headingSin * cos);
  return (shape.lengthM * along + shape.beamM * across) / 2;
}

/** Places both at the later of their times. */
function place(a: Sailing, b: Sailing, pair: Pair): void {
  let lons = b.k.lon - a.k.lon;
  if (lons > 180) lons -= 360;
  else if (lons < -180) lons += 360;
  const cos = (Math.cos(a.k.lat * radians) + Math.cos(b.k.lat * radians)) / 2;
  const laterMs = Math.max(a.k.positionAtMs, b.k.positionAtMs);
  const aS = (laterMs - a.k.positionAtMs) / 1000;
  const bS = (laterMs - b.k.positionAtMs) / 1000;
  pair.x = lons * metresPerDegree * cos + b.middleEastM + b.east * bS - a.middleEastM - a.east * aS;
  pair.y =
    (b.k.lat - a.k.lat) * metresPerDegree + b.middleNorthM + b.north * bS - a.middleNorthM - a.north * aS;
  pair.vx = b.east - a.east;
  pair.vy = b.north - a.north;
}

/** When `b` comes into the domain of `a`, which is `times` as big; the pair's numbers are those from `a` to `b` times `sign`. */
function entersDomain(a: Sailing, b: Sailing, pair: Pair, sign: 1 | -1, times: number): number {
  const { domain } = a.area;
  const { courseSin: sin, courseCos: cos } = a;
  const { lengthM, beamM } = a.shape;
  const side = Math.max(domain.sideLengths * lengthM, domain.sideBeams * beamM) * times;
  // a blue sign says that they pass starboard to starboard
  const isBlue = pair.kind === 'meeting' && (a.k.blueSign === true || b.k.blueSign === true);
  const right = pair.kind === 'overtaking' ? 0 : side * domain.starboardPart * (isBlue ? -1 : 1);
  const ahead = domain.aheadLengths * lengthM * times;
  const x = sign * (pair.x * sin + pair.y * cos) - ahead;
  const y = sign * (pair.x * cos - pair.y * sin) - right;
  const vx = sign * (pair.vx * sin + pair.vy * cos);
  const vy = sign * (pair.vx * cos - pair.vy * sin);
  // the ellipse, broadened by the hull of the other
  const halfLength = domain.halfLengths * lengthM * times + halfExtent(b, sin, cos);
  const halfBreadth = side + halfExtent(b, cos, -sin);
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
  a: Sailing,
  b: Sailing,
  pair: Pair,
  isOpen: boolean,
  s: EncounterSettings,
): 'beside' | 'danger' | 'calm' | 'unsure' {
  if (Math.abs(a.k.positionAtMs - b.k.positionAtMs) > s.maxAgeMs) return 'unsure';
  place(a, b, pair);
  const apartM = Math.hypot(pair.x, pair.y);
  const relative = Math.hypot(pair.vx, pair.vy);
  if (relative < s.besideKn * mpsOfKn && apartM < (a.shape.lengthM + b.shape.lengthM) / 2 + s.besideM)
    return 'beside';
  if (!isOpen && (isDoubted(a.vessel) || isDoubted(b.vessel))) return 'unsure';
  if (apartM > s.lookM || Math.max(a.sogKn, b.sogKn) < s.fasterKn) return 'calm';
  if (!s.amongCraftWithoutCargo && dangerOf(a.vessel) === 0 && dangerOf(b.vessel) === 0) return 'calm';
  if (closestS(pair.x, pair.y, pair.vx, pair.vy) <= 0) return 'calm';
  const turn = degreesBetween(a.cogDeg, b.cogDeg);
  pair.kind = turn < s.sameCourseDeg ? 'overtaking' : turn > 180 - s.sameCourseDeg ? 'meeting' : 'crossing';
  if (pair.kind === 'overtaking' && !(a.area.overtaking && b.area.overtaking)) return 'calm';
  pair.factor = Math.max(1, s.hazardFactor[a.vessel.hazard.state], s.hazardFactor[b.vessel.hazard.state]);
  const times = pair.factor * (isOpen ? s.endDomainFactor : 1);
  pair.horizonS = Math.min(a.horizonS, b.horizonS) * (isOpen ? s.endHorizonFactor : 1);
  pair.entryS = Math.min(entersDomain(a, b, pair, 1, times), entersDomain(b, a, pair, -1, times));
  return pair.entryS <= pair.horizonS ? 'danger' : 'calm';
}

/** Whether the hulls can come as close as a contact: cheap, and true of many that do not. */
export function mayTouch(a: Sailing, b: Sailing, { x, y, vx, vy }: Pair, s: EncounterSettings): boolean {
  const relative = Math.hypot(vx, vy);
  if (relative === 0) return true;
  // what lies between them across the way that they move to each other stays as broad
  const [sin, cos] = [vy / relative, -vx / relative];
  return Math.abs(x * sin + y * cos) - halfExtent(a, sin, cos) - halfExtent(b, sin, cos) < s.contactM;
}

/** How close the hulls come when neither turns, and in how many seconds. */
export function closestOf(a: Sailing, b: Sailing, pair: Pair): readonly [metres: number, seconds: number] {
  const one = cornersOf(a.shape, 0, 0, a.headingSin, a.headingCos);
  const two = cornersOf(b.shape, pair.x, pair.y, b.headingSin, b.headingCos);
  // hulls may be closest a little before or after their middles
  const aroundS = (a.shape.lengthM + b.shape.lengthM) / Math.max(0.1, Math.hypot(pair.vx, pair.vy));
  const withinS = Math.max(0, closestS(pair.x, pair.y, pair.vx, pair.vy)) + aroundS;
  return closestHulls(one, two, pair.vx, pair.vy, withinS);
}
