/** What the messages of one receiver say about its clock, as against the server's. */
export interface Clocks {
  /** The receiver's own clock: times of TAG blocks. */
  readonly tag: Samples;
  /** Times of the base stations that it hears (message 4), by MMSI. */
  readonly stations: Map<number, Samples>;
  wrong: boolean;
  /** Seconds that the opposite of `wrong` has held. */
  turningS: number;
}

/** A time that was said, as against the time of receipt. */
export interface Offset {
  readonly offsetMs: number;
  readonly saidMs: number;
  readonly by: 'tag' | 'base-station';
  /** MMSI of the base station. */
  readonly station: number | null;
}

interface Samples {
  /** Said minus received, milliseconds; the least delayed of each second. */
  readonly ring: number[];
  next: number;
  takenAtMs: number;
  latestMs: number;
}

const kept = 15;
const leastSamples = 5;
const mostStations = 4;
const sampleMs = 1_000;
/** A time that was said longer ago says nothing. */
const freshMs = 3_600_000;
/** reliability §b1: beyond 5 s a clock is suspect. Below 4 s it is right again, so that one at the limit stays put. */
const wrongMs = 5_000;
const rightMs = 4_000;
const turnS = 60;

const newSamples = (): Samples => ({
  ring: [],
  next: 0,
  takenAtMs: Number.NEGATIVE_INFINITY,
  latestMs: 0,
});

export const newClocks = (): Clocks => ({
  tag: newSamples(),
  stations: new Map(),
  wrong: false,
  turningS: 0,
});

function take(samples: Samples, offsetMs: number, nowMs: number): void {
  const { ring, next } = samples;
  if (Math.abs(nowMs - samples.takenAtMs) < sampleMs) {
    const last = (next + kept - 1) % kept;
    ring[last] = Math.max(ring[last] ?? offsetMs, offsetMs);
  } else {
    ring[next] = offsetMs;
    samples.next = (next + 1) % kept;
    samples.takenAtMs = nowMs;
  }
  samples.latestMs = nowMs;
}

/** @param station MMSI of the base station that said the time; null for a TAG block */
export function addTime(clocks: Clocks, station: number | null, saidMs: number, nowMs: number): void {
  if (station === null) {
    take(clocks.tag, saidMs - nowMs, nowMs);
    return;
  }
  let samples = clocks.stations.get(station);
  if (samples === undefined) {
    samples = newSamples();
    for (const [longestUnheard] of clocks.stations) {
      if (clocks.stations.size < mostStations) break;
      clocks.stations.delete(longestUnheard);
    }
  } else clocks.stations.delete(station);
  clocks.stations.set(station, samples);
  take(samples, saidMs - nowMs, nowMs);
}

/** Delays make an offset smaller and never greater, so the greatest is the clock's own; the second, in case one is wrong. */
function offsetOf({ ring, latestMs }: Samples, nowMs: number): number | null {
  if (ring.length < leastSamples || nowMs - latestMs > freshMs) return null;
  return [...ring].sort((a, b) => b - a)[1] ?? null;
}

/**
 * The offset that counts; null while too little was heard. The receiver's own clock where it tells the time, else
 * that base station which is least off: when one agrees with the server, the others are wrong themselves.
 */
export function clockOffset({ tag, stations }: Clocks, nowMs: number): Offset | null {
  const own = offsetOf(tag, nowMs);
  if (own !== null) return { offsetMs: own, saidMs: nowMs + own, by: 'tag', station: null };
  let best: Offset | null = null;
  for (const [station, samples] of stations) {
    const off = offsetOf(samples, nowMs);
    if (off === null || (best !== null && Math.abs(best.offsetMs) <= Math.abs(off))) continue;
    best = { offsetMs: off, saidMs: nowMs + off, by: 'base-station', station };
  }
  return best;
}

/** Says when the clock has been wrong, or right again, for a minute. */
export function judge(clocks: Clocks, offset: Offset | null, dtS: number): 'began' | 'ended' | null {
  const off = offset === null ? 0 : Math.abs(offset.offsetMs);
  const isTurning = clocks.wrong ? off < rightMs : off > wrongMs;
  clocks.turningS = isTurning ? clocks.turningS + dtS : 0;
  if (clocks.turningS < turnS) return null;
  clocks.turningS = 0;
  clocks.wrong = !clocks.wrong;
  return clocks.wrong ? 'began' : 'ended';
}

export type ClockFault = 'week-rollover' | 'no-satellite-time' | 'time-zone' | 'off';

const weeks1024Ms = 1024 * 7 * 86_400_000;
const dayMs = 86_400_000;
const halfHourMs = 1_800_000;

/** What a wrong time looks like. */
export function faultOf({ offsetMs, saidMs }: Offset): ClockFault {
  const rollovers = Math.round(offsetMs / weeks1024Ms);
  if (rollovers !== 0 && Math.abs(offsetMs - rollovers * weeks1024Ms) < dayMs) return 'week-rollover';
  const year = new Date(saidMs).getUTCFullYear();
  // without a fix many receivers tell 1970, 1980 (start of GPS time) or 2080
  if (year >= 2080 || year <= 1980 || Number.isNaN(year)) return 'no-satellite-time';
  const halfHours = Math.round(offsetMs / halfHourMs);
  const isZone = halfHours !== 0 && Math.abs(halfHours) <= 28;
  return isZone && Math.abs(offsetMs - halfHours * halfHourMs) < 90_000 ? 'time-zone' : 'off';
}
