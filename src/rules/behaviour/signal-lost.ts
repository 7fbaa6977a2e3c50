import type { Vessel } from '../../model/vessel.ts';
import type { BehaviourSettings } from './settings.ts';

/** When each receiver last gave a position. */
export type ReceiverTimes = ReadonlyMap<string, number>;

export const isHazardous = ({ hazard: { state } }: Vessel): boolean =>
  state === 'confirmed' || state === 'suspected';

/**
 * A receiver that heard this vessel has heard others since: within the last minute, and in the latter half of her silence. When
 * the receiver itself failed, somebody's last report came a few seconds after hers.
 */
function couldBeHeard(vessel: Vessel, heard: ReceiverTimes, aliveMs: number, nowMs: number): boolean {
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

/**
 * `signal.lost`: a hazardous vessel is `lost` (T10: by class, speed and status) though a receiver that heard her hears
 * others, and her silence is longer than her own gaps. Not where walls hide her, not while her positions are doubted. Once open it ends when she is heard.
 */
export function signalLost(
  open: boolean,
  vessel: Vessel,
  isShadowed: boolean,
  doubted: boolean,
  heard: ReceiverTimes,
  rhythm: Rhythm,
  s: BehaviourSettings['signalLost'],
  nowMs: number,
): boolean {
  if (vessel.signal !== 'lost') return false;
  if (open) return true;
  const silentMs = nowMs - vessel.heardAtMs;
  if (rhythm.positions < s.minPositions || silentMs < s.gaps * rhythm.longestGapMs) return false;
  return (
    !isShadowed && !doubted && isHazardous(vessel) && couldBeHeard(vessel, heard, s.receiverAliveMs, nowMs)
  );
}
