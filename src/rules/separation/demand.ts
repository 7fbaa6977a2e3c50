import type { Vessel } from '../../model/vessel.ts';
import type { SeparationSettings } from './settings.ts';

/** Blue cones that demand a distance: those of a vessel whose cargo is confirmed. */
export const conesOf = ({ hazard }: Vessel): number =>
  hazard.state === 'confirmed' ? (hazard.cones ?? 0) : 0;

/** Whether the vessel can be one of two: hulls of commerce, and whoever carries cones. */
export const takesPart = (vessel: Vessel): boolean =>
  vessel.class === 'A' || vessel.class === 'inland' || conesOf(vessel) > 0;

const liesIn = ({ zones }: Vessel, ids: ReadonlySet<string>): boolean => zones.some((id) => ids.has(id));

/** Metres that two vessels must lie apart; 0: none. */
export function demandedM(a: Vessel, b: Vessel, exempt: ReadonlySet<string>, s: SeparationSettings): number {
  const ofA = conesOf(a);
  const ofB = conesOf(b);
  const cones = Math.max(ofA, ofB);
  if (cones === 0 || (s.oneConeSideBySide && ofA === 1 && ofB === 1)) return 0;
  if (exempt.size > 0 && liesIn(a, exempt) && liesIn(b, exempt)) return 0;
  return s.distancesM[cones - 1] ?? 0;
}
