import type { Random } from '../lib/random.ts';
import type { Slick } from '../model/incident.ts';
import { type Plane, planeAt, xOf, yOf } from './plane.ts';
import { cellAt, land, type Water } from './water.ts';

/** Shapes are drawn by eye: oil seen so far from drawn water is taken to be on it. */
const snapM = 250;

/** Where the particles of a slick begin. */
export interface Start {
  readonly plane: Plane;
  /** Null: no water is drawn there. */
  readonly water: Water | null;
  /** x and y, one after the other. */
  readonly places: Float64Array;
}

/** Even over the disc that was seen, as far as its water hangs together: not over the quay into the next dock. */
export function startOf(
  { position, radiusM }: Slick,
  water: Water | null,
  count: number,
  random: Random,
): Start {
  const [lon, lat] = position;
  const first = water === null ? null : nearestWater(water, xOf(water.plane, lon), yOf(water.plane, lat));
  const places = new Float64Array(2 * count);
  if (water === null || first === null) {
    for (let i = 0; i < count; i++) {
      const [r, angle] = [radiusM * Math.sqrt(random.unit()), 2 * Math.PI * random.unit()];
      places[2 * i] = r * Math.cos(angle);
      places[2 * i + 1] = r * Math.sin(angle);
    }
    return { plane: planeAt(position), water: null, places };
  }
  const { cellM, columns } = water;
  const cells = together(water, first, radiusM);
  for (let i = 0; i < count; i++) {
    const cell = random.pick(cells);
    places[2 * i] = ((cell % columns) + random.unit()) * cellM;
    places[2 * i + 1] = (Math.floor(cell / columns) + random.unit()) * cellM;
  }
  return { plane: water.plane, water, places };
}

/** The water cell nearest to a place, or null when there is none near. */
export function nearestWater(water: Water, x: number, y: number, withinM = snapM): number | null {
  const { cellM, columns, rows } = water;
  const [column, row] = [Math.floor(x / cellM), Math.floor(y / cellM)];
  const reach = Math.ceil(withinM / cellM);
  let nearest: number | null = null;
  let nearestM = withinM + cellM;
  for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++)
    for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++) {
      if (water.cells[r * columns + c] === land) continue;
      const m = Math.hypot((c + 0.5) * cellM - x, (r + 0.5) * cellM - y);
      if (m >= nearestM) continue;
      nearest = r * columns + c;
      nearestM = m;
    }
  return nearest;
}

/** The cells that can be reached from one over water without leaving the disc around it; it is the first. */
function together({ cellM, columns, cells, ...rest }: Water, first: number, radiusM: number): number[] {
  const water = { cellM, columns, cells, ...rest };
  const [x0, y0] = [((first % columns) + 0.5) * cellM, (Math.floor(first / columns) + 0.5) * cellM];
  const found = [first];
  const seen = new Set(found);
  for (const cell of found)
    for (const next of [cell + 1, cell - 1, cell + columns, cell - columns]) {
      const [x, y] = [((next % columns) + 0.5) * cellM, (Math.floor(next / columns) + 0.5) * cellM];
      if (seen.has(next) || Math.hypot(x - x0, y - y0) > radiusM) continue;
      if ((cellAt(water, x, y) ?? land) === land) continue;
      seen.add(next);
      found.push(next);
    }
  return found;
}
