import { type Blocks, perBlock, width } from '../geometry/blocks.ts';
import type { Mover } from './mover.ts';
import { metresPerDegree } from './parallels.ts';

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
export const perCell = 4;
/* Of the vessels of a cell: the oldest and newest position, the furthest domain and hull. Never less than it is. */
const OLDEST = 0;
const NEWEST = 1;
const FURTHEST = 2;
const LARGEST = 3;

const perUnit = 1e-7;
const halfTurn = 180;
/** What short numbers lose. */
const roundingM = 0.2;

/** Writes what the first look needs of the vessel at this place. */
export function note(blocks: Blocks, cell: number, place: number, mover: Mover): void {
  const { ints, floats, ofCells } = blocks;
  const at = place * width;
  ints[at + LON] = Math.round(mover.lon / perUnit);
  ints[at + LAT] = Math.round(mover.lat / perUnit);
  ints[at + AT] = mover.atMs;
  floats[at + EAST] = mover.east;
  floats[at + NORTH] = mover.north;
  floats[at + DOMAIN] = mover.domainM;
  floats[at + HULL] = mover.hullM;
  floats[at + TIMES] = mover.times;
  const of = cell * perCell;
  const isNew = Number.isNaN(ofCells[of + OLDEST] as number);
  ofCells[of + OLDEST] = isNew ? mover.atMs : Math.min(ofCells[of + OLDEST] as number, mover.atMs);
  ofCells[of + NEWEST] = isNew ? mover.atMs : Math.max(ofCells[of + NEWEST] as number, mover.atMs);
  ofCells[of + FURTHEST] = isNew ? mover.domainM : Math.max(ofCells[of + FURTHEST] as number, mover.domainM);
  ofCells[of + LARGEST] = isNew ? mover.hullM : Math.max(ofCells[of + LARGEST] as number, mover.hullM);
}

export interface Looking {
  readonly besideM: number;
  /** The most that a domain grows by cargo. */
  readonly mostTimes: number;
  readonly maxAgeMs: number;
}

/** How far around the end of its way a vessel finds those of the cell that may meet it within its horizon: metres. */
export function radiusFor(blocks: Blocks, cell: number, own: Mover, speedMps: number, s: Looking): number {
  const { ofCells } = blocks;
  const of = cell * perCell;
  const older = own.atMs - (ofCells[of + OLDEST] as number);
  const newer = (ofCells[of + NEWEST] as number) - own.atMs;
  const apartMs = Math.min(s.maxAgeMs, Math.max(older, newer));
  const domainM = Math.max(own.domainM, ofCells[of + FURTHEST] as number) * s.mostTimes;
  const reachM = own.hullM + (ofCells[of + LARGEST] as number) + Math.max(domainM, s.besideM);
  return speedMps * (own.horizonS + apartMs / 1000) + reachM + roundingM;
}

/**
 * The first look, at all vessels of a cell: how close their antennas come to this one within its horizon, by numbers that lie side
 * by side. Most stay out of reach. Writes the others into `out`, behind the `found` that are there; how many there are then. Of a
 * cell with more than `most` vessels some are not looked at.
 */
export function lookAt(
  blocks: Blocks,
  cell: number,
  own: Mover,
  cos: number,
  sin: number,
  besideM: number,
  most: number,
  out: Int32Array,
  found: number,
): number {
  const { ints, floats, vessels, counts, behind, ofCells } = blocks;
  const { lon, lat, east: ownEast, north: ownNorth, horizonS, domainM: ownDomain, times: ownTimes } = own;
  const ownAt = own.atMs | 0;
  const ownHull = own.hullM + roundingM;
  // the mean of the two cosines falls with the latitude of the other by half of the sine
  const perDegree = metresPerDegree * cos;
  const slope = -metresPerDegree * sin * (Math.PI / 360);
  let end = found;
  let left = most;
  let oldest = 0x7fff_ffff;
  let newest = -0x7fff_ffff;
  let furthest = 0;
  let largest = 0;
  for (let block = blocks.firstOf(cell); block >= 0; block = behind[block] as number) {
    const first = block * perBlock;
    const behindLast = first + (counts[block] as number);
    if (left <= 0) return end;
    left -= perBlock;
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
      const lateS = lateMs * 0.001;
      const x = lons * (perDegree + slope * lats) + (lateMs > 0 ? east : ownEast) * lateS;
      const y = lats * metresPerDegree + (lateMs > 0 ? north : ownNorth) * lateS;
      const vx = east - ownEast;
      const vy = north - ownNorth;
      const along = x * vx + y * vy;
      const square = vx * vx + vy * vy + 1e-9;
      let withinS = -along / square;
      withinS = withinS < horizonS ? withinS : horizonS;
      withinS = withinS > 0 ? withinS : 0;
      const closest = x * x + y * y + (2 * along + square * withinS) * withinS;
      let roomM = (domain > ownDomain ? domain : ownDomain) * (times > ownTimes ? times : ownTimes);
      roomM = (roomM > besideM ? roomM : besideM) + ownHull + hull;
      if (closest <= roomM * roomM && end < out.length) out[end++] = vessels[place] as number;
    }
  }
  const of = cell * perCell;
  ofCells[of + OLDEST] = own.atMs + oldest;
  ofCells[of + NEWEST] = own.atMs + newest;
  ofCells[of + FURTHEST] = furthest;
  ofCells[of + LARGEST] = largest;
  return end;
}
