import { createBlocks } from '../geometry/blocks.ts';
import { type Looking, lookAt, note, perCell, radiusFor } from './first-look.ts';
import type { Mover } from './mover.ts';
import { cellDeg, columnsOf, earthRadiusM, metresPerDegree, middleOf, radians, rowOf } from './parallels.ts';

const none = -1;
/** What numbers lose. */
const roundingM = 0.1;

/** Places of the numbers of a row, which lie side by side: what is asked of a vessel is then in two lines of the cache. */
const LON = 0;
const LAT = 1;
const COS = 2;
const EAST = 3;
const NORTH = 4;
const SPEED = 5;
const AT = 6;
const HORIZON = 7;
const DOMAIN = 8;
const HULL = 9;
const TIMES = 10;
const DOMAIN_ALONG = 11;
const DOMAIN_ACROSS = 12;
const HULL_ALONG = 13;
const HULL_ACROSS = 14;
const width = 16;

export interface TrafficSettings extends Looking {
  readonly lookM: number;
  readonly maxNeighbours: number;
  /** Metres a second. */
  readonly besideMps: number;
}

/**
 * Vessels under way by place, in rows of numbers: a question about one neighbourhood costs the same however many there are
 * elsewhere, and makes no object. Grows to the most vessels that were under way at once; rows are used again.
 */
export interface Traffic {
  /** Row of a new vessel. */
  add(): number;
  move(row: number, mover: Mover): void;
  remove(row: number): void;
  /**
   * Writes into `out` the rows that may meet this one, and are no faster: of two the faster finds the slower, because only its own
   * speed then says how far to look. Returns how many. The mover is that of the last move of the row.
   */
  near(row: number, mover: Mover, out: Int32Array): number;
  /** Calls `stale` with each row whose position is older than `beforeMs`. */
  sweep(beforeMs: number, stale: (row: number) => void): void;
  readonly size: number;
}

/** 0, 1, -1, 2, -2, …: the cells around are looked at from the inside. */
const outward = (i: number): number => ((i & 1) === 1 ? (i + 1) >> 1 : 0 - (i >> 1));

/** Columns begin anew behind the antimeridian. */
const within = (column: number, columns: number): number =>
  column < 0 ? column + columns : column >= columns ? column - columns : column;

export function createTraffic(s: TrafficSettings): Traffic {
  const blocks = createBlocks(perCell);
  let table = new Float64Array(256 * width);
  const free: number[] = [];
  let used = 0;
  let size = 0;
  /** Of any vessel so far, never over `lookM`. */
  let largestDomainM = 0;
  let largestHullM = 0;

  /** Part of its way that a vessel makes in a direction. */
  function alongOf(i: number, x: number, y: number): number {
    const [east, north] = [table[i + EAST] as number, table[i + NORTH] as number];
    return Math.abs(east * x + north * y) / (table[i + SPEED] as number);
  }

  /** A box, of which the length and then the breadth stand at `at`, as it lies to a direction. */
  const breadth = (at: number, along: number, side: number): number =>
    (table[at] as number) * along + (table[at + 1] as number) * side;

  /**
   * Whether one can come into the other's domain at all. What lies between two across the way that they move to each other
   * (`vx`, `vy`) stays as broad as it is; domain and hull are taken for boxes along their courses.
   */
  function canReach(i: number, j: number, x: number, y: number, vx: number, vy: number): boolean {
    const relative = Math.sqrt(vx * vx + vy * vy);
    if (relative < 0.1) return true;
    const acrossX = vy / relative;
    const acrossY = -vx / relative;
    const alongI = alongOf(i, acrossX, acrossY);
    const alongJ = alongOf(j, acrossX, acrossY);
    const sideI = Math.sqrt(Math.max(0, 1 - alongI * alongI));
    const sideJ = Math.sqrt(Math.max(0, 1 - alongJ * alongJ));
    const hullsM = breadth(i + HULL_ALONG, alongI, sideI) + breadth(j + HULL_ALONG, alongJ, sideJ);
    const domainI = breadth(i + DOMAIN_ALONG, alongI, sideI);
    const domainJ = breadth(j + DOMAIN_ALONG, alongJ, sideJ);
    const times = Math.max(table[i + TIMES] as number, table[j + TIMES] as number);
    const apartM = Math.abs(x * acrossX + y * acrossY);
    return apartM <= times * Math.max(domainI, domainJ) + hullsM + roundingM;
  }

  /** The second look. Where the rows of the two begin. */
  function mayMeet(a: number, b: number): boolean {
    if ((table[b + SPEED] as number) > (table[a + SPEED] as number)) return false;
    const apartMs = (table[a + AT] as number) - (table[b + AT] as number);
    if (apartMs > s.maxAgeMs || -apartMs > s.maxAgeMs) return false;
    let lons = (table[b + LON] as number) - (table[a + LON] as number);
    if (lons > 180) lons -= 360;
    else if (lons < -180) lons += 360;
    const vx = (table[b + EAST] as number) - (table[a + EAST] as number);
    const vy = (table[b + NORTH] as number) - (table[a + NORTH] as number);
    // both to the later of the two times
    const late = apartMs > 0 ? b : a;
    const lateS = apartMs / 1000;
    const perDegree = metresPerDegree * (((table[a + COS] as number) + (table[b + COS] as number)) / 2);
    const x = lons * perDegree + (table[late + EAST] as number) * lateS;
    const lats = (table[b + LAT] as number) - (table[a + LAT] as number);
    const y = lats * metresPerDegree + (table[late + NORTH] as number) * lateS;
    const apart = x * x + y * y;
    if (apart > s.lookM * s.lookM) return false;
    const square = vx * vx + vy * vy;
    const hullsM = (table[a + HULL] as number) + (table[b + HULL] as number);
    const besideM = hullsM + s.besideM;
    if (square < s.besideMps * s.besideMps && apart < besideM * besideM) return true;
    const domainM = Math.max(table[a + DOMAIN] as number, table[b + DOMAIN] as number);
    const reachM = domainM * Math.max(table[a + TIMES] as number, table[b + TIMES] as number) + hullsM;
    const along = x * vx + y * vy;
    // the antennas part; the hulls may not
    if (along >= 0) return apart <= reachM * reachM;
    const withinS = Math.min(table[a + HORIZON] as number, table[b + HORIZON] as number, -along / square);
    if (apart + (2 * along + square * withinS) * withinS > reachM * reachM) return false;
    return canReach(a, b, x, y, vx, vy);
  }

  function write(at: number, mover: Mover): void {
    table[at + LON] = mover.lon;
    table[at + LAT] = mover.lat;
    table[at + COS] = Math.cos(mover.lat * radians);
    table[at + EAST] = mover.east;
    table[at + NORTH] = mover.north;
    table[at + SPEED] = Math.sqrt(mover.east * mover.east + mover.north * mover.north);
    table[at + AT] = mover.atMs;
    table[at + HORIZON] = mover.horizonS;
    table[at + DOMAIN] = mover.domainM;
    table[at + HULL] = mover.hullM;
    table[at + TIMES] = mover.times;
    table[at + DOMAIN_ALONG] = mover.domainAlongM;
    table[at + DOMAIN_ACROSS] = mover.domainAcrossM;
    table[at + HULL_ALONG] = mover.hullAlongM;
    table[at + HULL_ACROSS] = mover.hullAcrossM;
  }

  /** The first look at all that are around: how many are written into `out`. */
  function around(own: number, mover: Mover, out: Int32Array): number {
    // Who comes near within the horizon, and sails no faster, is now in a circle around the place where this one is then. A
    // position may be as old as `maxAgeMs`: so long the other may have sailed on.
    const speed = table[own + SPEED] as number;
    const cos = table[own + COS] as number;
    const sin = Math.sin(mover.lat * radians);
    const aheadM = mover.east * mover.horizonS;
    const domainM = Math.max(largestDomainM, mover.domainM) * s.mostTimes;
    const reachM = mover.hullM + largestHullM + Math.max(domainM, s.besideM);
    const radiusM = speed * (mover.horizonS + s.maxAgeMs / 1000) + reachM;
    const middleLat = mover.lat + (mover.north * mover.horizonS) / metresPerDegree;
    const firstRow = rowOf(middleLat - radiusM / metresPerDegree);
    const lastRow = rowOf(middleLat + radiusM / metresPerDegree);
    const ownRow = rowOf(mover.lat) | 0;
    const mostRows = 2 * Math.max(lastRow - ownRow, ownRow - firstRow);
    // the further apart two are to the north, the less a degree of longitude is the same for both
    const slackM = roundingM + (radiusM * radiusM * Math.abs(sin / cos)) / earthRadiusM;
    let found = 0;
    let left = s.maxNeighbours;
    for (let r = 0; r <= mostRows; r++) {
      const row = ownRow + outward(r);
      if (row < firstRow || row > lastRow) continue;
      const columns = columnsOf(row);
      const columnM = (360 / columns) * metresPerDegree * cos;
      const exact = ((mover.lon + 180) / 360) * columns;
      const ownColumn = Math.floor(exact) | 0;
      // where the cell of its own longitude begins to the east of it, or rather of the end of its way
      const beginsM = (ownColumn - exact) * columnM - aheadM;
      const offM = Math.max(0, Math.abs(middleOf(row) - middleLat) - cellDeg / 2) * metresPerDegree;
      const chordM = Math.sqrt(Math.max(0, radiusM * radiusM - offM * offM)) + slackM;
      const first = Math.floor((-chordM - beginsM) / columnM) | 0;
      const last = Math.floor((chordM - beginsM) / columnM) | 0;
      const sides = Math.min(columns - 1, 2 * Math.max(last, -first));
      for (let c = 0; c <= sides; c++) {
        const side = outward(c);
        if (side < first || side > last) continue;
        const cell = blocks.find(row, within(ownColumn + side, columns));
        if (cell === none) continue;
        const westM = beginsM + side * columnM;
        const gapM = westM > 0 ? westM : westM + columnM < 0 ? -westM - columnM : 0;
        const sideM = gapM > slackM ? gapM - slackM : 0;
        const farM = radiusFor(blocks, cell, mover, speed, s);
        if (sideM * sideM + offM * offM > farM * farM) continue;
        if (left <= 0) return found;
        found = lookAt(blocks, cell, mover, cos, sin, s.besideM, left, out, found);
        left -= blocks.countOf(cell);
      }
    }
    return found;
  }

  return {
    add() {
      size++;
      const row = free.pop() ?? used++;
      if ((row + 1) * width > table.length) {
        const longer = new Float64Array(2 * table.length);
        longer.set(table);
        table = longer;
      }
      return row;
    },
    move(i, mover) {
      const row = rowOf(mover.lat);
      const columns = columnsOf(row);
      const column = Math.floor(((mover.lon + 180) / 360) * columns) % columns;
      const place = blocks.put(i, row, column);
      note(blocks, blocks.cellOf(i), place, mover);
      write(i * width, mover);
      largestDomainM = Math.min(s.lookM, Math.max(largestDomainM, mover.domainM));
      largestHullM = Math.min(s.lookM, Math.max(largestHullM, mover.hullM));
    },
    remove(i) {
      blocks.remove(i);
      free.push(i);
      size--;
    },
    near(i, mover, out) {
      const count = around(i * width, mover, out);
      let found = 0;
      for (let at = 0; at < count; at++) {
        const j = out[at] as number;
        if (j !== i && mayMeet(i * width, j * width)) out[found++] = j;
      }
      return found;
    },
    sweep(beforeMs, stale) {
      for (let i = 0; i < used; i++)
        if (blocks.cellOf(i) !== none && (table[i * width + AT] as number) < beforeMs) stale(i);
    },
    get size() {
      return size;
    },
  };
}
