/** How much slower than at best a batch may be before the database counts as busy with others. */
const slack = 2;
const longestPauseMs = 5_000;

/**
 * How long to leave the database alone after a batch: by as much as it took longer than twice what the fastest took. So a server
 * that writes there keeps its share.
 */
export function createBackPressure(): (batchMs: number) => number {
  let fastestMs = Infinity;
  return (batchMs) => {
    fastestMs = Math.min(fastestMs, batchMs);
    return Math.min(longestPauseMs, Math.max(0, batchMs - slack * fastestMs));
  };
}
