import { type Blocks, perBlock, width } from '../geometry/blocks.ts';
import { metresPerDegree } from './parallels.ts';
import * as row from './row.ts';

/* Short numbers of a vessel in the blocks. Integers: 10⁻⁷ degrees, and milliseconds without what is over 32 bits. */
const LON = 0;
const LAT = 1;
const AT = 2;
/** Floats: metres a second, metres, and how many times the domain by the cargo. */
const EAST = 3;
const NORTH = 4;
const DOMAIN = 5;
const HULL = 6;
const TIMES = 7;

/** Numbers of a cell. */
export const perCell = 5;
/* Of the vessels of a cell: the oldest and newest position, the furthest domain and hull, the fastest. Never less than it is. */
const OLDEST = 0;
const NEWEST = 1;
const FURTHEST = 2;
const LARGEST = 3;
const FASTEST = 4;

const perUnit = 1e-7;
const halfTurn = 180;
/** What short numbers lose. */
const roundingM = 0.2;

/** Writes what the first look needs of the vessel whose row begins at `from` in `t`, and who is at this place. */
export function note(blocks: Blocks, cell: number, place: number, t: Float64Array, from: number): void {
  const { ints, floats, ofCells } = blocks;
  const at = place * width;
  const atMs = t[from + row.AT] as number;
  const domainM = t[from + row.DOMAIN] as number;
  const hullM = t[from + row.HULL] as number;
  ints[at + LON] = Math.round((t[from + row.LON] as number) / perUnit);
  ints[at + LAT] = Math.round((t[from + row.LAT] as number) / perUnit);
  ints[at + AT] = atMs;
  floats[at + EAST] = t[from + row.EAST] as number;
  floats[at + NORTH] = t[from + row.NORTH] as number;
  floats[at + DOMAIN] = domainM;
  floats[at + HULL] = hullM;
  floats[at + TIMES] = t[from + row.TIMES] as number;
  const speedMps = t[from + row.SPEED] as number;
  const of = cell * perCell;
  const isNew = Number.isNaN(ofCells[of + OLDEST] as number);
  ofCells[of + OLDEST] = isNew ? atMs : Math.min(ofCells[of + OLDEST] as number, atMs);
  ofCells[of + NEWEST] = isNew ? atMs : Math.max(ofCells[of + NEWEST] as number, atMs);
  ofCells[of + FURTHEST] = isNew ? domainM : Math.max(ofCells[of + FURTHEST] as number, domainM);
  ofCells[of + LARGEST] = isNew ? hullM : Math.max(ofCells[of + LARGEST] as number, hullM);
  ofCells[of + FASTEST] = isNew ? speedMps : Math.max(ofCells[of + FASTEST] as number, speedMps);
}

export interface Looking {
  readonly besideM: number;
  /** The most that a domain grows by cargo. */
  readonly mostTimes: number;
}

/** What is looked for around a vessel. */
export interface Question {
  /** How far ahead in time. */
  forS: number;
  /** What is added to every distance, because vessels do not do quite what is reckoned with. */
  driftM: number;
  /** The furthest that hull and domain of any vessel reach. */
  largestM: number;
  /** The fastest that are looked for. */
  fastestMps: number;
  /** Courses are told this much apart in time at the most. */
  apartMs: number;
  /** So many are looked at, from the inside outwards. */
  most: number;
}

/** How far around the end of its way a vessel finds those of the cell that the question is about: metres. */
export function radiusFor(
  blocks: Blocks,
  cell: number,
  t: Float64Array,
  own: number,
  q: Question,
  s: Looking,
): number {
  const { ofCells } = blocks;
  const of = cell * perCell;
  const atMs = t[own + row.AT] as number;
  const older = atMs - (ofCells[of + OLDEST] as number);
  const newer = (ofCells[of + NEWEST] as number) - atMs;
  const apartMs = Math.min(q.apartMs, Math.max(older, newer));
  const domainM = Math.max(t[own + row.DOMAIN] as number, ofCells[of + FURTHEST] as number) * s.mostTimes;
  const reachM =
    (t[own + row.HULL] as number) + (ofCells[of + LARGEST] as number) + Math.max(domainM, s.besideM);
  const othersMps = Math.min(q.fastestMps, ofCells[of + FASTEST] as number);
  const mps = Math.max(t[own + row.SPEED] as number, othersMps);
  return mps * (q.forS + apartMs / 1000) + reachM + q.driftM + roundingM;
}

/**
 * The first look, at all vessels of a cell: how close their antennas come to this one within its horizon, by numbers that lie side
 * by side. Most stay out of reach. Writes the others into `out`, behind the `found` that are there; how many there are then. Of a
 * cell with more than `left` vessels some are not looked at.
 */
export function lookAt(
  blocks: Blocks,
  cell: number,
  t: Float64Array,
  own: number,
  sin: number,
  q: Question,
  besideM: number,
  left: number,
  out: Int32Array,
  found: number,
): number {
  const { ints, floats, vessels, counts, behind, ofCells } = blocks;
  const lon = t[own + row.LON] as number;
  const lat = t[own + row.LAT] as number;
  const cos = t[own + row.COS] as number;
  const ownEast = t[own + row.EAST] as number;
  const ownNorth = t[own + row.NORTH] as number;
  const { forS } = q;
  const ownDomain = t[own + row.DOMAIN] as number;
  const ownTimes = t[own + row.TIMES] as number;
  const atMs = t[own + row.AT] as number;
  const ownAt = atMs | 0;
  const ownHull = (t[own + row.HULL] as number) + q.driftM + roundingM;
  // the mean of the two cosines falls with the latitude of the other by half of the sine
  const perDegree = metresPerDegree * cos;
  const slope = -metresPerDegree * sin * (Math.PI / 360);
  let end = found;
  let most = left;
  let oldest = 0x7fff_ffff;
  let newest = -0x7fff_ffff;
  let furthest = 0;
  let largest = 0;
  let fastest = 0;
  for (let block = blocks.firstOf(cell); block >= 0; block = behind[block] as number) {
    const first = block * perBlock;
    const behindLast = first + (counts[block] as number);
    if (most <= 0) return end;
    most -= perBlock;
    for (let place = first; place < behindLast; place++) {
      const at = place * width;
      let lons = (ints[at + LON] as number) * perUnit - lon;
      if (lons > halfTurn) lons -= 2 * halfTurn;
      else if (lons < -halfTurn) lons += 2 * halfTurn;
      const lats = (ints[at + LAT] as number) * perUnit - lat;
      const lateMs = (ownAt - (ints[at + AT] as number)) | 0;
      const east = floats[at + EAST] as number;
      const north = floats[at + NORTH] as number;
      const domain = floats[at + DOMAIN] as number;
      const hull = floats[at + HULL] as number;
      const times = floats[at + TIMES] as number;
      oldest = -lateMs < oldest ? -lateMs : oldest;
      newest = -lateMs > newest ? -lateMs : newest;
      furthest = domain > furthest ? domain : furthest;
      largest = hull > largest ? hull : largest;
      const othersSquare = east * east + north * north;
      fastest = othersSquare > fastest ? othersSquare : fastest;
      const lateS = lateMs * 0.001;
      const x = lons * (perDegree + slope * lats) + (lateMs > 0 ? east : ownEast) * lateS;
      const y = lats * metresPerDegree + (lateMs > 0 ? north : ownNorth) * lateS;
      const vx = east - ownEast;
      const vy = north - ownNorth;
      const along = x * vx + y * vy;
      const square = vx * vx + vy * vy + 1e-9;
      let withinS = -along / square;
      withinS = withinS < forS ? withinS : forS;
      withinS = withinS > 0 ? withinS : 0;
      const closest = x * x + y * y + (2 * along + square * withinS) * withinS;
      let roomM = (domain > ownDomain ? domain : ownDomain) * (times > ownTimes ? times : ownTimes);
      roomM = (roomM > besideM ? roomM : besideM) + ownHull + hull;
      if (closest <= roomM * roomM && end < out.length) out[end++] = vessels[place] as number;
    }
  }
  const of = cell * perCell;
  ofCells[of + OLDEST] = atMs + oldest;
  ofCells[of + NEWEST] = atMs + newest;
  ofCells[of + FURTHEST] = furthest;
  ofCells[of + LARGEST] = largest;
  ofCells[of + FASTEST] = Math.sqrt(fastest);
  return end;
}
