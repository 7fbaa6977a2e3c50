/** A condition that must hold for a while to begin, and fail for a while to end. */
export interface Held {
  readonly open: boolean;
  /** Event time since which the opposite of `open` has held without a break; null: it does not hold. */
  readonly sinceMs: number | null;
}

export const calm: Held = { open: false, sinceMs: null };
export const begun: Held = { open: true, sinceMs: null };

/**
 * One step. The state is the same object as long as nothing changes.
 *
 * @param holds null: this report says nothing
 */
export function hold(
  state: Held,
  holds: boolean | null,
  atMs: number,
  afterSilence: boolean,
  beginMs: number,
  endMs: number,
): Held {
  if (holds === null) return state;
  if (holds === state.open) return state.sinceMs === null ? state : state.open ? begun : calm;
  if (state.sinceMs === null || afterSilence) return { open: state.open, sinceMs: atMs };
  if (atMs - state.sinceMs < (state.open ? endMs : beginMs)) return state;
  return state.open ? calm : begun;
}
