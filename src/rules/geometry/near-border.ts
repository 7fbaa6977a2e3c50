import { around, type Box } from './box.ts';
import type { EdgeListener, Outline } from './outline.ts';

/** Part of two products that rounding may add to their difference, and more. */
const rounding = 1e-14;

const nowhere = around([]);

/** On which side of all corners of a box an edge passes: -1 west of them, 1 east of them, 0 neither for certain. */
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

/**
 * What is needed to say on which side of a polygon's border a position in a box lies. For it the edges are counted that the line to
 * the west crosses: those near by each, and of those far away only whether they are an odd number. That changes with the latitude
 * where an edge in the west begins or ends at one that is near. The object is used again for each polygon and box.
 */
export class NearBorder implements EdgeListener {
  /** Edges that may run through the box, four numbers each: the first `length` numbers. */
  readonly edges: number[] = [];
  length = 0;
  /** Latitudes in the box: south of each the number of edges in the west is even where it was odd, and odd where it was even. */
  readonly turns: number[] = [];
  /** Whether it is odd at the north of the box. */
  odd = false;
  #box: Box = nowhere;

  look(outline: Outline, box: Box): void {
    this.length = 0;
    while (this.turns.length > 0) this.turns.pop();
    this.odd = false;
    this.#box = box;
    outline.tell(box.south, box.north, this);
  }

  take(ax: number, ay: number, bx: number, by: number): void {
    const box = this.#box;
    if ((ay > box.north && by > box.north) || (ay < box.south && by < box.south)) return;
    if (ax > box.east && bx > box.east) return;
    const side = ax < box.west && bx < box.west ? -1 : sideOf(ax, ay, bx, by, box);
    if (side === 0) {
      const { edges, length } = this;
      edges[length] = ax;
      edges[length + 1] = ay;
      edges[length + 2] = bx;
      edges[length + 3] = by;
      this.length += 4;
    } else if (side < 0) {
      this.#end(ay);
      this.#end(by);
    }
  }

  /** An edge in the west ends at this latitude. Where one ends and another begins nothing turns. */
  #end(lat: number): void {
    if (lat > this.#box.north) this.odd = !this.odd;
    if (lat > this.#box.north || lat <= this.#box.south) return;
    const { turns } = this;
    const at = turns.indexOf(lat);
    if (at < 0) turns.push(lat);
    else {
      const last = turns.pop() ?? lat;
      if (at < turns.length) turns[at] = last;
    }
  }
}
