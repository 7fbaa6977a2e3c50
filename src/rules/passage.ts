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

/** True when every part of `appliesTo` that is given holds; what was not heard does not hold. */
export function concerns({ hazard, classes, minCones, minLengthM }: AppliesTo, vessel: Vessel): boolean {
  return (
    hazard.includes(vessel.hazard.state) &&
    (classes === null || classes.includes(vessel.class)) &&
    (minCones === null || (vessel.hazard.cones ?? -1) >= minCones) &&
    (minLengthM === null || (vessel.lengthM ?? -1) >= minLengthM)
  );
}
