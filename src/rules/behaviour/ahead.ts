import type { Kinematics } from '../../model/vessel.ts';
import { metresPerDegree } from './metres.ts';

const metresPerMsPerKnot = 1852 / 3_600_000;
/** A vessel below this lies still as far as AIS can tell. */
const underWayKn = 0.5;

/** Longitude and latitude to which course and speed lead in this time; null when they lead nowhere. Good to a few miles. */
export function placeAhead(k: Kinematics, afterMs: number): readonly [number, number] | null {
  if (k.sogKn === null || k.cogDeg === null || k.sogKn < underWayKn) return null;
  const degrees = (k.sogKn * metresPerMsPerKnot * afterMs) / metresPerDegree;
  const course = k.cogDeg * (Math.PI / 180);
  const shrink = Math.cos(k.lat * (Math.PI / 180));
  return [k.lon + (degrees * Math.sin(course)) / shrink, k.lat + degrees * Math.cos(course)];
}
