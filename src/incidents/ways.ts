import { createHeap } from '../lib/heap.ts';
import type { LonLat } from '../model/incident.ts';
import { xOf, yOf } from './plane.ts';
import { nearestWater } from './start.ts';
import { land, lock, type Water } from './water.ts';

/** Shapes are drawn by eye: who lies so far from drawn water is taken to lie on it. */
const snapM = 250;
/** A lock costs as much as some kilometres, so that a way round is taken where there is one. */
const tollM = 3_000;

export interface Way {
  readonly distanceM: number;
  /** Locks passed. */
  readonly locks: number;
}

interface Reached {
  readonly cell: number;
  readonly costM: number;
}

/**
 * Shortest ways over water to a place, all found at once (Dijkstra over the cells and their eight neighbours: up to 8 % too long). Null: no water
 * is drawn near the place. The answer is null for a place that is on no water, or on other water.
 */
export function waysFrom(
  [lon, lat]: LonLat,
  water: Water,
): ((lon: number, lat: number) => Way | null) | null {
  const { plane, cellM, columns, cells } = water;
  const first = nearestWater(water, xOf(plane, lon), yOf(plane, lat), snapM);
  if (first === null) return null;
  const cost = new Float32Array(cells.length).fill(Number.POSITIVE_INFINITY);
  /** Borders between locks and other water on the way: two a lock, one where it begins or ends in one. */
  const gates = new Uint8Array(cells.length);
  const queue = createHeap<Reached>((a, b) => a.costM < b.costM || (a.costM === b.costM && a.cell < b.cell));
  cost[first] = 0;
  queue.push({ cell: first, costM: 0 });
  for (let here = queue.pop(); here !== undefined; here = queue.pop()) {
    if (here.costM > (cost[here.cell] as number)) continue;
    const column = here.cell % columns;
    for (const [right, up, length] of neighbours) {
      if (column + right < 0 || column + right >= columns) continue;
      const next = here.cell + right + up * columns;
      if ((cells[next] ?? land) === land) continue;
      const gate = (cells[here.cell] === lock) !== (cells[next] === lock);
      const costM = Math.fround(here.costM + length * cellM + (gate ? tollM / 2 : 0));
      if (costM >= (cost[next] as number)) continue;
      cost[next] = costM;
      gates[next] = (gates[here.cell] as number) + Number(gate);
      queue.push({ cell: next, costM });
    }
  }
  return (fromLon, fromLat) => {
    const cell = nearestWater(water, xOf(plane, fromLon), yOf(plane, fromLat), snapM);
    if (cell === null || cost[cell] === Number.POSITIVE_INFINITY) return null;
    const passed = gates[cell] as number;
    return { distanceM: (cost[cell] as number) - (passed * tollM) / 2, locks: Math.ceil(passed / 2) };
  };
}

const neighbours = [-1, 0, 1].flatMap((right) =>
  [-1, 0, 1].flatMap((up) => (right === 0 && up === 0 ? [] : [[right, up, Math.hypot(right, up)] as const])),
);
