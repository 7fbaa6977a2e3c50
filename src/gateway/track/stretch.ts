import type { TrackPoint } from '../../model/archive.ts';
import { metresBetween } from './metres.ts';

/** A point of a track as it is given out. */
export interface ShownPoint extends TrackPoint {
  /** `sogKn` was not sent: it is that from the point before. */
  readonly computed: boolean;
  /** The first of a stretch: before it the vessel was silent. */
  readonly begins: boolean;
}
export type ShownPages = AsyncIterable<readonly ShownPoint[]>;

/** No silence shorter than this is a gap: vessels at rest report every three minutes, and some messages are lost. */
const shortestGapMs = 600_000;
/** A silence of so many times the vessel's own rhythm is a gap. */
const missedReports = 5;
/** Weight of the newest interval in the rhythm. */
const weight = 1 / 8;
const knPerMps = 3600 / 1852;

/** Tells whether a point begins a stretch, from the points before it: a running mean of the intervals is the vessel's own rhythm. */
export function createGaps(): (timeMs: number) => boolean {
  let lastMs: number | null = null;
  let rhythmMs = 0;
  return (timeMs) => {
    if (lastMs === null) {
      lastMs = timeMs;
      return true;
    }
    const silentMs = timeMs - lastMs;
    lastMs = timeMs;
    if (silentMs > Math.max(shortestGapMs, missedReports * rhythmMs)) return true;
    rhythmMs += (silentMs - rhythmMs) * weight;
    return false;
  };
}

/** Knots between two reports, to a tenth as AIS has them. */
const speedKn = (from: TrackPoint, to: TrackPoint): number => {
  const metres = metresBetween(from.lon, from.lat, to.lon, to.lat);
  return Math.round((metres / ((to.timeMs - from.timeMs) / 1000)) * knPerMps * 10) / 10;
};

/** A track with its gaps, and with speeds where none were sent. A page in, a page out. */
export async function* inStretches(
  pages: AsyncIterable<readonly TrackPoint[]>,
): AsyncGenerator<ShownPoint[]> {
  const isGap = createGaps();
  let last: TrackPoint | null = null;
  for await (const page of pages) {
    const shown: ShownPoint[] = [];
    for (const point of page) {
      const begins = isGap(point.timeMs);
      const computed = point.sogKn === null && !begins && last !== null;
      const sogKn = computed && last !== null ? speedKn(last, point) : point.sogKn;
      // written out: an object made by spreading another takes ten times as long
      const { timeMs, lon, lat, cogDeg, headingDeg, navStatus } = point;
      shown.push({ timeMs, lon, lat, sogKn, cogDeg, headingDeg, navStatus, computed, begins });
      last = point;
    }
    yield shown;
  }
}
