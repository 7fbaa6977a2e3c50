import type { Corridor, LonLat } from '../model/incident.ts';
import type { PastPosition } from '../model/past.ts';
import { hullReachM, stepIndex } from './corridor.ts';
import { type Plane, planeAt, xOf, yOf } from './plane.ts';

/** A report of a vessel on the plane of the corridor. */
export interface Fix {
  readonly atMs: number;
  readonly x: number;
  readonly y: number;
  readonly sogKn: number;
  /** Course, where she makes way; else where her bow was when she last did, null when that is not known. */
  readonly bowDeg: number | null;
  readonly moored: boolean;
}

/** What is kept of a vessel while the archive's rows go by. */
export interface Track {
  readonly mmsi: number;
  /** Her reports near the corridor and those just before and behind, by time. */
  readonly near: Fix[];
  /** Times at which she cast off or weighed after lying ten minutes or more; the latest few. */
  readonly departures: number[];
  /** Times in which it was not heard and may have been in the corridor. */
  readonly gaps: { readonly lastMs: number; readonly nextMs: number | null }[];
  last: Fix;
  /** Since when she lies; null: she makes way. */
  lyingSinceMs: number | null;
}

/** Reports kept for all vessels together; the archive holds more than anybody can be suspected by. */
export const mostKept = 400_000;
const mostTurns = 16;
/** As long as this she lies, and does not only wait. */
const berthMs = 10 * 60_000;
export const lyingKn = 0.5;
/** Who makes way reports every ten seconds, and class B every half minute; who lies or makes less than 3 kn, every three minutes. */
const wayKn = 3;
const gapMs = { underWay: 3 * 60_000, lying: 7 * 60_000 };
/** Whether she counts as not heard between two reports. */
export const isGap = (a: Fix, b: Fix): boolean =>
  b.atMs - a.atMs > (a.sogKn > wayKn ? gapMs.underWay : gapMs.lying);
/** Not heard for longer before the sighting she may be anywhere. */
const lostMs = 60 * 60_000;
/** How far she may have come unheard: 12 kn. */
const reachMps = 6.2;

export interface Tracks {
  /** Rows by time; a page at a time. */
  take(rows: readonly PastPosition[]): void;
  /** No more rows come: who was not heard again counts too. */
  close(): void;
  readonly plane: Plane;
  /** Vessels that were heard in the box. */
  all(): IterableIterator<Track>;
  /** More reports lay near the corridor than are kept: later ones were left out. */
  readonly truncated: boolean;
}

const inBox = 4;

/** Sorts out, in one pass, who was near the corridor at the time that the oil may have been there. */
export function createTracks(corridor: Corridor): Tracks {
  const plane = planeAt(corridor.origin as LonLat);
  const tracks = new Map<number, Track>();
  let kept = 0;
  const [west, south, east, north] = corridor.ask.box;
  const { steps } = corridor;
  const [x0, y0, x1, y1] = [xOf(plane, west), yOf(plane, south), xOf(plane, east), yOf(plane, north)];
  /** 4: in the box; else one of its eight sides. */
  const sideOf = ({ x, y }: Fix): number => (x < x0 ? 0 : x > x1 ? 2 : 1) + 3 * (y < y0 ? 0 : y > y1 ? 2 : 1);
  /** The archive leaves out what lies between two reports on the same side of the box. */
  const isBeside = (a: Fix, b: Fix): boolean => sideOf(a) !== inBox && sideOf(a) === sideOf(b);

  function isNear(a: Fix, b: Fix): boolean {
    const first = Math.max(0, stepIndex(corridor, b.atMs));
    const last = Math.min(steps.length - 1, stepIndex(corridor, a.atMs) + 1);
    for (let i = first; i <= last; i++) {
      const step = steps[i];
      if (step === undefined) continue;
      const { x, y, columns, rows, cellM } = step;
      if (Math.max(a.x, b.x) < x - hullReachM || Math.min(a.x, b.x) > x + columns * cellM + hullReachM)
        continue;
      if (Math.max(a.y, b.y) < y - hullReachM || Math.min(a.y, b.y) > y + rows * cellM + hullReachM) continue;
      return true;
    }
    return false;
  }

  /** Whether she can have been in the corridor between two reports, however she sailed. */
  function mayReach(a: Fix, b: Fix | null, untilMs: number): boolean {
    const first = Math.max(0, stepIndex(corridor, untilMs));
    const last = Math.min(steps.length - 1, stepIndex(corridor, a.atMs));
    for (let i = first; i <= last; i++) {
      const step = steps[i];
      if (step === undefined) continue;
      const [x, y] = [step.x + (step.columns * step.cellM) / 2, step.y + (step.rows * step.cellM) / 2];
      const halfM = (Math.min(step.columns, step.rows) * step.cellM) / 2;
      const within = (fix: Fix): boolean =>
        Math.hypot(fix.x - x, fix.y - y) - halfM <= (Math.abs(step.atMs - fix.atMs) / 1000) * reachMps;
      if (within(a) && (b === null || within(b))) return true;
    }
    return false;
  }

  function keep(track: Track, fix: Fix): void {
    if (track.near.at(-1) === fix || kept >= mostKept) return;
    track.near.push(fix);
    kept++;
  }

  function follow(track: Track, fix: Fix): void {
    if (fix.sogKn <= lyingKn) {
      track.lyingSinceMs ??= fix.atMs;
    } else if (track.lyingSinceMs !== null) {
      if (fix.atMs - track.lyingSinceMs >= berthMs) note(track.departures, fix.atMs);
      track.lyingSinceMs = null;
    }
    if (isBeside(track.last, fix)) {
      track.last = fix;
      return;
    }
    if (isGap(track.last, fix) && mayReach(track.last, fix, fix.atMs))
      note(track.gaps, { lastMs: track.last.atMs, nextMs: fix.atMs });
    if (isNear(track.last, fix)) {
      keep(track, track.last);
      keep(track, fix);
    }
    track.last = fix;
  }

  return {
    plane,
    take(rows) {
      for (const [atMs, mmsi, lon, lat, sog, cogDeg, navStatus] of rows) {
        const track = tracks.get(mmsi);
        const sogKn = sog ?? 0;
        const bowDeg = sogKn > lyingKn && cogDeg !== null ? cogDeg : (track?.last.bowDeg ?? null);
        const moored = navStatus === 5 || navStatus === 1;
        const fix = { atMs, x: xOf(plane, lon), y: yOf(plane, lat), sogKn, bowDeg, moored };
        if (track !== undefined) follow(track, fix);
        else {
          const lyingSinceMs = sogKn <= lyingKn ? atMs : null;
          tracks.set(mmsi, { mmsi, near: [], departures: [], gaps: [], last: fix, lyingSinceMs });
        }
      }
    },
    close() {
      const { seenAtMs } = corridor.slick;
      for (const track of tracks.values()) {
        const { last } = track;
        if (seenAtMs - last.atMs <= gapMs.lying || seenAtMs - last.atMs > lostMs || sideOf(last) !== inBox)
          continue;
        if (mayReach(last, null, seenAtMs)) note(track.gaps, { lastMs: last.atMs, nextMs: null });
      }
    },
    all: () => tracks.values(),
    get truncated() {
      return kept >= mostKept;
    },
  };
}

function note<T>(list: T[], item: T): void {
  if (list.length === mostTurns) list.shift();
  list.push(item);
}
