import type { Vessel } from '../model/vessel.ts';
import type { AppliesTo } from '../model/zone.ts';

/**
 * What a vessel's latest step was to one zone. `appears`: its first position of all lies inside. `crosses`: outside
 * before and after, and the straight line between the two positions runs through the zone.
 */
export type Passage = 'appears' | 'enters' | 'stays' | 'leaves' | 'crosses' | 'away';

/** What a rule says of its one cause; `raise-clear` and `clear-raise` are two findings in that order. */
export type Verdict = 'none' | 'raise' | 'clear' | 'raise-clear' | 'clear-raise';

export const isInside = (passage: Passage): boolean =>
  passage === 'appears' || passage === 'enters' || passage === 'stays';

/** An exemption ends by the time of the position. */
function isExempt({ exempt }: AppliesTo, mmsi: number, atMs: number): boolean {
  if (exempt === undefined) return false;
  for (const one of exempt) if (one.mmsi === mmsi && atMs < Date.parse(one.until)) return true;
  return false;
}

/** True when every part of `appliesTo` that is given holds; what was not heard does not hold. */
export function concerns(who: AppliesTo, vessel: Vessel, atMs: number): boolean {
  const { hazard, classes, minCones, minLengthM, shipTypes, maxLengthM, minDraughtM, flags, mmsis } = who;
  return (
    hazard.includes(vessel.hazard.state) &&
    (classes === null || classes.includes(vessel.class)) &&
    (minCones === null || (vessel.hazard.cones ?? -1) >= minCones) &&
    (minLengthM === null || (vessel.lengthM ?? -1) >= minLengthM) &&
    (maxLengthM === undefined || (vessel.lengthM ?? Infinity) <= maxLengthM) &&
    (minDraughtM === undefined || (vessel.draughtM ?? -1) >= minDraughtM) &&
    (shipTypes === undefined || shipTypes.includes(vessel.shipType ?? -1)) &&
    (flags === undefined || flags.includes(vessel.flag ?? '')) &&
    (mmsis === undefined || mmsis.includes(vessel.mmsi)) &&
    !isExempt(who, vessel.mmsi, atMs)
  );
}
