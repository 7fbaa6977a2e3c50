import type { Random } from '../lib/random.ts';
import type { DriftUncertainty, Weather } from '../model/incident.ts';
import { cosDeg, mpsPerKn, sinDeg } from './plane.ts';
import { land, river, type Water } from './water.ts';

/** A step of the reckoning. */
export const stepS = 60;

/** 3 % of the wind (2 to 4 %), wind and current right to ±20 % and ±15°: docs/decisions/drift.md. */
export const standardUncertainty: DriftUncertainty = {
  windage: 0.03,
  windageSpread: 0.01,
  windShare: 0.2,
  currentShare: 0.2,
  windDeg: 15,
  currentDeg: 15,
  diffusionM2ps: 0.3,
  deflectionDeg: 0,
};

export const afloat = 0;
export const ashore = 1;
export const left = 2;

/** Particles on the plane of the water, each with its own opinion of wind and current. */
export interface Particles {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** `afloat`, `ashore` or `left`. */
  readonly state: Uint8Array;
  /** By what wind and current are turned and stretched: real and imaginary part. */
  readonly byWind: Float64Array;
  readonly byCurrent: Float64Array;
  /** Going back: for so many seconds before the sighting it lay at a wall that holds it up; 0: it did not. */
  readonly heldS: Float64Array;
}

/** @param places x and y, one after the other; as many particles as there are places */
export function createParticles(places: Float64Array, doubt: DriftUncertainty, random: Random): Particles {
  const count = places.length / 2;
  const byWind = new Float64Array(2 * count);
  const byCurrent = new Float64Array(2 * count);
  const turn = (into: Float64Array, i: number, size: number, deg: number): void => {
    into[2 * i] = size * cosDeg(deg);
    into[2 * i + 1] = -size * sinDeg(deg);
  };
  for (let i = 0; i < count; i++) {
    const windage = doubt.windage + random.bell() * doubt.windageSpread;
    const wind = 1 + random.between(-doubt.windShare, doubt.windShare);
    turn(byWind, i, windage * wind, doubt.deflectionDeg + random.between(-doubt.windDeg, doubt.windDeg));
    const current = 1 + random.between(-doubt.currentShare, doubt.currentShare);
    turn(byCurrent, i, current, random.between(-doubt.currentDeg, doubt.currentDeg));
  }
  const x = places.filter((_, i) => i % 2 === 0);
  const y = places.filter((_, i) => i % 2 === 1);
  return { count, x, y, state: new Uint8Array(count), byWind, byCurrent, heldS: new Float64Array(count) };
}

/** Metres a second to the east and north: wind, then current. */
export type Forcing = readonly [windX: number, windY: number, currentX: number, currentY: number];

const forcingOf = ({ windKn, windFromDeg, currentKn, currentToDeg }: Weather): Forcing => [
  -windKn * mpsPerKn * sinDeg(windFromDeg),
  -windKn * mpsPerKn * cosDeg(windFromDeg),
  currentKn * mpsPerKn * sinDeg(currentToDeg),
  currentKn * mpsPerKn * cosDeg(currentToDeg),
];

/** @param weather at least one, by rising time */
export function forcingAt(weather: readonly Weather[], atMs: number): Forcing {
  const next = weather.find((entry) => entry.atMs > atMs);
  const before = weather.findLast((entry) => entry.atMs <= atMs);
  if (before === undefined || next === undefined) {
    const only = before ?? next;
    if (only === undefined) throw new RangeError('weather: there must be one at least');
    return forcingOf(only);
  }
  const share = (atMs - before.atMs) / (next.atMs - before.atMs);
  const [a, b] = [forcingOf(before), forcingOf(next)];
  const mean = (i: 0 | 1 | 2 | 3): number => a[i] + (b[i] - a[i]) * share;
  return [mean(0), mean(1), mean(2), mean(3)];
}

/**
 * Moves every particle by `seconds` (negative: back in time). Only the river has a current, and open water that is not drawn (`water` null).
 * No particle leaves the water: it slides along the wall, or waits there. One that comes over the edge of the map stays there, as `left`.
 */
export function advance(
  { count, x, y, state, byWind, byCurrent, heldS }: Particles,
  water: Water | null,
  [windX, windY, currentX, currentY]: Forcing,
  seconds: number,
  diffusionM2ps: number,
  random: Random,
): void {
  // uniform in a square, with the variance that diffusion has
  const stray = Math.sqrt(24 * diffusionM2ps * Math.abs(seconds)) / 0x1_0000;
  for (let i = 0; i < count; i++) {
    const bits = random.bits();
    if (state[i] === left) continue;
    const here = water === null ? river : kindAt(water, x[i] as number, y[i] as number);
    const [wr, wi] = [byWind[2 * i] as number, byWind[2 * i + 1] as number];
    let vx = wr * windX - wi * windY;
    let vy = wr * windY + wi * windX;
    if (here === river) {
      const [cr, ci] = [byCurrent[2 * i] as number, byCurrent[2 * i + 1] as number];
      vx += cr * currentX - ci * currentY;
      vy += cr * currentY + ci * currentX;
    }
    const dx = vx * seconds + ((bits & 0xffff) - 0x7fff - 0.5) * stray;
    const dy = vy * seconds + ((bits >>> 16) - 0x7fff - 0.5) * stray;
    if (water === null) {
      x[i] = (x[i] as number) + dx;
      y[i] = (y[i] as number) + dy;
    } else if (seconds < 0 && (heldS[i] as number) > 0) {
      heldS[i] = (heldS[i] as number) + seconds;
      unslide(x, y, i, dx, dy, water);
    } else state[i] = slide(x, y, i, dx, dy, water);
  }
}

const kindAt = ({ cellM, columns, cells }: Water, x: number, y: number): number =>
  cells[Math.floor(y / cellM) * columns + Math.floor(x / cellM)] as number;

/** Moves one by steps that pass one border of cells a direction at most; what it has become. */
function slide(
  x: Float64Array,
  y: Float64Array,
  i: number,
  dx: number,
  dy: number,
  { cellM, columns, rows, cells }: Water,
): number {
  const parts = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / cellM));
  let [px, py] = [x[i] as number, y[i] as number];
  let became = afloat;
  for (let part = 0; part < parts; part++) {
    const [nx, ny] = [px + dx / parts, py + dy / parts];
    const [c, r] = [Math.floor(px / cellM), Math.floor(py / cellM)];
    const [nc, nr] = [Math.floor(nx / cellM), Math.floor(ny / cellM)];
    if (nc < 0 || nr < 0 || nc >= columns || nr >= rows) {
      became = left;
      break;
    }
    const east = cells[r * columns + nc] !== land;
    const north = cells[nr * columns + c] !== land;
    // both neighbours, or the way would cut the corner of a wall
    if (east && north && cells[nr * columns + nc] !== land) {
      px = nx;
      py = ny;
      continue;
    }
    became = ashore;
    if (east) px = nx;
    else if (north) py = ny;
  }
  x[i] = px;
  y[i] = py;
  return became;
}

/** Back the way that it can have slid along a wall: the step that a wall lets it make, the other way round. */
function unslide(x: Float64Array, y: Float64Array, i: number, dx: number, dy: number, water: Water): void {
  const [px, py] = [x[i] as number, y[i] as number];
  slide(x, y, i, -dx, -dy, water);
  const [sx, sy] = [(x[i] as number) - px, (y[i] as number) - py];
  x[i] = px;
  y[i] = py;
  slide(x, y, i, -sx, -sy, water);
}
