/** The longest pause between two attempts: a controller must not wait longer for a server that is back. */
export const longestPauseMs = 15_000;

/**
 * Pause before attempt `attempt` (1, 2, …): between half of and the whole of 0.5 s · 2^(attempt−1), at most 15 s.
 * `random` in [0, 1) spreads the pages of a watch room that all lost the same server.
 */
export function pauseMs(attempt: number, random: number): number {
  const ceiling = Math.min(longestPauseMs, 500 * 2 ** Math.min(attempt - 1, 10));
  return Math.round(ceiling * (0.5 + random / 2));
}
