import type { Vessel } from '../../model/vessel.ts';
import type { BehaviourSettings } from './settings.ts';

/** When each receiver last gave a position. */
export type ReceiverTimes = ReadonlyMap<string, number>;

export const isHazardous = ({ hazard: { state } }: Vessel): boolean =>
  state === 'confirmed' || state === 'suspected';

/** A receiver that heard this vessel has heard others since, and within the last minute. */
function couldBeHeard(vessel: Vessel, heard: ReceiverTimes, aliveMs: number, nowMs: number): boolean {
  for (const name in vessel.receivers) {
    const atMs = heard.get(name);
    if (atMs !== undefined && atMs > vessel.heardAtMs && nowMs - atMs <= aliveMs) return true;
  }
  return false;
}

/**
 * `signal.lost`: a hazardous vessel is `lost` (T10: by class, speed and status) though a receiver that heard her hears
 * others. Not where walls hide her, not while her positions are doubted. Once open it ends when she is heard.
 */
export function signalLost(
  open: boolean,
  vessel: Vessel,
  isShadowed: boolean,
  doubted: boolean,
  heard: ReceiverTimes,
  s: BehaviourSettings['signalLost'],
  nowMs: number,
): boolean {
  if (vessel.signal !== 'lost') return false;
  if (open) return true;
  return !isShadowed && !doubted && isHazardous(vessel) && couldBeHeard(vessel, heard, s.receiverAliveMs, nowMs);
}
