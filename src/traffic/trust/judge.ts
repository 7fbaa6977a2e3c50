import type { Vessel } from '../../model/vessel.ts';
import type { Fix } from '../fix.ts';
import { isMmsi } from '../identity-numbers.ts';
import { createJumpWatch } from './gnss.ts';
import { doubtsOfHull } from './hull.ts';
import { canReach } from './reach.ts';
import { isRepeated } from './repeated.ts';
import { doubtOf, follow, forgottenMs, type SecondTrack } from './second-track.ts';
import {
  dimensions,
  gnss,
  imoInvalid,
  jump,
  maskOf,
  mmsiInvalid,
  ofTheTrack,
  range,
  trustOf,
  type,
} from './trust.ts';

/**
 * Whether a receiver can hear a sender at this place; null while its coverage is not known.
 */
export type CanHear = (receiver: string, lon: number, lat: number) => boolean | null;

/** What is remembered of one vessel to judge it. */
export interface Doubts {
  /** Bits of its reasons, as in `vessel.trust`. */
  mask: number;
  /** Event time of the latest thing found wrong with the track. */
  trackAtMs: number;
  second: SecondTrack | null;
  /** Reports in a row from beyond the receiver's reach. */
  outOfRange: number;
  /** Old reports handed in again since a time, of ten minutes at most. */
  old: number;
  oldSinceMs: number;
}

export interface Judge {
  /** A vessel as it comes into the picture, new or from an earlier run. */
  begin(vessel: Vessel): Doubts;
  /**
   * Before the vessel is moved to the fix; false: it must not be, the report is an old one that was handed in again.
   *
   * @param receiver null: heard by way of a repeater, from wherever that hears
   */
  track(vessel: Vessel, doubts: Doubts, fix: Fix, receiver: string | null): boolean;
  /** After identity or hull were told. `imo` as sent. */
  identity(vessel: Vessel, doubts: Doubts, imoIsValid: boolean | null): void;
}

/** One stray echo over the horizon is ducting or an error of one message. */
const outOfRangeInARow = 2;

/**
 * Judges how far vessels can be believed.
 *
 * @param doubtsOf another vessel of the picture: those that jumped together are marked together
 */
export function createJudge(
  canHear: CanHear | null,
  doubtsOf: (mmsi: number) => [Vessel, Doubts] | null,
): Judge {
  const jumps = createJumpWatch();

  function set(vessel: Vessel, doubts: Doubts, mask: number): void {
    if (mask === doubts.mask) return;
    doubts.mask = mask;
    vessel.trust = trustOf(mask);
  }

  function trackDoubts(vessel: Vessel, doubts: Doubts, fix: Fix, receiver: string | null): number {
    const from = vessel.kinematics;
    let found = 0;
    if (from !== null && moves(vessel)) {
      doubts.second = follow(vessel, from, fix, doubts.second);
      if (doubts.second !== null) found |= doubtOf(doubts.second, fix);
    }
    // aircraft are heard over any horizon, and a virtual aid is where its sender is not
    if (canHear !== null && receiver !== null && moves(vessel)) {
      doubts.outOfRange = canHear(receiver, fix.lon, fix.lat) === false ? doubts.outOfRange + 1 : 0;
      if (doubts.outOfRange >= outOfRangeInARow) found |= range;
    }
    return found;
  }

  /** Marks those that jumped with this one. */
  function together(vessel: Vessel, doubts: Doubts, atMs: number): number {
    const away = doubts.second?.away;
    if (away === undefined) return 0;
    const others = jumps.jumped(vessel.mmsi, away.lon, away.lat, atMs);
    for (const mmsi of others) {
      const other = doubtsOf(mmsi);
      if (other === null || mmsi === vessel.mmsi) continue;
      other[1].trackAtMs = Math.max(other[1].trackAtMs, atMs);
      set(other[0], other[1], other[1].mask | gnss);
    }
    return others.length > 0 ? gnss : 0;
  }

  return {
    begin(vessel) {
      const mask = maskOf(vessel.trust.reasons) | (isMmsi(vessel.mmsi) ? 0 : mmsiInvalid);
      const doubts = {
        mask: 0,
        trackAtMs: vessel.kinematics?.positionAtMs ?? 0,
        second: null,
        outOfRange: 0,
        old: 0,
        oldSinceMs: 0,
      };
      set(vessel, doubts, mask);
      return doubts;
    },
    track(vessel, doubts, fix, receiver) {
      if (isOld(vessel, doubts, fix)) return false;
      let found = trackDoubts(vessel, doubts, fix, receiver);
      if ((found & jump) !== 0 && (doubts.mask & jump) === 0) found |= together(vessel, doubts, fix.atMs);
      if (found !== 0) {
        doubts.trackAtMs = fix.atMs;
        set(vessel, doubts, doubts.mask | found);
      } else if ((doubts.mask & ofTheTrack) !== 0 && fix.atMs - doubts.trackAtMs > forgottenMs)
        set(vessel, doubts, doubts.mask & ~ofTheTrack);
      return true;
    },
    identity(vessel, doubts, imoIsValid) {
      let mask = (doubts.mask & ~(dimensions | type)) | doubtsOfHull(vessel);
      if (imoIsValid !== null) mask = imoIsValid ? mask & ~imoInvalid : mask | imoInvalid;
      set(vessel, doubts, mask);
    },
  };
}

/** A station repeats now and then: what comes more often in ten minutes is a vessel that follows. */
const mostOld = 30;

/** A report that goes back on the vessel's own way, and does not go on where it was before it jumped. */
function isOld(vessel: Vessel, doubts: Doubts, fix: Fix): boolean {
  const { second } = doubts;
  const latest = vessel.kinematics;
  if (latest === null || !moves(vessel) || canReach(vessel, latest, fix)) return false;
  if ((second !== null && canReach(vessel, second.away, fix)) || !isRepeated(latest, fix)) return false;
  if (fix.atMs - doubts.oldSinceMs > forgottenMs) {
    doubts.oldSinceMs = fix.atMs;
    doubts.old = 0;
  }
  doubts.old++;
  return doubts.old <= mostOld;
}

/** Aircraft are beyond every limit of ships; stations and buoys lie still, and nobody sails by them. */
const moves = ({ class: cls }: Vessel): boolean => cls !== 'sar' && cls !== 'aton' && cls !== 'base';
