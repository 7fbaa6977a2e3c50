import type { Signal, Vessel } from '../model/vessel.ts';
import { estimate } from './dead-reckoning.ts';

/** When a silent vessel is late, and when it is lost, in milliseconds after its last position. */
export interface Patience {
  readonly lateMs: number;
  readonly lostMs: number;
}

const patience = (lateS: number, lostS: number): Patience => ({ lateMs: lateS * 1000, lostMs: lostS * 1000 });

/** Reporting every 3 minutes: anchored, moored, class B at rest, aids to navigation. */
const atRest = patience(540, 1080);
/** Reporting every 10 seconds: SAR aircraft, base stations, class A below 14 kn. */
const tenSeconds = patience(30, 60);
const classA = { to14: tenSeconds, to23: patience(18, 36), above: patience(10, 30) };
const sotdmaB = { to14: patience(90, 180), to23: patience(45, 90), above: patience(15, 30) };
const carrierSenseB = patience(90, 180);
/** Bursts of eight once a minute (IEC 61097-14). */
const distress = patience(180, 360);

/** Class A is at rest by its status, as long as its speed bears it out; class B by its speed. */
export function isAtRest(vessel: Vessel): boolean {
  const k = vessel.kinematics;
  if (vessel.class === 'aton' || vessel.class === 'base') return true;
  if (k === null) return false;
  const speed = k.sogKn ?? 0;
  if (vessel.class === 'B') return speed <= 2;
  return (k.navStatus === 1 || k.navStatus === 5 || k.navStatus === 6) && speed <= 3;
}

/**
 * Nominal reporting intervals of M.1371-5 Annex 1 §4.2.1 and IMO MSC.74(69), ×3 for late and ×6 for lost, lost not
 * before 30 s. A vessel that turns reports three times as often, but a turn may end at any moment: it gets the time
 * of its speed. Inland units keep the intervals of class A. A class B unit that has not said which kind it is gets
 * the longer time.
 */
export function patienceFor(vessel: Vessel): Patience {
  switch (vessel.class) {
    case 'aton':
      return atRest;
    case 'base':
    case 'sar':
      return tenSeconds;
    case 'sart':
      return distress;
  }
  if (isAtRest(vessel)) return atRest;
  if (vessel.class === 'B' && vessel.carrierSense !== false) return carrierSenseB;
  const bySpeed = vessel.class === 'B' ? sotdmaB : classA;
  const speed = vessel.kinematics?.sogKn ?? 0;
  if (speed > 23) return bySpeed.above;
  return speed > 14 ? bySpeed.to23 : bySpeed.to14;
}

/** Signal of a vessel now; null before its first position. A clock that went back does not make it late. */
export function signalOf(vessel: Vessel, nowMs: number): Signal | null {
  const k = vessel.kinematics;
  if (k === null) return null;
  const ageMs = nowMs - k.positionAtMs;
  // nobody is late sooner
  if (ageMs < classA.above.lateMs) return 'live';
  const { lateMs, lostMs } = patienceFor(vessel);
  if (ageMs >= lostMs) return 'lost';
  return ageMs >= lateMs ? 'late' : 'live';
}

/** Judges the signal, and where a late vessel may be; true when the vessel looks different from before. */
export function age(vessel: Vessel, nowMs: number): boolean {
  const signal = signalOf(vessel, nowMs);
  const estimated = signal === 'late' ? estimate(vessel, nowMs) : null;
  const changed = signal !== vessel.signal || estimated?.radiusM !== vessel.estimated?.radiusM;
  if (!changed) return false;
  vessel.signal = signal;
  vessel.estimated = estimated;
  return true;
}

/**
 * Whether a vessel that has been silent leaves the picture: one at rest is there still and stays for `forgetMs`,
 * one that was under way is elsewhere by now and goes after a quarter of it.
 */
export function isForgotten(vessel: Vessel, nowMs: number, forgetMs: number): boolean {
  const silentMs = nowMs - vessel.heardAtMs;
  if (silentMs <= forgetMs / 4) return false;
  return silentMs > forgetMs || !isAtRest(vessel);
}
