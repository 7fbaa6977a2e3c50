import { metresPerDegree } from './parallels.ts';
import {
  AT,
  COS,
  DOMAIN,
  DOMAIN_ALONG,
  EAST,
  HORIZON,
  HULL,
  HULL_ALONG,
  LAT,
  LON,
  NORTH,
  SPEED,
  TIMES,
} from './row.ts';

/** What numbers lose. */
const roundingM = 0.1;

export interface Seeing {
  readonly lookM: number;
  readonly besideM: number;
  /** Metres a second. */
  readonly besideMps: number;
  readonly maxAgeMs: number;
}

/** Part of its way that a vessel makes in a direction. */
function alongOf(t: Float64Array, i: number, x: number, y: number): number {
  const east = t[i + EAST] as number;
  const north = t[i + NORTH] as number;
  return Math.abs(east * x + north * y) / (t[i + SPEED] as number);
}

/** A box, of which the length and then the breadth stand at `at`, as it lies to a direction. */
const breadth = (t: Float64Array, at: number, along: number, side: number): number =>
  (t[at] as number) * along + (t[at + 1] as number) * side;

/**
 * Whether one can come into the other's domain at all. What lies between two across the way that they move to each other
 * (`vx`, `vy`) stays as broad as it is; domain and hull are taken for boxes along their courses. A domain is broadened by the other's
 * hull along her own course and across it.
 */
function canReach(
  t: Float64Array,
  i: number,
  j: number,
  x: number,
  y: number,
  vx: number,
  vy: number,
): boolean {
  const relative = Math.sqrt(vx * vx + vy * vy);
  if (relative < 0.1) return true;
  const acrossX = vy / relative;
  const acrossY = -vx / relative;
  const alongI = alongOf(t, i, acrossX, acrossY);
  const alongJ = alongOf(t, j, acrossX, acrossY);
  const sideI = Math.sqrt(Math.max(0, 1 - alongI * alongI));
  const sideJ = Math.sqrt(Math.max(0, 1 - alongJ * alongJ));
  // of the one course to the other
  const cos = alongOf(t, i, t[j + EAST] as number, t[j + NORTH] as number) / (t[j + SPEED] as number);
  const sin = Math.sqrt(Math.max(0, 1 - cos * cos));
  const hullI = breadth(t, i + HULL_ALONG, alongI, sideI);
  const hullJ = breadth(t, j + HULL_ALONG, alongJ, sideJ);
  const times = Math.max(t[i + TIMES] as number, t[j + TIMES] as number);
  const ofI =
    times * breadth(t, i + DOMAIN_ALONG, alongI, sideI) +
    breadth(t, j + HULL_ALONG, cos * alongI + sin * sideI, sin * alongI + cos * sideI);
  const ofJ =
    times * breadth(t, j + DOMAIN_ALONG, alongJ, sideJ) +
    breadth(t, i + HULL_ALONG, cos * alongJ + sin * sideJ, sin * alongJ + cos * sideJ);
  const apartM = Math.abs(x * acrossX + y * acrossY);
  return apartM <= Math.max(ofI + hullI, ofJ + hullJ) + roundingM;
}

/**
 * The second look, by all numbers of the rows that begin at `a` and `b`: whether the two may meet, and `b` is no faster. The judge
 * then says whether they do.
 */
export function mayMeet(t: Float64Array, a: number, b: number, s: Seeing): boolean {
  if ((t[b + SPEED] as number) > (t[a + SPEED] as number)) return false;
  const apartMs = (t[a + AT] as number) - (t[b + AT] as number);
  if (apartMs > s.maxAgeMs || -apartMs > s.maxAgeMs) return false;
  let lons = (t[b + LON] as number) - (t[a + LON] as number);
  if (lons > 180) lons -= 360;
  else if (lons < -180) lons += 360;
  const vx = (t[b + EAST] as number) - (t[a + EAST] as number);
  const vy = (t[b + NORTH] as number) - (t[a + NORTH] as number);
  // both to the later of the two times
  const late = apartMs > 0 ? b : a;
  const lateS = apartMs / 1000;
  const perDegree = metresPerDegree * (((t[a + COS] as number) + (t[b + COS] as number)) / 2);
  const x = lons * perDegree + (t[late + EAST] as number) * lateS;
  const lats = (t[b + LAT] as number) - (t[a + LAT] as number);
  const y = lats * metresPerDegree + (t[late + NORTH] as number) * lateS;
  const apart = x * x + y * y;
  if (apart > s.lookM * s.lookM) return false;
  const square = vx * vx + vy * vy;
  const hullsM = (t[a + HULL] as number) + (t[b + HULL] as number);
  const besideM = hullsM + s.besideM;
  if (square < s.besideMps * s.besideMps && apart < besideM * besideM) return true;
  const domainM = Math.max(t[a + DOMAIN] as number, t[b + DOMAIN] as number);
  const reachM = domainM * Math.max(t[a + TIMES] as number, t[b + TIMES] as number) + hullsM;
  const along = x * vx + y * vy;
  // the antennas part; the hulls may not
  if (along >= 0) return apart <= reachM * reachM;
  const withinS = Math.min(t[a + HORIZON] as number, t[b + HORIZON] as number, -along / square);
  if (apart + (2 * along + square * withinS) * withinS > reachM * reachM) return false;
  return canReach(t, a, b, x, y, vx, vy);
}
