import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { Fix } from '../fix.ts';
import { canReach, type Place } from './reach.ts';
import { duplicateIdentity, jump } from './trust.ts';

/** A second place of a vessel that its latest position cannot be reached from, and how reports go to and fro. */
export interface SecondTrack {
  /** Latest place of the track that the last report was not on. */
  away: Place;
  fixesAway: number;
  /** Reports on the track of the last report, up to `enough`. */
  fixesHere: number;
  /** Changes from one track to the other. */
  switches: number;
  switchedAtMs: number;
  /** New places in a row that could not be reached from the one before. */
  strays: number;
}

/** A and B in turn, and A again: two senders. One report astray and back again is two changes. */
const switchesOfTwo = 3;
const enough = 1_000;
/** With a single track for so long, the other is over. */
export const forgottenMs = 10 * 60_000;

/**
 * Tells one report astray, a jump that lasts, and two senders under one MMSI from each other. Call before the
 * vessel is moved to `fix`.
 *
 * @param second what the last call gave; null at first
 * @returns null while all reports are on one track
 */
export function follow(
  vessel: Vessel,
  from: Kinematics,
  fix: Fix,
  second: SecondTrack | null,
): SecondTrack | null {
  if (canReach(vessel, from, fix)) {
    if (second === null || fix.atMs - second.switchedAtMs > forgottenMs) return null;
    second.fixesHere = Math.min(enough, second.fixesHere + 1);
    return second;
  }
  const left: Place = { lon: from.lon, lat: from.lat, positionAtMs: from.positionAtMs, sogKn: from.sogKn };
  if (second !== null && canReach(vessel, second.away, fix)) {
    const fixesHere = Math.min(enough, second.fixesAway + 1);
    second.fixesAway = second.fixesHere;
    second.fixesHere = fixesHere;
    second.away = left;
    second.switches++;
    second.switchedAtMs = fix.atMs;
    return second;
  }
  return {
    away: left,
    fixesAway: second?.fixesHere ?? enough,
    fixesHere: 1,
    switches: 1,
    switchedAtMs: fix.atMs,
    strays: second !== null && second.switches === 1 && second.fixesHere === 1 ? second.strays + 1 : 1,
  };
}

/** What this report says against the vessel; 0 for one report astray. */
export function doubtOf(second: SecondTrack, fix: Fix): number {
  if (second.switches >= switchesOfTwo) return second.switchedAtMs === fix.atMs ? duplicateIdentity : 0;
  if (second.switches > 1) return 0;
  // the second report in a row at a new place, or at another one again: it is no error of one message
  return second.fixesHere === 2 || (second.fixesHere === 1 && second.strays >= 2) ? jump : 0;
}
