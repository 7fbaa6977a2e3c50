/** A watch lasts less; whoever comes after must not inherit silence. */
const longestMs = 86_400_000;

/** What is wrong with the end of a snooze, or null. `until` has passed the schema. */
export function snoozeFault(until: string, nowMs: number): string | null {
  const leftMs = Date.parse(until) - nowMs;
  if (Number.isNaN(leftMs)) return 'until: must be a time such as 2026-11-23T10:15:30.250Z';
  if (leftMs <= 0) return 'until: must be in the future';
  return leftMs > longestMs ? 'until: at most 24 hours from now' : null;
}
