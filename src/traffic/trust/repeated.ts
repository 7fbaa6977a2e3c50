import type { Kinematics } from '../../model/vessel.ts';
import type { Fix } from '../fix.ts';
import { distanceM, placeAhead } from '../geo.ts';

const metresPerSecondPerKnot = 1852 / 3600;
/** Below it the course says nothing. */
const underWayKn = 1;
/** With nothing newer for so long the report is believed: nobody is held at a wrong place. */
const freshMs = 60_000;
/** Of an older report the way since is not known. */
const oldestS = 30 * 60;
/** A vessel does not sail straight: so much of the way it may be off. */
const offWay = 0.25;

/**
 * Whether a report tells where the vessel was minutes ago: half the time by its own course and speed, and half by the
 * latest, lead from there to the latest place. Some stations hand in reports again that are a quarter of an hour old,
 * and the message itself tells no minute.
 */
export function isRepeated(latest: Kinematics, fix: Fix): boolean {
  if (fix.atMs - latest.positionAtMs > freshMs) return false;
  if (latest.sogKn === null || latest.cogDeg === null || fix.sogKn === null || fix.cogDeg === null)
    return false;
  if (latest.sogKn < underWayKn || fix.sogKn < underWayKn) return false;
  const wayM = distanceM(fix.lon, fix.lat, latest.lon, latest.lat);
  const perHalfKn = wayM / (fix.sogKn + latest.sogKn);
  if (perHalfKn > (oldestS / 2) * metresPerSecondPerKnot) return false;
  const [midLon, midLat] = placeAhead(fix.lon, fix.lat, fix.cogDeg, fix.sogKn * perHalfKn);
  const [lon, lat] = placeAhead(midLon, midLat, latest.cogDeg, latest.sogKn * perHalfKn);
  return distanceM(lon, lat, latest.lon, latest.lat) <= offWay * wayM;
}
