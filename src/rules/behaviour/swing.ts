import { metresPerDegree } from './metres.ts';
import type { Report } from './report.ts';
import type { AnchorDragSettings } from './settings.ts';

/**
 * How a vessel at anchor swings. Wind and tide turn her about her anchor, her head towards it: at one heading she lies
 * at one place, whatever the length of her chain. Places are in metres east and north of where she lay first.
 */
export interface Swing {
  /** Her anchor drags; until it holds again. */
  open: boolean;
  /** Where she lay first; NaN after a restart, until she is heard. */
  readonly lon: number;
  readonly lat: number;
  readonly sinceMs: number;
  /** How far she was from where she should be when the drag began. */
  readonly walkedM: number;
  lookedAtMs: number;
  /** Event time since which she has been out of place; null: she is not. */
  outSinceMs: number | null;
  /** Extent of her places in four directions, 45° apart. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** For each 10° of heading: places taken in (up to `enough`), and their mean east and north. */
  readonly lay: Float64Array;
  /** Mean of late of how far she is from where she lay at the same heading. */
  walkEast: number;
  walkNorth: number;
}

const atAnchor = 1;
const radians = Math.PI / 180;
const lookEveryMs = 60_000;
const headings = 36;
/** So many places at one heading tell where she lies. */
const enough = 3;
/** Weight of the latest place: a yaw to and fro is no walk. */
const latest = 1 / 3;
const east4 = [1, Math.SQRT1_2, 0, -Math.SQRT1_2];
const north4 = [0, Math.SQRT1_2, 1, Math.SQRT1_2];

const newSwing = (lon: number, lat: number, atMs: number, open: boolean, walkedM = 0): Swing => ({
  open,
  lon,
  lat,
  sinceMs: atMs,
  walkedM,
  lookedAtMs: atMs,
  outSinceMs: null,
  least: new Float64Array(4).fill(Number.POSITIVE_INFINITY),
  most: new Float64Array(4).fill(Number.NEGATIVE_INFINITY),
  lay: new Float64Array(3 * headings),
  walkEast: 0,
  walkNorth: 0,
});

/** A drag that the alert log says is open. */
export const draggedBefore = (): Swing => newSwing(Number.NaN, Number.NaN, 0, true);

/** Her widest extent with this place in it; takes the place in when that is within the limit. */
function widen({ least, most }: Swing, east: number, north: number, limitM: number): number {
  let extentM = 0;
  for (let i = 0; i < 4; i++) {
    const along = east * (east4[i] ?? 0) + north * (north4[i] ?? 0);
    extentM = Math.max(extentM, (most[i] ?? along) - along, along - (least[i] ?? along));
  }
  if (extentM > limitM) return extentM;
  for (let i = 0; i < 4; i++) {
    const along = east * (east4[i] ?? 0) + north * (north4[i] ?? 0);
    least[i] = Math.min(least[i] ?? along, along);
    most[i] = Math.max(most[i] ?? along, along);
  }
  return Number.isFinite(extentM) ? extentM : 0;
}

/** Metres astern of where she lay at this heading, as a mean of late; 0 while that is not known, or not astern. */
function walkedM(swing: Swing, east: number, north: number, headingDeg: number, radiusM: number): number {
  const ahead = [Math.sin(headingDeg * radians), Math.cos(headingDeg * radians)] as const;
  // the anchor as it would lie at the usual length of chain: within 10° of heading that error is small
  const anchorEast = east + radiusM * ahead[0];
  const anchorNorth = north + radiusM * ahead[1];
  const at = 3 * (Math.floor(headingDeg / (360 / headings)) % headings);
  const { lay } = swing;
  const count = lay[at] ?? 0;
  const layEast = lay[at + 1] ?? 0;
  const layNorth = lay[at + 2] ?? 0;
  if (count < enough) {
    lay[at] = count + 1;
    lay[at + 1] = layEast + (anchorEast - layEast) / (count + 1);
    lay[at + 2] = layNorth + (anchorNorth - layNorth) / (count + 1);
    return 0;
  }
  swing.walkEast += latest * (anchorEast - layEast - swing.walkEast);
  swing.walkNorth += latest * (anchorNorth - layNorth - swing.walkNorth);
  const walked = Math.hypot(swing.walkEast, swing.walkNorth);
  const astern = -(swing.walkEast * ahead[0] + swing.walkNorth * ahead[1]);
  return astern > walked / 2 ? walked : 0;
}

/**
 * One position more. Her anchor drags when she has been astern of where she lay at the same heading, or out of the
 * widest circle that chain and hull allow, for `holdMs`. A vessel that swings about her anchor is never either. It
 * holds again when she stays within the walk for `calmMs`. Without a heading only the circle is watched.
 *
 * @returns null when she is not at anchor by her status
 */
export function swing(state: Swing | null, report: Report, s: AnchorDragSettings): Swing | null {
  const { navStatus, doubted, atMs, lon, lat, sogKn, headingDeg } = report;
  if (navStatus !== atAnchor) return null;
  if (doubted) return state;
  if (state === null || Number.isNaN(state.lon)) return newSwing(lon, lat, atMs, state?.open ?? false);
  if (atMs - state.lookedAtMs < lookEveryMs) return state;
  state.lookedAtMs = atMs;
  if (atMs - state.sinceMs < s.settleMs)
    return (sogKn ?? 0) > s.overKn ? newSwing(lon, lat, atMs, state.open, state.walkedM) : state;
  const lengthM = report.lengthM ?? s.unknownLengthM;
  const walkM = Math.min(s.maxWalkM, Math.max(s.minWalkM, s.walkLengths * lengthM));
  const east = (lon - state.lon) * metresPerDegree * Math.cos(state.lat * radians);
  const north = (lat - state.lat) * metresPerDegree;
  if (state.open) {
    if (widen(state, east, north, walkM) > walkM) return newSwing(lon, lat, atMs, true, state.walkedM);
    return atMs - state.sinceMs < s.calmMs ? state : newSwing(lon, lat, atMs, false);
  }
  // positions are metres off at either side
  const circleM = 2 * (s.scopeM + lengthM) + s.minWalkM;
  const extentM = widen(state, east, north, circleM);
  const usualM = s.scopeM / 2 + 0.75 * lengthM;
  const walked = headingDeg === null ? 0 : walkedM(state, east, north, headingDeg, usualM);
  const outM = Math.max(extentM - circleM, walked > walkM ? walked : 0);
  if (outM <= 0) state.outSinceMs = null;
  else state.outSinceMs ??= atMs;
  if (state.outSinceMs === null || atMs - state.outSinceMs < s.holdMs) return state;
  return newSwing(lon, lat, atMs, true, Math.round(outM));
}
