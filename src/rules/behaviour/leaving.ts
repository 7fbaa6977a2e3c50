import type { Vessel } from '../../model/vessel.ts';
import type { Port } from '../../model/zone.ts';
import { placeAhead } from './ahead.ts';
import { metresBetween } from './metres.ts';

/** Where vessels are watched and heard. */
export interface Waters {
  /** Of the port; null: it has no border. */
  readonly bbox: Port['bbox'] | null;
  /** Whether a receiver has heard vessels as far away as this place; null while that is not known. */
  reaches(receiver: string, lon: number, lat: number): boolean | null;
}

export const openWaters: Waters = { bbox: null, reaches: () => null };

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
  const ahead = k === null ? null : placeAhead(k, withinMs);
  if (k === null || ahead === null) return false;
  const [lon, lat] = ahead;
  const { bbox } = waters;
  if (bbox !== null && outsideM(bbox, lon, lat) > outsideM(bbox, k.lon, k.lat)) return true;
  const names = Object.keys(receivers);
  return names.length > 0 && names.every((name) => waters.reaches(name, lon, lat) === false);
}
