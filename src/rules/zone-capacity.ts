import type { Vessel } from '../model/vessel.ts';
import type { ZoneRule } from '../model/zone.ts';
import { concerns } from './passage.ts';

/** M.1371-5 table 53: 60 to 69 are passenger ships. */
const isPassenger = ({ shipType }: Vessel): boolean => shipType !== null && shipType >= 60 && shipType <= 69;

/** Why a zone is too full: `vessels` over `maxVessels`, `cones` a passenger vessel beside one with blue cones. */
export type Crowding = 'vessels' | 'cones';

/** What a vessel counts for. */
const concernedBit = 1;
const passengerBit = 2;
const conedBit = 4;

interface Counted {
  vessel: Vessel;
  bits: number;
}

/** The vessels in one zone with `zone.capacity`, counted as they come, change and go: a report costs the same however many are there. */
export interface Tally {
  /** The vessel came in, or what is known of it may have changed. */
  put(vessel: Vessel, atMs: number): void;
  remove(mmsi: number): void;
  /** The rule was changed. */
  revise(rule: ZoneRule): void;
  /** Null: not too full. */
  crowding(atMs: number): Crowding | null;
  /** In the order in which they came. */
  vessels(): Vessel[];
}

/**
 * `zone.capacity`: more concerned vessels at once than `maxVessels`, or a passenger vessel together with another vessel
 * that shows `passengerBesideCones` blue cones or more, whomever the rule concerns.
 */
export function createTally(first: ZoneRule): Tally {
  let rule = first;
  let isStale = false;
  const inside = new Map<number, Counted>();
  let concerned = 0;
  let passengers = 0;
  let coned = 0;

  function bitsOf(vessel: Vessel, atMs: number): number {
    const bits = concerns(rule.appliesTo, vessel, atMs) ? concernedBit : 0;
    // a passenger vessel with cones of its own is not beside another
    if (isPassenger(vessel)) return bits | passengerBit;
    return (vessel.hazard.cones ?? -1) >= (rule.passengerBesideCones ?? Infinity) ? bits | conedBit : bits;
  }

  function count(bits: number, by: 1 | -1): void {
    if ((bits & concernedBit) !== 0) concerned += by;
    if ((bits & passengerBit) !== 0) passengers += by;
    if ((bits & conedBit) !== 0) coned += by;
  }

  function recount(atMs: number): void {
    isStale = false;
    for (const one of inside.values()) {
      count(one.bits, -1);
      one.bits = bitsOf(one.vessel, atMs);
      count(one.bits, 1);
    }
  }

  return {
    put(vessel, atMs) {
      const bits = bitsOf(vessel, atMs);
      const known = inside.get(vessel.mmsi);
      if (known === undefined) inside.set(vessel.mmsi, { vessel, bits });
      else {
        count(known.bits, -1);
        known.vessel = vessel;
        known.bits = bits;
      }
      count(bits, 1);
    },
    remove(mmsi) {
      const known = inside.get(mmsi);
      if (known === undefined) return;
      count(known.bits, -1);
      inside.delete(mmsi);
    },
    revise(revised) {
      isStale ||= revised !== rule;
      rule = revised;
    },
    crowding(atMs) {
      // exemptions end by the clock, and not with a report
      if (isStale || rule.appliesTo.exempt !== undefined) recount(atMs);
      if (passengers > 0 && coned > 0) return 'cones';
      return concerned > (rule.maxVessels ?? Infinity) ? 'vessels' : null;
    },
    vessels: () => Array.from(inside.values(), ({ vessel }) => vessel),
  };
}
