import { type Box, isNowhere } from './box.ts';

/** About 440 m: a vessel stays in one for a minute or so, and few borders run through it. */
const smallestDeg = 0.004;
const mostCells = 262_144;

/** Cells over a box, by numbers from 0. */
export interface Cells {
  readonly count: number;
  /** -1 outside the box. */
  at(lon: number, lat: number): number;
  /** A little larger than the cell: rounding may count a position to the cell beside its own. */
  boxOf(cell: number): Box;
  /** Adds the cells that the straight line between two positions may run through; false when they are more than four. */
  along(lon0: number, lat0: number, lon1: number, lat1: number, out: number[]): boolean;
  /** Visits the cells that have anything to do with a box. */
  within(box: Box, visit: (cell: number) => void): void;
  /** False when cells made for this box would cover more, or be smaller. */
  serve(box: Box): boolean;
}

/** Side of the cells over a box. */
function sideOf({ west, south, east, north }: Box): number {
  let deg = smallestDeg;
  const number = (from: number, to: number): number => Math.floor((to - from) / deg) + 1;
  while (number(west, east) * number(south, north) > mostCells) deg *= 2;
  return deg;
}

const noCells: Cells = {
  count: 0,
  at: () => -1,
  boxOf: (cell) => {
    throw new RangeError(`no cell ${cell}`);
  },
  along: () => true,
  within() {},
  serve: isNowhere,
};

/** Cells over a box, as many as are allowed; over a larger box they are larger. */
export function createCells(box: Box): Cells {
  if (isNowhere(box)) return noCells;
  const { west, south, east, north } = box;
  const deg = sideOf(box);
  const number = (from: number, to: number): number => Math.floor((to - from) / deg) + 1;
  const rows = number(south, north);
  const columns = number(west, east);
  const rowOf = (lat: number): number => Math.floor((lat - south) / deg);
  const columnOf = (lon: number): number => Math.floor((lon - west) / deg);

  return {
    count: rows * columns,
    at(lon, lat) {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return -1;
      return rowOf(lat) * columns + columnOf(lon);
    },
    boxOf(cell) {
      const edge = deg * 1e-6;
      const w = west + (cell % columns) * deg - edge;
      const s = south + Math.floor(cell / columns) * deg - edge;
      return { west: w, south: s, east: w + deg + 2 * edge, north: s + deg + 2 * edge };
    },
    along(lon0, lat0, lon1, lat1, out) {
      const firstRow = Math.max(0, rowOf(Math.min(lat0, lat1)));
      const lastRow = Math.min(rows - 1, rowOf(Math.max(lat0, lat1)));
      const firstColumn = Math.max(0, columnOf(Math.min(lon0, lon1)));
      const lastColumn = Math.min(columns - 1, columnOf(Math.max(lon0, lon1)));
      if (lastRow - firstRow > 1 || lastColumn - firstColumn > 1) return false;
      for (let row = firstRow; row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++) out.push(row * columns + column);
      return true;
    },
    within(near, visit) {
      // and those beside them, which are a little larger than they are
      const firstColumn = Math.max(0, columnOf(near.west) - 1);
      const lastColumn = Math.min(columns - 1, columnOf(near.east) + 1);
      const lastRow = Math.min(rows - 1, rowOf(near.north) + 1);
      for (let row = Math.max(0, rowOf(near.south) - 1); row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++) visit(row * columns + column);
    },
    serve(other) {
      if (isNowhere(other)) return true;
      const isCovered =
        other.west >= west && other.east <= east && other.south >= south && other.north <= north;
      return isCovered && sideOf(other) === deg;
    },
  };
}
