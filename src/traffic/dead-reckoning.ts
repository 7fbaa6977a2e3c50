import type { Estimate, Vessel } from '../model/vessel.ts';
import { placeAhead } from './geo.ts';

const metresPerSecondPerKnot = 1852 / 3600;
/** A vessel below this lies still as far as AIS can tell. */
const underWayKn = 0.5;
/** Position error of an AIS fix whose accuracy is not known (M.1371-5 Annex 8 §3.1: 10 m or worse). */
const fixErrorM = 30;
/** A vessel may have turned by 30° or gone down to half its speed: half the way run, either way. */
const errorPerWay = 0.5;
/** Estimates are renewed in these steps, so that a silent receiver does not make every vessel change every second. */
const stepMs = 10_000;

/**
 * Where a vessel may be that has not been heard since its last position: straight on at constant speed. Null when
 * it lay still, or sent no speed or course. Constant within each 10 s of age.
 */
export function estimate(vessel: Vessel, nowMs: number): Estimate | null {
  const k = vessel.kinematics;
  if (k === null || k.sogKn === null || k.cogDeg === null || k.sogKn < underWayKn) return null;
  const seconds = Math.floor(Math.max(0, nowMs - k.positionAtMs) / stepMs) * (stepMs / 1000);
  const wayM = k.sogKn * metresPerSecondPerKnot * seconds;
  const [lon, lat] = placeAhead(k.lon, k.lat, k.cogDeg, wayM);
  return { lon, lat, radiusM: Math.round(fixErrorM + errorPerWay * wayM) };
}
