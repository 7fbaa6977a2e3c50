import type { Kinematics, Vessel } from '../../model/vessel.ts';
import { distanceBetween, type Point } from './convex.ts';

/** What is known of a hull around its antenna: where it lies, or how far it can reach. */
export interface Hull {
  readonly kind: 'box' | 'circle';
  /** Corners, or the antenna alone. */
  readonly corners: readonly Point[];
  /** Metres around the corners that may be hull too; 0 for a box. */
  readonly radiusM: number;
  /** Metres around them that are hull whatever the heading; 0 for a box. */
  readonly sureRadiusM: number;
}

const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** Furthest that the hull may be from its antenna. */
export function reachOf(vessel: Vessel, unknownReachM: number): number {
  const bow = vessel.toBowM ?? 0;
  const stern = vessel.toSternM ?? 0;
  const port = vessel.toPortM ?? 0;
  const starboard = vessel.toStarboardM ?? 0;
  if (bow + stern > 0) return Math.hypot(Math.max(bow, stern), Math.max(port, starboard));
  return vessel.lengthM !== null && vessel.lengthM > 0 ? vessel.lengthM : unknownReachM;
}

/** The hull on a plane whose origin is at `origin`. */
export function hullOf(vessel: Vessel, k: Kinematics, origin: Point, unknownReachM: number): Hull {
  const x = (k.lon - origin[0]) * Math.cos(origin[1] * radians) * metresPerDegree;
  const y = (k.lat - origin[1]) * metresPerDegree;
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = vessel;
  const isPlaced =
    // M.1371: zero to the bow and to port says that only the size is known, and not where the antenna stands
    bow !== null && stern !== null && port !== null && starboard !== null && (bow > 0 || port > 0);
  if (k.headingDeg === null || !isPlaced || bow + stern <= 0 || port + starboard <= 0)
    return {
      kind: 'circle',
      corners: [[x, y]],
      radiusM: reachOf(vessel, unknownReachM),
      sureRadiusM: isPlaced ? Math.min(bow, stern, port, starboard) : 0,
    };
  const sin = Math.sin(k.headingDeg * radians);
  const cos = Math.cos(k.headingDeg * radians);
  const at = (ahead: number, right: number): Point => [
    x + ahead * sin + right * cos,
    y + ahead * cos - right * sin,
  ];
  return {
    kind: 'box',
    corners: [at(bow, -port), at(bow, starboard), at(-stern, starboard), at(-stern, -port)],
    radiusM: 0,
    sureRadiusM: 0,
  };
}

/** Metres of water between two hulls, at the least and at the most; 0 when they touch or may overlap. */
export function metresBetweenHulls(a: Hull, b: Hull): readonly [least: number, most: number] {
  const apart = distanceBetween(a.corners, b.corners);
  return [Math.max(0, apart - a.radiusM - b.radiusM), Math.max(0, apart - a.sureRadiusM - b.sureRadiusM)];
}
