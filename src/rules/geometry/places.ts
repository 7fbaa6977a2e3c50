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

export function createPlaces<T extends { readonly box: Box }>(): Places<T> {
  const byCell = new Map<number, T[]>();
  const all = new Set<T>();
  const large = new Set<T>();

  function* boxes(): Iterable<Box> {
    for (const { box } of all) yield box;
  }

  function eachCell({ west, south, east, north }: Box, visit: (row: number, column: number) => void): void {
    const [first, last] = [columnOf(west), columnOf(east)];
    const top = rowOf(north);
    for (let row = rowOf(south); row <= top; row++)
      for (let column = first; column <= last; column++) visit(row, column);
  }

  return {
    add(thing) {
      all.add(thing);
      if (!isSmall(thing.box)) {
        large.add(thing);
        return;
      }
      eachCell(thing.box, (row, column) => {
        const there = byCell.get(row * columns + column);
        if (there === undefined) byCell.set(row * columns + column, [thing]);
        else there.push(thing);
      });
    },
    remove(thing) {
      if (!all.delete(thing) || large.delete(thing)) return;
      eachCell(thing.box, (row, column) => {
        const left = byCell.get(row * columns + column)?.filter((other) => other !== thing) ?? [];
        if (left.length > 0) byCell.set(row * columns + column, left);
        else byCell.delete(row * columns + column);
      });
    },
    box: () => around(boxes()),
    within(box, visit) {
      if (!isSmall(box)) {
        for (const thing of all) if (meetsBox(thing.box, box)) visit(thing);
        return;
      }
      for (const thing of large) if (meetsBox(thing.box, box)) visit(thing);
      eachCell(box, (row, column) => {
        for (const thing of byCell.get(row * columns + column) ?? []) {
          // of the cells that it shares with the box the first speaks for all
          const isFirstRow = row === Math.max(rowOf(box.south), rowOf(thing.box.south));
          const isFirst = isFirstRow && column === Math.max(columnOf(box.west), columnOf(thing.box.west));
          if (isFirst && meetsBox(thing.box, box)) visit(thing);
        }
      });
    },
    someAt(lon, lat, isIt) {
      for (const thing of byCell.get(rowOf(lat) * columns + columnOf(lon)) ?? [])
        if (contains(thing.box, lon, lat) && isIt(thing, lon, lat)) return true;
      for (const thing of large) if (contains(thing.box, lon, lat) && isIt(thing, lon, lat)) return true;
      return false;
    },
  };
}
