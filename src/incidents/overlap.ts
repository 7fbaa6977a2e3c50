import type { Corridor, CorridorStep } from '../model/incident.ts';
import { densityIn, stepIndex } from './corridor.ts';
import { isKnownBetween, placeBetween } from './course.ts';
import { cosDeg, sinDeg } from './plane.ts';
import { onWater } from './start.ts';
import { type Fix, isGap, lyingKn, type Track } from './tracks.ts';
import type { Water } from './water.ts';

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
/** The slick's own radius comes on top of the corridor, within these limits. */
const leastAroundM = 30;
const mostAroundM = 150;

/** Null: the hull was not in the corridor. */
export function overlapOf(
  { near }: Track,
  lengthM: number,
  corridor: Corridor,
  water: Water | null,
): Overlap | null {
  let [underWayS, lyingS, gapS, underWay, lying] = [0, 0, 0, 0, 0];
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 1; i < near.length; i++) {
    const [a, b] = [near[i - 1] as Fix, near[i] as Fix];
    if (isGap(a, b) && !isKnownBetween(a, b)) continue;
    const endMs = Math.min(b.atMs, corridor.slick.seenAtMs);
    const parts = Math.max(1, Math.ceil((endMs - a.atMs) / sampleMs));
    const seconds = (endMs - a.atMs) / 1000 / parts;
    if (seconds <= 0) continue;
    for (let part = 0; part < parts; part++) {
      const atMs = a.atMs + (part + 0.5) * seconds * 1000;
      const density = densityAtHull(corridor, water, a, b, atMs, lengthM);
      if (density === null) continue;
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

/** Mean over her length; null where no part of the hull is in the corridor, or nearer to it than the slick is wide. */
function densityAtHull(
  corridor: Corridor,
  water: Water | null,
  a: Fix,
  b: Fix,
  atMs: number,
  lengthM: number,
): number | null {
  const later = stepIndex(corridor, atMs);
  const [late, early] = [corridor.steps[later], corridor.steps[later + 1]];
  if (late === undefined || early === undefined) return null;
  const [x, y] = onWater(water, ...placeBetween(a, b, atMs));
  const bowDeg = a.bowDeg ?? b.bowDeg;
  const reach = bowDeg === null ? 0 : lengthM / 2;
  const samples = 2 * Math.ceil(reach / sampleM) + 1;
  const part = (late.atMs - atMs) / (late.atMs - early.atMs);
  const aroundM = Math.max(leastAroundM, Math.min(mostAroundM, corridor.slick.radiusM));
  let sum = 0;
  let inside = false;
  for (let i = 0; i < samples; i++) {
    const ahead = samples === 1 ? 0 : reach * ((2 * i) / (samples - 1) - 1);
    const [px, py] = [x + ahead * sinDeg(bowDeg ?? 0), y + ahead * cosDeg(bowDeg ?? 0)];
    sum += densityIn(early, px, py) * part + densityIn(late, px, py) * (1 - part);
    inside ||= isIn(early, px, py, aroundM) || isIn(late, px, py, aroundM);
  }
  return inside ? sum / samples : null;
}

const isIn = (step: CorridorStep, x: number, y: number, aroundM: number): boolean =>
  isNear(step, x, y, aroundM) &&
  around.some(([east, north]) => densityIn(step, x + east * aroundM, y + north * aroundM) >= step.edge);

const isNear = (
  { x, y, columns, rows, cellM }: CorridorStep,
  px: number,
  py: number,
  aroundM: number,
): boolean =>
  px > x - aroundM &&
  py > y - aroundM &&
  px < x + columns * cellM + aroundM &&
  py < y + rows * cellM + aroundM;

/** The place itself and eight around it. */
const around = [0, 1, 2, 3, 4, 5, 6, 7]
  .map((i) => [Math.sin((i * Math.PI) / 4), Math.cos((i * Math.PI) / 4)] as const)
  .concat([[0, 0]]);
