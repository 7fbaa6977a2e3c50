import type { Vessel } from '../../model/vessel.ts';
import { isHazardous } from './hazardous.ts';
import { isDoubted } from './identity.ts';
import { leaves, type Waters } from './leaving.ts';
import type { SignalLostSettings } from './settings.ts';
import type { Shadows } from './shadows.ts';

/** What may explain that a vessel is not heard. */
export interface Hearing {
  /** When each receiver last gave a position. */
  readonly receivers: ReadonlyMap<string, number>;
  readonly shadows: Shadows;
  readonly waters: Waters;
}

/**
 * A receiver that heard this vessel has heard others since: within the last minute, and in the latter half of her silence. When
 * the receiver itself failed, somebody's last report came a few seconds after hers.
 */
function couldBeHeard(vessel: Vessel, heard: Hearing['receivers'], aliveMs: number, nowMs: number): boolean {
  const withinMs = Math.min(aliveMs, (nowMs - vessel.heardAtMs) / 2);
  for (const name in vessel.receivers) {
    const atMs = heard.get(name);
    if (atMs !== undefined && nowMs - atMs <= withinMs) return true;
  }
  return false;
}

/**
 * How a vessel is heard. The longest gap fades by a tenth with each report: what is heard with holes (far away, behind
 * cranes, by a feed that is thinned) is not lost at its next hole.
 */
export interface Rhythm {
  positions: number;
  longestGapMs: number;
}

/** Takes in a further position. @param gapMs time since the one before; infinite for the first */
export function beat(rhythm: Rhythm, gapMs: number, longestCountedMs: number): void {
  rhythm.positions++;
  if (Number.isFinite(gapMs))
    rhythm.longestGapMs = Math.max(Math.min(gapMs, longestCountedMs), rhythm.longestGapMs * 0.9);
}

/** Lay by its status (at anchor, moored, aground), as long as its speed bears it out; class B by its speed alone. */
export function wasAtRest({ class: cls, kinematics: k }: Vessel): boolean {
  if (k === null) return false;
  if (cls === 'B') return (k.sogKn ?? 0) <= 2;
  return (k.navStatus === 1 || k.navStatus === 5 || k.navStatus === 6) && (k.sogKn ?? 0) <= 3;
}

/**
 * `signal.lost`: a hazardous vessel is `lost` (T10: by class, speed and status) though a receiver that heard her hears
 * others, and her silence is longer than her own gaps. Not where walls hide her, not when her course led away, not
 * while her positions are doubted. Once open it ends when she is heard.
 */
export function signalLost(
  open: boolean,
  vessel: Vessel,
  rhythm: Rhythm,
  { receivers, shadows, waters }: Hearing,
  s: SignalLostSettings,
  nowMs: number,
): boolean {
  if (vessel.signal !== 'lost') return false;
  if (open) return true;
  const silentMs = nowMs - vessel.heardAtMs;
  if (rhythm.positions < s.minPositions || silentMs < s.gaps * rhythm.longestGapMs) return false;
  if (!isHazardous(vessel) || isDoubted(vessel)) return false;
  if (!couldBeHeard(vessel, receivers, s.receiverAliveMs, nowMs)) return false;
  return !shadows.hide(vessel, s.shadowWithinMs) && !leaves(vessel, waters, s.leavesWithinMs);
}
