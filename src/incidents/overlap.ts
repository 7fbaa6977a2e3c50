import type { Corridor } from '../model/incident.ts';
import { densityIn, stepIndex } from './corridor.ts';
import { placeBetween } from './course.ts';
import { cosDeg, sinDeg } from './plane.ts';
import { type Fix, isGap, lyingKn, type Track } from './tracks.ts';

/** How the hull of a vessel lay over the corridor at the matching time. */
export interface Overlap {
  /** In the corridor under way, and lying (or waiting in a lock), seconds. */
  readonly underWayS: number;
  readonly lyingS: number;
  /** Seconds of it in which no report came for over `gapMs`. */
  readonly gapS: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Integral of the density of the oil at the hull over time, s/m²: under way, and lying. */
  readonly underWay: number;
  readonly lying: number;
}

const sampleMs = 10_000;
const sampleM = 25;

/** Null: the hull was not in the corridor. */
export function overlapOf({ near }: Track, lengthM: number, corridor: Corridor): Overlap | null {
  let [underWayS, lyingS, gapS, underWay, lying] = [0, 0, 0, 0, 0];
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 1; i < near.length; i++) {
    const [a, b] = [near[i - 1] as Fix, near[i] as Fix];
    const endMs = Math.min(b.atMs, corridor.slick.seenAtMs);
    const parts = Math.max(1, Math.ceil((endMs - a.atMs) / sampleMs));
    const seconds = (endMs - a.atMs) / 1000 / parts;
    if (seconds <= 0) continue;
    for (let part = 0; part < parts; part++) {
      const atMs = a.atMs + (part + 0.5) * seconds * 1000;
      const density = densityAtHull(corridor, a, b, atMs, lengthM);
      if (density === 0) continue;
      fromMs = Math.min(fromMs, atMs);
      toMs = Math.max(toMs, atMs);
      if (isGap(a, b)) gapS += seconds;
      if (a.sogKn <= lyingKn && b.sogKn <= lyingKn) {
        lyingS += seconds;
        lying += density * seconds;
      } else {
        underWayS += seconds;
        underWay += density * seconds;
      }
    }
  }
  return underWayS + lyingS === 0 ? null : { underWayS, lyingS, gapS, fromMs, toMs, underWay, lying };
}

/** Mean over her length; 0 where no part of the hull is in the corridor. */
function densityAtHull(corridor: Corridor, a: Fix, b: Fix, atMs: number, lengthM: number): number {
  const later = stepIndex(corridor, atMs);
  const [late, early] = [corridor.steps[later], corridor.steps[later + 1]];
  if (late === undefined || early === undefined) return 0;
  const [x, y] = placeBetween(a, b, atMs);
  const bowDeg = a.bowDeg ?? b.bowDeg;
  const reach = bowDeg === null ? 0 : lengthM / 2;
  const samples = 2 * Math.ceil(reach / sampleM) + 1;
  const part = (late.atMs - atMs) / (late.atMs - early.atMs);
  let sum = 0;
  let inside = false;
  for (let i = 0; i < samples; i++) {
    const ahead = samples === 1 ? 0 : reach * ((2 * i) / (samples - 1) - 1);
    const [px, py] = [x + ahead * sinDeg(bowDeg ?? 0), y + ahead * cosDeg(bowDeg ?? 0)];
    const [before, after] = [densityIn(early, px, py), densityIn(late, px, py)];
    sum += before * part + after * (1 - part);
    inside ||= before >= early.edge || after >= late.edge;
  }
  return inside ? sum / samples : 0;
}
