import type { Signal, Vessel, VesselClass } from '../model/vessel.ts';

/** When a silent vessel is late, and when it is lost, in milliseconds after its last position. */
export interface Patience {
  readonly lateMs: number;
  readonly lostMs: number;
}

const patience = (lateS: number, lostS: number): Patience => ({ lateMs: lateS * 1000, lostMs: lostS * 1000 });

/** Reporting every 3 minutes: anchored, moored, class B at rest, aids to navigation. */
const atRest = patience(540, 1080);
const classB = patience(90, 180);
/** Reporting every 10 seconds: SAR aircraft, base stations, class A below 14 kn. */
const tenSeconds = patience(30, 60);
const fast = patience(18, 36);
const veryFast = patience(10, 30);
/** Bursts of eight once a minute (IEC 61097-14). */
const distress = patience(180, 360);

/**
 * Nominal reporting intervals of M.1371-5 Annex 1 §4.2.1 and IMO MSC.74(69), ×3 for late and ×6 for lost.
 */
export function patienceFor(cls: VesselClass, navStatus: number | null, sogKn: number | null): Patience {
  const speed = sogKn ?? 0;
  if (cls === 'aton') return atRest;
  if (cls === 'base' || cls === 'sar') return tenSeconds;
  if (cls === 'sart') return distress;
  if (cls === 'B') return speed <= 2 ? atRest : classB;
  const resting = navStatus === 1 || navStatus === 5 || navStatus === 6;
  if (resting && speed <= 3) return atRest;
  if (speed > 23) return veryFast;
  return speed > 14 ? fast : tenSeconds;
}

/** Signal of a vessel now; null before its first position. A clock that went back does not make it late. */
export function signalOf(vessel: Vessel, nowMs: number): Signal | null {
  const k = vessel.kinematics;
  if (k === null) return null;
  const { lateMs, lostMs } = patienceFor(vessel.class, k.navStatus, k.sogKn);
  const ageMs = nowMs - k.positionAtMs;
  if (ageMs >= lostMs) return 'lost';
  return ageMs >= lateMs ? 'late' : 'live';
}
