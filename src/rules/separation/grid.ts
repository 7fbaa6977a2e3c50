const metresPerDegree = 111_195;
/** About 250 m to the north; to the east it narrows with the latitude. */
const cellDeg = 0.00225;
const columns = 160_000;

const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg);
const keyOf = (row: number, column: number): number =>
  row * columns + (((column % columns) + columns) % columns);

/** Vessels by place. Grows by those that are put and not removed. */
export interface Grid {
  /** Puts a vessel, or moves it. */
  put(mmsi: number, lon: number, lat: number): void;
  remove(mmsi: number): void;
  /** At most `most` vessels out of the cells that reach within so many metres. */
  near(lon: number, lat: number, metres: number, most: number): number[];
  readonly size: number;
}

export function createGrid(): Grid {
  const cells = new Map<number, Set<number>>();
  const placed = new Map<number, number>();

  function remove(mmsi: number): void {
    const key = placed.get(mmsi);
    if (key === undefined) return;
    placed.delete(mmsi);
    const cell = cells.get(key);
    cell?.delete(mmsi);
    if (cell?.size === 0) cells.delete(key);
  }

  return {
    remove,
    put(mmsi, lon, lat) {
      const key = keyOf(rowOf(lat), columnOf(lon));
      if (placed.get(mmsi) === key) return;
      remove(mmsi);
      placed.set(mmsi, key);
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, new Set([mmsi]));
      else cell.add(mmsi);
    },
    near(lon, lat, metres, most) {
      const found: number[] = [];
      const north = metres / metresPerDegree;
      // no ship lies near the poles: there the cells would be too many to look at
      const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
      for (let row = rowOf(lat - north); row <= rowOf(lat + north); row++)
        for (let column = columnOf(lon - east); column <= columnOf(lon + east); column++) {
          const cell = cells.get(keyOf(row, column));
          if (cell === undefined) continue;
          for (const mmsi of cell) {
            if (found.length >= most) return found;
            found.push(mmsi);
          }
        }
      return found;
    },
    get size() {
      return placed.size;
    },
  };
}
