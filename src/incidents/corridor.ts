import type { Corridor, CorridorStep, DriftAsked } from '../model/incident.ts';
import type { Box } from '../model/past.ts';
import { cloudOf, smoothed } from './areas.ts';
import { voyageOf } from './drift.ts';
import type { Particles } from './particles.ts';
import { lonLatOf, type Plane } from './plane.ts';
import type { Water } from './water.ts';

/** Part of the particles that the corridor holds at each time. */
const corridorShare = 0.95;
/** Half of the longest hull: an antenna may be so far from the oil that the hull touches. */
export const hullReachM = 200;
/** So far around the corridor berths matter that a vessel has left before. */
const aroundM = 2_000;
/** What vessels did before decides too: which berth they left. */
const leadMs = 90 * 60_000;

/** Where a slick may have come from, back to `asked.durationMs` before it was seen, and what the archive must be asked for. */
export function corridorOf(asked: Omit<DriftAsked, 'direction'>, water: Water | null): Corridor {
  const voyage = voyageOf({ ...asked, direction: 'back' }, water);
  const steps: CorridorStep[] = [];
  for (const { atMs, particles } of voyage.steps()) {
    const step = stepOf(atMs, particles);
    // all have left the map: nothing is known of the time before
    if (step === null) break;
    steps.push(step);
  }
  const { slick, everyMs } = asked;
  const fromMs = (steps.at(-1)?.atMs ?? slick.seenAtMs) - leadMs;
  const box = boxOf(steps, voyage.plane);
  const { origin } = voyage.plane;
  return {
    slick,
    origin,
    walls: voyage.walls,
    held: voyage.held,
    everyMs,
    steps,
    ask: { fromMs, toMs: slick.seenAtMs, box },
  };
}

function stepOf(atMs: number, particles: Particles): CorridorStep | null {
  const cloud = cloudOf(particles);
  if (cloud === null) return null;
  const { x, y, cellM, columns, rows } = cloud;
  const counts = smoothed(cloud);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const inOrder = counts
    .filter((count) => count > 0)
    .sort()
    .reverse();
  let held = 0;
  let edge = 0;
  for (const count of inOrder) {
    if (held >= corridorShare * total) break;
    held += count;
    edge = count;
  }
  const perSquareMetre = 1 / (total * cellM * cellM);
  const density = counts.map((count) => count * perSquareMetre);
  return { atMs, x, y, cellM, columns, rows, density, edge: Math.fround(edge * perSquareMetre) };
}

function boxOf(steps: readonly CorridorStep[], plane: Plane): Box {
  const west = Math.min(...steps.map(({ x }) => x)) - aroundM;
  const south = Math.min(...steps.map(({ y }) => y)) - aroundM;
  const east = Math.max(...steps.map(({ x, columns, cellM }) => x + columns * cellM)) + aroundM;
  const north = Math.max(...steps.map(({ y, rows, cellM }) => y + rows * cellM)) + aroundM;
  return [...lonLatOf(plane, west, south), ...lonLatOf(plane, east, north)];
}

/** Index of the step at or just after a time, counted back from the sighting; may lie outside the corridor. */
export const stepIndex = ({ slick, everyMs }: Corridor, atMs: number): number =>
  Math.floor((slick.seenAtMs - atMs) / everyMs);

export const densityIn = (
  { x, y, cellM, columns, rows, density }: CorridorStep,
  px: number,
  py: number,
): number => {
  const column = Math.floor((px - x) / cellM);
  const row = Math.floor((py - y) / cellM);
  if (column < 0 || row < 0 || column >= columns || row >= rows) return 0;
  return density[row * columns + column] as number;
};
