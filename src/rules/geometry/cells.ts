import { type Box, noBox } from './box.ts';

/** About 440 m: a vessel stays in one for a minute or so, and few borders run through it. */
const smallestDeg = 0.004;
const mostCells = 262_144;

/** Things by place: what holds for a cell is found out when it is first asked for. Grows by the cells asked for. */
export interface Cells<T> {
  /** Null outside the box. */
  at(lon: number, lat: number): T | null;
}

/**
 * Cells over a box, as many as are allowed; over a larger box they are larger.
 *
 * @param find what holds for the whole of a cell
 */
export function createCells<T>(box: Box, find: (cell: Box) => T): Cells<T> {
  if (box === noBox) return { at: () => null };
  const { west, south, east, north } = box;
  let deg = smallestDeg;
  const along = (from: number, to: number): number => Math.floor((to - from) / deg) + 1;
  while (along(west, east) * along(south, north) > mostCells) deg *= 2;
  const columns = along(west, east);
  const known: (T | undefined)[] = Array.from({ length: columns * along(south, north) });

  function learn(row: number, column: number): T {
    // a little larger than it is: a position on its edge may be counted to it by rounding
    const edge = deg * 1e-6;
    const w = west + column * deg;
    const s = south + row * deg;
    const found = find({ west: w - edge, south: s - edge, east: w + deg + edge, north: s + deg + edge });
    known[row * columns + column] = found;
    return found;
  }

  return {
    at(lon, lat) {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return null;
      const row = Math.floor((lat - south) / deg);
      const column = Math.floor((lon - west) / deg);
      return known[row * columns + column] ?? learn(row, column);
    },
  };
}
