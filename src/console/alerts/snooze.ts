/** The pauses that are offered, in minutes; the server takes any up to a day. */
export const snoozeMinutes = [15, 60, 240] as const;

/** The end of a pause that begins at `nowMs` (server time), as the server reads it: ISO 8601 UTC. */
export const snoozeEnd = (nowMs: number, minutes: number): string =>
  new Date(nowMs + minutes * 60_000).toISOString();
