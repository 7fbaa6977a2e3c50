import type { Vessel } from '../model/vessel.ts';
import type { ZoneRule } from '../model/zone.ts';
import { concerns } from './passage.ts';

/** M.1371-5 table 53: 60 to 69 are passenger ships. */
const isPassenger = ({ shipType }: Vessel): boolean => shipType !== null && shipType >= 60 && shipType <= 69;

/** Why a zone is too full: `vessels` over `maxVessels`, `cones` a passenger vessel beside one with blue cones. */
export type Crowding = 'vessels' | 'cones';

/**
 * `zone.capacity`: more concerned vessels at once than `maxVessels`, or a passenger vessel together with another vessel
 * that shows `passengerBesideCones` blue cones or more, whomever the rule concerns. Null: neither.
 */
export function zoneCapacity(inside: Iterable<Vessel>, rule: ZoneRule, atMs: number): Crowding | null {
  const { maxVessels = Infinity, passengerBesideCones: cones = Infinity } = rule;
  let concerned = 0;
  let passenger = false;
  let coned = false;
  for (const vessel of inside) {
    if (concerns(rule.appliesTo, vessel, atMs)) concerned++;
    // a passenger vessel with cones of its own is not beside another
    if (isPassenger(vessel)) passenger = true;
    else if ((vessel.hazard.cones ?? -1) >= cones) coned = true;
  }
  if (passenger && coned) return 'cones';
  return concerned > maxVessels ? 'vessels' : null;
}
