import type { Box } from './box.ts';
import type { Outline } from './outline.ts';

/** Part of two products that rounding may add to their difference, and more. */
const rounding = 1e-14;

/**
 * What is needed to say on which side of a polygon's border a position in a box lies. For it the edges are counted that the line to
 * the west crosses: those near by each, and of those far away only whether they are an odd number. That changes with the latitude
 * where an edge in the west begins or ends at one that is near.
 */
export interface NearBorder {
  /** Edges that may run through the box, four numbers each. */
  readonly edges: readonly number[];
  /** Latitudes in the box at which the number of edges in the west turns from even to odd, or back, for positions south of them. */
  readonly turns: readonly number[];
  /** Whether it is odd at the north of the box. */
  readonly odd: boolean;
}

/** Longitude that says on which side of all corners of a box an edge passes: -1 west of them, 1 east of them, 0 neither for certain. */
function sideOf(ax: number, ay: number, bx: number, by: number, box: Box): number {
  const dx = bx - ax;
  const dy = by - ay;
  let side = 0;
  for (let corner = 0; corner < 4; corner++) {
    const left = dx * ((corner < 2 ? box.south : box.north) - ay);
    const right = dy * ((corner % 2 === 0 ? box.west : box.east) - ax);
    const turn = left - right;
    if (Math.abs(turn) <= rounding * (Math.abs(left) + Math.abs(right))) return 0;
    // of a position to the right of an edge that goes north the edge lies west
    const its = turn < 0 === dy > 0 ? -1 : 1;
    if (side === -its) return 0;
    side = its;
  }
  return side;
}

/** What there is of a polygon's border in a box. */
export function nearBorder(outline: Outline, box: Box): NearBorder {
  const edges: number[] = [];
  const turns = new Set<number>();
  let odd = false;
  const end = (lat: number): void => {
    if (lat > box.north) odd = !odd;
    else if (lat > box.south && !turns.delete(lat)) turns.add(lat);
  };
  outline.eachEdge(box.south, box.north, (ax, ay, bx, by) => {
    if ((ay > box.north && by > box.north) || (ay < box.south && by < box.south)) return;
    if (ax > box.east && bx > box.east) return;
    const isWest = ax < box.west && bx < box.west;
    const side = isWest ? -1 : sideOf(ax, ay, bx, by, box);
    if (side === 0) edges.push(ax, ay, bx, by);
    else if (side < 0) {
      end(ay);
      end(by);
    }
  });
  return { edges, turns: [...turns], odd };
}
