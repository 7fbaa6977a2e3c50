/** Waiting times of something that is tried again and again. */
export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number;
  /** The last attempt was a success: the next failure waits briefly again. */
  reset(): void;
}

/**
 * Exponential back-off with full jitter: the n-th wait is uniform in 0 … min(maxMs, firstMs · 2ⁿ), so that
 * many clients of a server that returns do not come back at the same instant.
 * @param random uniform in [0, 1)
 */
export function createBackoff(firstMs: number, maxMs: number, random: () => number): Backoff {
  let ceilingMs = firstMs;
  return {
    next() {
      const waitMs = Math.floor(random() * ceilingMs);
      ceilingMs = Math.min(maxMs, ceilingMs * 2);
      return waitMs;
    },
    reset() {
      ceilingMs = firstMs;
    },
  };
}
