import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Fix } from '../fix.ts';
import { distanceM } from '../geo.ts';

const metresPerMsPerKnot = 1852 / 3_600_000;
/** Steps below this are GNSS scatter or an antenna that swings. */
const scatterM = 100;
/** Messages tell the second and not the minute: a report that was held up for over 58 s seems a minute younger. */
const slackMs = 60_000;
const anyKn = 30;
const bargeKn = 16;
const tankerKn = 25;
/** So far north and east is less than 494 m, which the slowest kind sails within the slack alone. */
const closeDeg = 0.003;

/** A vessel that says itself how fast it goes is believed, with a fifth for gusts and current. */
const ownSpeed = 1.2;

/** Fastest that a vessel of this kind sails, in knots. */
function fastestKn({ class: cls, shipType }: Vessel): number {
  if (cls === 'inland') return bargeKn;
  return shipType !== null && shipType >= 80 && shipType <= 89 ? tankerKn : anyKn;
}

export type Place = Pick<Kinematics, 'lon' | 'lat' | 'positionAtMs' | 'sogKn'>;

/** Whether the vessel can have sailed from `from` to the fix in the time between. */
export function canReach(vessel: Vessel, from: Place, fix: Fix): boolean {
  const wayM = distanceM(from.lon, from.lat, fix.lon, fix.lat);
  if (wayM <= scatterM) return true;
  const limitKn = Math.max(fastestKn(vessel), ownSpeed * (from.sogKn ?? 0), ownSpeed * (fix.sogKn ?? 0));
  const forMs = Math.max(0, fix.atMs - from.positionAtMs) + slackMs;
  return wayM <= limitKn * metresPerMsPerKnot * forMs;
}

/**
 * `canReach` for the slowest kind: true only when a vessel of any kind can. Of a row, without its objects.
 *
 * @param sogKn NaN when it told none
 */
export function anyKindReaches(
  lon: number,
  lat: number,
  sogKn: number,
  positionAtMs: number,
  fix: Fix,
): boolean {
  // nearly always: without the geometry
  if (Math.abs(fix.lon - lon) < closeDeg && Math.abs(fix.lat - lat) < closeDeg) return true;
  const wayM = distanceM(lon, lat, fix.lon, fix.lat);
  if (wayM <= scatterM) return true;
  const limitKn = Math.max(bargeKn, ownSpeed * (sogKn || 0), ownSpeed * (fix.sogKn ?? 0));
  const forMs = Math.max(0, fix.atMs - positionAtMs) + slackMs;
  return wayM <= limitKn * metresPerMsPerKnot * forMs;
}
