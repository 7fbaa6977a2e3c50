import type { Random } from '../lib/random.ts';
import type { Slick } from '../model/incident.ts';
import { type Plane, planeAt, xOf, yOf } from './plane.ts';
import { extentOf, shapeOf } from './seen.ts';
import { cellAt, land, type Water } from './water.ts';

/** Shapes are drawn by eye: oil seen so far from drawn water is taken to be on it. */
const snapM = 250;
/** An outline so thin that none of so many places in its box lies in it is taken for its box. */
const mostTries = 1_000;

/** Where the particles of a slick begin. */
export interface Start {
  readonly plane: Plane;
  /** Null: no water is drawn there. */
  readonly water: Water | null;
  /** x and y, one after the other. */
  readonly places: Float64Array;
}

/** Even over what was seen: of a disc as far as its water hangs together, not over the quay into the next dock. */
export function startOf(slick: Slick, water: Water | null, count: number, random: Random): Start {
  const { position, radiusM, outline } = slick;
  const places = new Float64Array(2 * count);
  const drawn = water === null ? [] : cellsOf(slick, water);
  const first =
    water === null ? null : nearestWater(water, xOf(water.plane, position[0]), yOf(water.plane, position[1]));
  if (water !== null && (drawn.length > 0 || first !== null)) {
    const { cellM, columns } = water;
    const cells =
      outline === undefined || drawn.length === 0 ? together(water, first as number, radiusM) : drawn;
    for (let i = 0; i < count; i++) {
      const cell = random.pick(cells);
      places[2 * i] = ((cell % columns) + random.unit()) * cellM;
      places[2 * i + 1] = (Math.floor(cell / columns) + random.unit()) * cellM;
    }
    return { plane: water.plane, water, places };
  }
  const plane = planeAt(position);
  const inside = shapeOf(slick, plane);
  const [west, south, east, north] = extentOf(slick, plane);
  for (let i = 0; i < count; i++)
    for (let tries = 0; tries < mostTries; tries++) {
      places[2 * i] = random.between(west, east);
      places[2 * i + 1] = random.between(south, north);
      if (inside(places[2 * i] as number, places[2 * i + 1] as number)) break;
    }
  return { plane, water: null, places };
}

/** Water cells whose middle lies in the outline. */
function cellsOf(slick: Slick, { plane, cellM, columns, rows, cells }: Water): number[] {
  if (slick.outline === undefined) return [];
  const inside = shapeOf(slick, plane);
  const [west, south, east, north] = extentOf(slick, plane).map((m) => Math.floor(m / cellM)) as [
    number,
    number,
    number,
    number,
  ];
  const found: number[] = [];
  for (let row = Math.max(0, south); row <= Math.min(rows - 1, north); row++)
    for (let column = Math.max(0, west); column <= Math.min(columns - 1, east); column++) {
      const cell = row * columns + column;
      if (cells[cell] !== land && inside((column + 0.5) * cellM, (row + 0.5) * cellM)) found.push(cell);
    }
  return found;
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

/** The middle of the water cell nearest to a place that is drawn as land; the place itself on water, and far from any. */
export function onWater(water: Water | null, x: number, y: number): readonly [x: number, y: number] {
  if (water === null || cellAt(water, x, y) !== land) return [x, y];
  const cell = nearestWater(water, x, y);
  if (cell === null) return [x, y];
  const { cellM, columns } = water;
  return [((cell % columns) + 0.5) * cellM, (Math.floor(cell / columns) + 0.5) * cellM];
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
