import type { Blocks } from '../geometry/blocks.ts';
import { type Looking, lookAt, type Question, radiusFor } from './first-look.ts';
import { cellDeg, columnsOf, earthRadiusM, metresPerDegree, middleOf, radians, rowOf } from './parallels.ts';
import { COS, EAST, HULL, LAT, LON, NORTH, SPEED } from './row.ts';

const none = -1;
/** What numbers lose. */
const roundingM = 0.1;

/** 0, 1, -1, 2, -2, …: the cells around are looked at from the inside. */
const outward = (i: number): number => ((i & 1) === 1 ? (i + 1) >> 1 : 0 - (i >> 1));

/** Columns begin anew behind the antimeridian. */
const within = (column: number, columns: number): number =>
  column < 0 ? column + columns : column >= columns ? column - columns : column;

/** The first look at all that are around the vessel whose row begins at `own` in `t`: how many are written into `out`. */
export function around(
  blocks: Blocks,
  t: Float64Array,
  own: number,
  q: Question,
  s: Looking,
  out: Int32Array,
): number {
  // Who comes near in this time, and sails no faster than this speed, is now in a circle around the place where this one is then. The
  // other's place may be told earlier or later: so long either may have sailed on.
  const cos = t[own + COS] as number;
  const lon = t[own + LON] as number;
  const lat = t[own + LAT] as number;
  const sin = Math.sin(lat * radians);
  const aheadM = (t[own + EAST] as number) * q.forS;
  const fastestMps = Math.max(t[own + SPEED] as number, q.fastestMps);
  const radiusM =
    fastestMps * (q.forS + q.apartMs / 1000) + (t[own + HULL] as number) + q.largestM + q.driftM;
  const middleLat = lat + ((t[own + NORTH] as number) * q.forS) / metresPerDegree;
  const firstRow = rowOf(middleLat - radiusM / metresPerDegree);
  const lastRow = rowOf(middleLat + radiusM / metresPerDegree);
  const ownRow = rowOf(lat) | 0;
  const mostRows = 2 * Math.max(lastRow - ownRow, ownRow - firstRow);
  // the further apart two are to the north, the less a degree of longitude is the same for both
  const slackM = roundingM + (radiusM * radiusM * Math.abs(sin / cos)) / earthRadiusM;
  let found = 0;
  let left = q.most;
  for (let r = 0; r <= mostRows; r++) {
    const row = ownRow + outward(r);
    if (row < firstRow || row > lastRow) continue;
    const columns = columnsOf(row);
    const columnM = (360 / columns) * metresPerDegree * cos;
    const exact = ((lon + 180) / 360) * columns;
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
      const farM = radiusFor(blocks, cell, t, own, q, s);
      if (sideM * sideM + offM * offM > farM * farM) continue;
      if (left <= 0) return found;
      found = lookAt(blocks, cell, t, own, sin, q, s.besideM, left, out, found);
      left -= blocks.countOf(cell);
    }
  }
  return found;
}
