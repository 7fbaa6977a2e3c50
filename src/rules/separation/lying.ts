import type { Kinematics } from '../../model/vessel.ts';
import { metresBetween } from '../behaviour/metres.ts';
import type { SeparationSettings } from './settings.ts';

/** `still`: does not move, but not yet for long enough to count as lying. */
export interface Lying {
  state: 'moves' | 'still' | 'lies';
  /** Where and since when it has been still; infinity while it sails, and before the first position. */
  lon: number;
  lat: number;
  sinceMs: number;
  /** Event time of the latest position; negative infinity before the first. */
  atMs: number;
}

const atAnchor = 1;
const moored = 5;

/** Takes in a position that is new; one that was judged before changes nothing. */
export function lie(lying: Lying, k: Kinematics, lengthM: number | null, s: SeparationSettings): void {
  if (k.positionAtMs === lying.atMs) return;
  lying.atMs = k.positionAtMs;
  if (k.sogKn !== null && k.sogKn > s.stillKn) {
    lying.state = 'moves';
    lying.sinceMs = Number.POSITIVE_INFINITY;
    return;
  }
  const mayMoveM = Math.max(s.stillM, s.stillLengths * (lengthM ?? 0));
  const isFirst = lying.sinceMs === Number.POSITIVE_INFINITY;
  if (isFirst || metresBetween(lying.lon, lying.lat, k.lon, k.lat) >= mayMoveM) {
    lying.state = isFirst ? 'still' : 'moves';
    lying.lon = k.lon;
    lying.lat = k.lat;
    lying.sinceMs = k.positionAtMs;
    return;
  }
  const says = k.navStatus === atAnchor || k.navStatus === moored;
  const lasts = k.positionAtMs - lying.sinceMs;
  if (lasts >= (says ? s.reportedMs : s.unreportedMs)) lying.state = 'lies';
  // a status that changes at the berth moves no vessel
  else if (lying.state !== 'lies') lying.state = 'still';
}
