import type { Kinematics, Vessel } from '../../model/vessel.ts';
import type { EncounterSettings } from './settings.ts';

const atAnchor = 1;
const moored = 5;
const aground = 6;
const towing = 11;
const pushing = 12;

const is = (types: readonly number[], type: number | null): boolean => type !== null && types.includes(type);

/** A long-range report has its place to 185 m and no time. */
const longRange = 27;

/**
 * Whether the vessel sails in a way that an encounter can be told from: it makes way on a known course, and is neither moored, at
 * anchor or aground nor at work beside others by its trade.
 */
export function takesPart(vessel: Vessel, k: Kinematics, s: EncounterSettings): boolean {
  const { class: c, shipType, eriType } = vessel;
  if (c !== 'A' && c !== 'B' && c !== 'inland') return false;
  const { sogKn, cogDeg, navStatus } = k;
  if (sogKn === null || cogDeg === null || sogKn < s.minKn || k.messageType === longRange) return false;
  const isAtRest = navStatus === atAnchor || navStatus === moored || navStatus === aground;
  if (isAtRest && sogKn <= s.statusUpToKn) return false;
  if (is(s.serviceTypes, shipType) || is(s.serviceEri, eriType)) return false;
  return sogKn > s.tugWorksKn || !(is(s.tugTypes, shipType) || is(s.tugEri, eriType));
}

/** Says of itself that it tows or pushes: who goes beside it is part of its convoy. */
export const leadsOthers = (vessel: Vessel, k: Kinematics): boolean =>
  k.navStatus === towing || k.navStatus === pushing || vessel.shipType === 31 || vessel.shipType === 32;
