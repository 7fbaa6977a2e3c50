import { type Box, isNowhere } from './box.ts';

/** About 440 m: a vessel stays in one for a minute or so, and few borders run through it. */
const smallestDeg = 0.004;
const mostCells = 262_144;

/** Things by place: what holds for a cell is found out when it is first asked for. Grows by the cells asked for. */
export interface Cells<T> {
  /** Null outside the box. */
  at(lon: number, lat: number): T | null;
  /** Adds the cells that the straight line between two positions may run through; false when they are more than four. */
  along(lon0: number, lat0: number, lon1: number, lat1: number, out: T[]): boolean;
  /** Something changed in this box: what holds for the cells there is found out anew. */
  forget(box: Box): void;
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

/**
 * Cells over a box, as many as are allowed; over a larger box they are larger.
 *
 * @param find what holds for the whole of a cell
 */
export function createCells<T>(box: Box, find: (cell: Box) => T): Cells<T> {
  if (isNowhere(box)) return { at: () => null, along: () => true, forget() {}, serve: isNowhere };
  const { west, south, east, north } = box;
  const deg = sideOf(box);
  const number = (from: number, to: number): number => Math.floor((to - from) / deg) + 1;
  const rows = number(south, north);
  const columns = number(west, east);
  const known: (T | undefined)[] = new Array(rows * columns);
  const rowOf = (lat: number): number => Math.floor((lat - south) / deg);
  const columnOf = (lon: number): number => Math.floor((lon - west) / deg);

  function learn(row: number, column: number): T {
    // a little larger than it is: rounding may count a position to the cell beside its own
    const edge = deg * 1e-6;
    const w = west + column * deg - edge;
    const s = south + row * deg - edge;
    const found = find({ west: w, south: s, east: w + deg + 2 * edge, north: s + deg + 2 * edge });
    known[row * columns + column] = found;
    return found;
  }

  const cell = (row: number, column: number): T => known[row * columns + column] ?? learn(row, column);

  return {
    at(lon, lat) {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return null;
      return cell(rowOf(lat), columnOf(lon));
    },
    along(lon0, lat0, lon1, lat1, out) {
      const firstRow = Math.max(0, rowOf(Math.min(lat0, lat1)));
      const lastRow = Math.min(rows - 1, rowOf(Math.max(lat0, lat1)));
      const firstColumn = Math.max(0, columnOf(Math.min(lon0, lon1)));
      const lastColumn = Math.min(columns - 1, columnOf(Math.max(lon0, lon1)));
      if (lastRow - firstRow > 1 || lastColumn - firstColumn > 1) return false;
      for (let row = firstRow; row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++) out.push(cell(row, column));
      return true;
    },
    forget(changed) {
      // and those beside them, which are a little larger than they are
      const firstColumn = Math.max(0, columnOf(changed.west) - 1);
      const lastColumn = Math.min(columns - 1, columnOf(changed.east) + 1);
      const lastRow = Math.min(rows - 1, rowOf(changed.north) + 1);
      for (let row = Math.max(0, rowOf(changed.south) - 1); row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++)
          known[row * columns + column] = undefined;
    },
    serve(other) {
      if (isNowhere(other)) return true;
      const isCovered =
        other.west >= west && other.east <= east && other.south >= south && other.north <= north;
      return isCovered && sideOf(other) === deg;
    },
  };
}
