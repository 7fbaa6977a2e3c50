import { calm, type Hold, held, type Moment } from './hold.ts';

export interface StopSample extends Moment {
  /** Inside the zone, and a vessel that the rule concerns. */
  readonly watched: boolean;
  readonly sogKn: number | null;
  readonly navStatus: number | null;
}

/** Under it a vessel is stopped; GPS at rest wavers by a few tenths. */
const stoppedKn = 0.5;
/** Over it a stopped vessel has moved on; between the two nothing is decided. */
const underWayKn = 1;
/** Navigational status is set by hand and forgotten: over this speed "anchored" or "moored" is not believed. */
const disbelievedKn = 3;

/** M.1371-5 table 45: 1 at anchor, 5 moored. */
const reportsRest = (navStatus: number | null): boolean => navStatus === 1 || navStatus === 5;

/**
 * `zone.stop`: opens when a concerned vessel was under 0.5 kn, or reported anchored or moored, for `holdS`; ends when it
 * was over 1 kn (reported at rest: 3 kn) for `holdS`, left, or is no longer concerned. A position with neither speed
 * nor such a status says nothing.
 */
export function zoneStop(state: Hold, sample: StopSample, holdS: number): Hold {
  const { watched, sogKn, navStatus } = sample;
  if (!watched) return calm;
  const rest = reportsRest(navStatus);
  if (sogKn === null && !rest) return state;
  const kn = sogKn ?? 0;
  const opposite = state.open
    ? kn > (rest ? disbelievedKn : underWayKn)
    : kn < stoppedKn || (rest && kn <= disbelievedKn);
  return held(state, opposite, sample, holdS);
}
