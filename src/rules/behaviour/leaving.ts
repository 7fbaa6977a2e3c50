import type { Vessel } from '../../model/vessel.ts';
import type { Port } from '../../model/zone.ts';
import { metresBetween, metresPerDegree } from './metres.ts';

/** Where vessels are watched and heard. */
export interface Waters {
  /** Of the port; null: it has no border. */
  readonly bbox: Port['bbox'] | null;
  /** Whether a receiver has heard vessels as far away as this place; null while that is not known. */
  reaches(receiver: string, lon: number, lat: number): boolean | null;
}

export const openWaters: Waters = { bbox: null, reaches: () => null };

const metresPerMsPerKnot = 1852 / 3_600_000;
/** A vessel below this lies still as far as AIS can tell. */
const underWayKn = 0.5;

function outsideM([west, south, east, north]: Port['bbox'], lon: number, lat: number): number {
  const nearestLon = Math.min(Math.max(lon, west), east);
  const nearestLat = Math.min(Math.max(lat, south), north);
  return metresBetween(nearestLon, nearestLat, lon, lat);
}

/**
 * Whether the last course and speed of a vessel lead out of the port, or on from outside it, within this time; or to
 * where none of the receivers that heard it reach.
 */
export function leaves({ kinematics: k, receivers }: Vessel, waters: Waters, withinMs: number): boolean {
  if (k === null || k.sogKn === null || k.cogDeg === null || k.sogKn < underWayKn) return false;
  const degrees = (k.sogKn * metresPerMsPerKnot * withinMs) / metresPerDegree;
  const course = k.cogDeg * (Math.PI / 180);
  const lat = k.lat + degrees * Math.cos(course);
  const lon = k.lon + (degrees * Math.sin(course)) / Math.cos(k.lat * (Math.PI / 180));
  const { bbox } = waters;
  if (bbox !== null && outsideM(bbox, lon, lat) > outsideM(bbox, k.lon, k.lat)) return true;
  const names = Object.keys(receivers);
  return names.length > 0 && names.every((name) => waters.reaches(name, lon, lat) === false);
}
