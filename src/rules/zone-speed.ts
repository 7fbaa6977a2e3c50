/** State of `zone.speed` for one vessel in one zone. */
export interface SpeedState {
  readonly open: boolean;
  /** Event time since which the opposite of `open` has held without a break; null: it does not hold. */
  readonly sinceMs: number | null;
}

/** A position, as far as this rule looks at it. */
export interface SpeedSample {
  /** Inside the zone, and a vessel that the rule concerns. */
  readonly watched: boolean;
  readonly sogKn: number | null;
  /** Event time of the position. */
  readonly atMs: number;
  /** Longer silence than is taken as one stretch lies before it. */
  readonly afterSilence: boolean;
}

export interface SpeedLimit {
  readonly limitKn: number;
  readonly holdS: number;
}

export const calm: SpeedState = { open: false, sinceMs: null };
export const speeding: SpeedState = { open: true, sinceMs: null };

/** AIS speeds have steps of 0.1 kn and waver; a tenth over the limit is not yet an offence. */
const tolerance = 1.1;

/**
 * `zone.speed`: opens when the speed over ground stayed over the limit by more than a tenth for `holdS`, ends when it
 * stayed at or under the limit for `holdS`, or when the vessel left or is no longer concerned. Time is that of the
 * positions. A position without a speed says nothing. Returns the same object when nothing changed.
 */
export function zoneSpeed(
  state: SpeedState,
  sample: SpeedSample,
  { limitKn, holdS }: SpeedLimit,
): SpeedState {
  if (!sample.watched) return calm;
  if (sample.sogKn === null) return state;
  const opposite = state.open ? sample.sogKn <= limitKn : sample.sogKn > limitKn * tolerance;
  if (!opposite) return state.sinceMs === null ? state : { open: state.open, sinceMs: null };
  const sinceMs = state.sinceMs === null || sample.afterSilence ? sample.atMs : state.sinceMs;
  if (sample.atMs - sinceMs >= holdS * 1000) return state.open ? calm : speeding;
  return sinceMs === state.sinceMs ? state : { open: state.open, sinceMs };
}
