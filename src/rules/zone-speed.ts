import { calm, type Hold, held, type Moment } from './hold.ts';

/** A position, as far as this rule looks at it. */
export interface SpeedSample extends Moment {
  /** Inside the zone, and a vessel that the rule concerns. */
  readonly watched: boolean;
  readonly sogKn: number | null;
}

export interface SpeedLimit {
  readonly limitKn: number;
  readonly holdS: number;
}

/** AIS speeds have steps of 0.1 kn and waver; a tenth over the limit is not yet an offence. */
const tolerance = 1.1;

/**
 * `zone.speed`: opens when the speed over ground stayed over the limit by more than a tenth for `holdS`, ends when it
 * stayed at or under the limit for `holdS`, or when the vessel left or is no longer concerned. Time is that of the
 * positions. A position without a speed says nothing. Returns the same object when nothing changed.
 */
export function zoneSpeed(state: Hold, sample: SpeedSample, { limitKn, holdS }: SpeedLimit): Hold {
  if (!sample.watched) return calm;
  if (sample.sogKn === null) return state;
  const opposite = state.open ? sample.sogKn <= limitKn : sample.sogKn > limitKn * tolerance;
  return held(state, opposite, sample, holdS);
}
