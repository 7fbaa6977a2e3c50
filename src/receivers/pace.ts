/** Says how long a line of a file has to wait: milliseconds, 0 or less for "now". */
export type Pace = (line: Buffer, nowMs: number) => number;

/** A steady pace, counted from the first line so that late timers do not add up. */
export function steadyPace(linesPerSecond: number): Pace {
  let firstAtMs: number | null = null;
  let count = 0;
  return (_line, nowMs) => {
    firstAtMs ??= nowMs;
    return firstAtMs + (count++ * 1000) / linesPerSecond - nowMs;
  };
}

/** Longest silence of a recording that is kept; a longer one (a new day, a faulty clock) is passed over. */
const LONGEST_GAP_MS = 60_000;
/** TAG block (NMEA 0183 v4.10 §7) field `c`: seconds since 1970, or milliseconds where it has 13 digits. */
const tagTime = /\\[^\\]*\bc:(\d{10}|\d{13})[,*][^\\]*\\/;

/** Milliseconds since 1970 of a line's TAG block, else null. */
export function tagTimeMs(line: string): number | null {
  const digits = tagTime.exec(line)?.[1];
  if (digits === undefined) return null;
  return digits.length === 13 ? Number(digits) : Number(digits) * 1000;
}

/**
 * The recorded pace times `speed`, from TAG block times. A line without one follows the line before it at once, so a
 * recording without any streams at full speed.
 */
export function recordedPace(speed: number): Pace {
  let latestMs: number | null = null;
  let dueMs = 0;
  return (line, nowMs) => {
    const timeMs = line[0] === 0x5c || line.includes(0x5c) ? tagTimeMs(line.toString('latin1')) : null;
    if (timeMs === null) return 0;
    if (latestMs === null) dueMs = nowMs;
    else if (timeMs > latestMs) dueMs += Math.min(timeMs - latestMs, LONGEST_GAP_MS) / speed;
    latestMs = Math.max(timeMs, latestMs ?? 0);
    return dueMs - nowMs;
  };
}
