/** A condition that opens after it held for a while, and ends after its end held for a while. */
export interface Hold {
  readonly open: boolean;
  /** Event time (ms) since which the opposite of `open` has held without a break; null: it does not hold. */
  readonly sinceMs: number | null;
}

export const calm: Hold = { open: false, sinceMs: null };
export const holding: Hold = { open: true, sinceMs: null };

/** When a position was taken, and whether longer silence than is taken as one stretch lies before it. */
export interface Moment {
  readonly atMs: number;
  readonly afterSilence: boolean;
}

/**
 * One position more. `opposite`: it speaks for the opposite of `state.open`; any other position begins the hold anew.
 * Returns the same object when nothing changed.
 */
export function held(state: Hold, opposite: boolean, { atMs, afterSilence }: Moment, holdS: number): Hold {
  if (!opposite) return state.sinceMs === null ? state : { open: state.open, sinceMs: null };
  const sinceMs = state.sinceMs === null || afterSilence ? atMs : state.sinceMs;
  if (atMs - sinceMs >= holdS * 1000) return state.open ? calm : holding;
  return sinceMs === state.sinceMs ? state : { open: state.open, sinceMs };
}
