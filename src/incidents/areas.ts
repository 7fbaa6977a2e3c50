import type { MultiPolygon } from 'geojson';
import type { ProbabilityArea } from '../model/incident.ts';
import { outlines } from './outlines.ts';
import { left, type Particles } from './particles.ts';
import { lonLatOf, type Plane } from './plane.ts';

/** Cells from the west to the east end of a cloud, and how small they may be. */
const cellsAcross = 48;
const leastCellM = 10;

/** A box of cells over the cloud of particles, and how many lie in each; one empty cell runs all round. */
export interface Cloud {
  readonly x: number;
  readonly y: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  readonly counts: Float32Array;
  readonly total: number;
}

/** Null: all have left the map. */
export function cloudOf({ count, x, y, state }: Particles): Cloud | null {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (state[i] === left) continue;
    total++;
    west = Math.min(west, x[i] as number);
    east = Math.max(east, x[i] as number);
    south = Math.min(south, y[i] as number);
    north = Math.max(north, y[i] as number);
  }
  if (total === 0) return null;
  const cellM = Math.max(leastCellM, Math.max(east - west, north - south) / cellsAcross);
  const columns = Math.floor((east - west) / cellM) + 3;
  const rows = Math.floor((north - south) / cellM) + 3;
  const counts = new Float32Array(columns * rows);
  const [x0, y0] = [west - cellM, south - cellM];
  for (let i = 0; i < count; i++) {
    if (state[i] === left) continue;
    const at =
      Math.floor(((y[i] as number) - y0) / cellM) * columns + Math.floor(((x[i] as number) - x0) / cellM);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { x: x0, y: y0, cellM, columns, rows, counts, total };
}

/** Each cell with its eight neighbours, so that chance does not tear holes. */
export function smoothed({
  columns,
  rows,
  counts,
}: Pick<Cloud, 'columns' | 'rows' | 'counts'>): Float32Array {
  const across = new Float32Array(counts.length);
  const result = new Float32Array(counts.length);
  for (let i = 1; i + 1 < counts.length; i++)
    across[i] = ((counts[i - 1] as number) + (counts[i] as number) + (counts[i + 1] as number)) / 3;
  for (let i = columns; i + columns < columns * rows; i++)
    result[i] =
      ((across[i - columns] as number) + (across[i] as number) + (across[i + columns] as number)) / 3;
  return result;
}

/** The fewest cells, densest first, that hold a part of the particles, for each of `shares` (rising). */
export function areasOf(cloud: Cloud, plane: Plane, shares: readonly number[]): ProbabilityArea[] {
  const { columns, rows, counts, total } = cloud;
  const density = smoothed(cloud);
  const order = [...density.keys()].filter((i) => (counts[i] ?? 0) > 0);
  order.sort((a, b) => (density[b] ?? 0) - (density[a] ?? 0) || a - b);
  const inside = new Uint8Array(columns * rows);
  let held = 0;
  let next = 0;
  return shares.map((share) => {
    while (held < share * total && next < order.length) {
      const cell = order[next++] as number;
      held += counts[cell] as number;
      inside[cell] = 1;
    }
    return { share, geometry: geometryOf(inside.slice(), cloud, plane) };
  });
}

function geometryOf(inside: Uint8Array, { x, y, cellM, columns }: Cloud, plane: Plane): MultiPolygon {
  const coordinates = outlines(inside, columns).map((rings) =>
    rings.map((ring) =>
      ring.map(([column, row]) => [...lonLatOf(plane, x + column * cellM, y + row * cellM)]),
    ),
  );
  return { type: 'MultiPolygon', coordinates };
}
