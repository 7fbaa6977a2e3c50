import { around, type Box, meetsBox } from './box.ts';

/** About a kilometre. */
const cellDeg = 0.01;
/** What lies over more cells is asked everywhere, and a question about more looks at everything. */
const mostCells = 4096;
const columns = Math.ceil(360 / cellDeg) + 1;
const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg);

const isSmall = ({ west, south, east, north }: Box): boolean =>
  (columnOf(east) - columnOf(west) + 1) * (rowOf(north) - rowOf(south) + 1) <= mostCells;

const contains = ({ west, south, east, north }: Box, lon: number, lat: number): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Things by the box that they lie in. Each comes and goes at its own cost. Grows by the cells that they cover. */
export interface Places<T extends { readonly box: Box }> {
  add(thing: T): void;
  remove(thing: T): void;
  /** The box around everything. */
  box(): Box;
  /** Visits each thing whose box has a point in common with this one, once. */
  within(box: Box, visit: (thing: T) => void): void;
  /** Whether that is so of a thing whose box holds the position. */
  someAt(lon: number, lat: number, isIt: (thing: T, lon: number, lat: number) => boolean): boolean;
}

/** What lies in one cell, and the boxes side by side: west, south, east, north. */
interface Here<T> {
  readonly things: T[];
  readonly boxes: number[];
}

export function createPlaces<T extends { readonly box: Box }>(): Places<T> {
  const byCell = new Map<number, Here<T>>();
  const all = new Set<T>();
  const large = new Set<T>();

  function* boxes(): Iterable<Box> {
    for (const { box } of all) yield box;
  }

  function eachCell({ west, south, east, north }: Box, visit: (cell: number) => void): void {
    const [first, last] = [columnOf(west), columnOf(east)];
    const top = rowOf(north);
    for (let row = rowOf(south); row <= top; row++)
      for (let column = first; column <= last; column++) visit(row * columns + column);
  }

  /** Of the cells that a thing shares with the box the first speaks for all. */
  function withinCell(row: number, column: number, box: Box, visit: (thing: T) => void): void {
    const here = byCell.get(row * columns + column);
    if (here === undefined) return;
    const { things, boxes: four } = here;
    const firstRow = rowOf(box.south);
    const firstColumn = columnOf(box.west);
    for (let i = 0; i < things.length; i++) {
      const west = four[4 * i] as number;
      const south = four[4 * i + 1] as number;
      if (west > box.east || (four[4 * i + 2] as number) < box.west) continue;
      if (south > box.north || (four[4 * i + 3] as number) < box.south) continue;
      const isFirstRow = row === firstRow || row === rowOf(south);
      if (isFirstRow && (column === firstColumn || column === columnOf(west))) visit(things[i] as T);
    }
  }

  return {
    add(thing) {
      all.add(thing);
      if (!isSmall(thing.box)) {
        large.add(thing);
        return;
      }
      const { west, south, east, north } = thing.box;
      eachCell(thing.box, (cell) => {
        const here = byCell.get(cell) ?? { things: [], boxes: [] };
        here.things.push(thing);
        here.boxes.push(west, south, east, north);
        byCell.set(cell, here);
      });
    },
    remove(thing) {
      if (!all.delete(thing) || large.delete(thing)) return;
      eachCell(thing.box, (cell) => {
        const here = byCell.get(cell);
        const at = here?.things.indexOf(thing) ?? -1;
        if (here === undefined || at < 0) return;
        here.things.splice(at, 1);
        here.boxes.splice(4 * at, 4);
        if (here.things.length === 0) byCell.delete(cell);
      });
    },
    box: () => around(boxes()),
    within(box, visit) {
      if (!isSmall(box)) {
        for (const thing of all) if (meetsBox(thing.box, box)) visit(thing);
        return;
      }
      for (const thing of large) if (meetsBox(thing.box, box)) visit(thing);
      const lastColumn = columnOf(box.east);
      const lastRow = rowOf(box.north);
      for (let row = rowOf(box.south); row <= lastRow; row++)
        for (let column = columnOf(box.west); column <= lastColumn; column++)
          withinCell(row, column, box, visit);
    },
    someAt(lon, lat, isIt) {
      const here = byCell.get(rowOf(lat) * columns + columnOf(lon));
      if (here !== undefined)
        for (let i = 0, four = here.boxes; i < here.things.length; i++) {
          if (lon < (four[4 * i] as number) || lon > (four[4 * i + 2] as number)) continue;
          if (lat < (four[4 * i + 1] as number) || lat > (four[4 * i + 3] as number)) continue;
          if (isIt(here.things[i] as T, lon, lat)) return true;
        }
      for (const thing of large) if (contains(thing.box, lon, lat) && isIt(thing, lon, lat)) return true;
      return false;
    },
  };
}
