import type { Kinematics } from '../../model/vessel.ts';
import { metresBetween } from '../behaviour/metres.ts';
import type { DepartureSettings } from './settings.ts';

/** A vessel and the zone with clearance in which it lies, or which it left. */
export interface Berth {
  readonly zoneId: string;
  /** Event time of the latest position. */
  atMs: number;
  /** Where it lay last. */
  lon: number;
  lat: number;
  /** It has lain there for long enough to be berthed. */
  lay: boolean;
  stillSinceMs: number;
  /** Event time since which it has been under way without a break; null: it lies. */
  goesSinceMs: number | null;
  /** It left without clearance. */
  open: boolean;
}

export const newBerth = (zoneId: string, k: Pick<Kinematics, 'lon' | 'lat' | 'positionAtMs'>): Berth => ({
  zoneId,
  atMs: k.positionAtMs,
  lon: k.lon,
  lat: k.lat,
  lay: false,
  stillSinceMs: k.positionAtMs,
  goesSinceMs: null,
  open: false,
});

/** Whether the vessel lies, by its speed or else by its status (at anchor, moored); null when neither says. */
export function lies(k: Kinematics, s: DepartureSettings): boolean | null {
  if (k.sogKn !== null) return k.sogKn <= s.underWayKn;
  return k.navStatus === 1 || k.navStatus === 5 ? true : null;
}

/** Takes in a position at which the vessel lies. @returns true when it has lain for long enough */
export function lie(berth: Berth, k: Kinematics, s: DepartureSettings): boolean {
  if (berth.goesSinceMs !== null) berth.stillSinceMs = k.positionAtMs;
  berth.goesSinceMs = null;
  return k.positionAtMs - berth.stillSinceMs >= s.layMs;
}

/** Takes in a position at which the vessel is under way. @returns true when that has gone on and led away */
export function go(berth: Berth, k: Kinematics, s: DepartureSettings): boolean {
  berth.goesSinceMs ??= k.positionAtMs;
  if (k.positionAtMs - berth.goesSinceMs < s.holdMs) return false;
  return metresBetween(berth.lon, berth.lat, k.lon, k.lat) > s.overM;
}
