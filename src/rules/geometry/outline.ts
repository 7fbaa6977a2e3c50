import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Polygon, Position } from 'geojson';
import { around, type Box, meetsBox } from './box.ts';
import { isNear, meet, metresPerDegree } from './segment.ts';

/** Edges in a slab of latitude, about; long ones stand in several, and that must not cost too much memory. */
const edgesPerSlab = 2;
const mostCopies = 8;
/** Part of two products within which the sign of their difference may be wrong (Shewchuk 1997, `ccwerrboundA`). */
const doubtful = 3.3306690738754716e-16;

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

const edgesOf = (ring: readonly Position[]): Edge[] =>
  ring.slice(1).map(([bx = 0, by = 0], i) => {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    return [ax, ay, bx, by];
  });

const boxOf = ([ax, ay, bx, by]: Edge): Box => ({
  west: Math.min(ax, bx),
  south: Math.min(ay, by),
  east: Math.max(ax, bx),
  north: Math.max(ay, by),
});

/**
 * One polygon with its holes: its edges as numbers in a row, by slabs of latitude. Degrees, WGS 84; lines are straight in
 * them (RFC 7946).
 */
export class Outline {
  readonly box: Box;
  readonly #polygon: Polygon;
  readonly #slabs: number;
  readonly #slabsPerDegree: number;
  /** Where the edges of each slab begin in `#edges`, and where the last ones end. */
  readonly #begin: Uint32Array;
  /** lon, lat, lon, lat of each edge, once for each slab that it touches. */
  readonly #edges: Float64Array;

  /** @param rings the outer ring, then the holes; closed */
  constructor(rings: Position[][]) {
    this.#polygon = { type: 'Polygon', coordinates: rings };
    const edges = rings.flatMap(edgesOf);
    this.box = around(edges.map(boxOf));
    const heightDeg = this.box.north - this.box.south;
    const slabs = edges.reduce((n, [, ay, , by]) => n + Math.abs(by - ay), 0) / (heightDeg || 1);
    // every edge stands once, and once more for each border of slabs that it crosses
    this.#slabs = Math.ceil(
      Math.max(1, Math.min(edges.length / edgesPerSlab, (mostCopies * edges.length) / (slabs || 1))),
    );
    this.#slabsPerDegree = heightDeg > 0 ? this.#slabs / heightDeg : 0;
    const bySlab: Edge[][] = Array.from({ length: this.#slabs }, () => []);
    for (const edge of edges) {
      const { south, north } = boxOf(edge);
      for (let slab = this.#slabAt(south); slab <= this.#slabAt(north); slab++) bySlab[slab]?.push(edge);
    }
    this.#begin = new Uint32Array(this.#slabs + 1);
    for (const [slab, list] of bySlab.entries())
      this.#begin[slab + 1] = (this.#begin[slab] ?? 0) + 4 * list.length;
    this.#edges = Float64Array.from(bySlab.flat(2));
  }

  /** The slab of a latitude, the first or last for those outside. Never falls as the latitude rises. */
  #slabAt(lat: number): number {
    const slab = Math.floor((lat - this.box.south) * this.#slabsPerDegree);
    return slab > 0 ? Math.min(slab, this.#slabs - 1) : 0;
  }

  /** Whether the position lies in the polygon; border and corners belong to it, holes do not. As Turf says. */
  holds(lon: number, lat: number): boolean {
    const { west, south, east, north } = this.box;
    if (lon < west || lon > east || lat < south || lat > north) return false;
    const slab = this.#slabAt(lat);
    const edges = this.#edges;
    const end = this.#begin[slab + 1] as number;
    let inside = false;
    for (let i = this.#begin[slab] as number; i < end; i += 4) {
      const v1 = (edges[i + 1] as number) - lat;
      const v2 = (edges[i + 3] as number) - lat;
      if ((v1 > 0 && v2 > 0) || (v1 < 0 && v2 < 0)) continue;
      const u1 = (edges[i] as number) - lon;
      const u2 = (edges[i + 2] as number) - lon;
      if (v1 === 0 && v2 === 0) {
        if ((u1 <= 0 && u2 >= 0) || (u2 <= 0 && u1 >= 0)) return true;
        continue;
      }
      const left = u2 * v1;
      const right = u1 * v2;
      const turn = left - right;
      // rounding may have turned the sign: Turf computes exactly
      if (left * right > 0 && Math.abs(turn) < doubtful * Math.abs(left + right))
        return booleanPointInPolygon([lon, lat], this.#polygon);
      if (turn === 0) return true;
      if ((turn > 0 && v2 > 0 && v1 <= 0) || (turn < 0 && v2 <= 0 && v1 > 0)) inside = !inside;
    }
    return inside;
  }

  /** Whether the straight line between two positions meets the border, touching included. */
  meets(lon0: number, lat0: number, lon1: number, lat1: number): boolean {
    const west = Math.min(lon0, lon1);
    const east = Math.max(lon0, lon1);
    const south = Math.min(lat0, lat1);
    const north = Math.max(lat0, lat1);
    const edges = this.#edges;
    const end = this.#begin[this.#slabAt(north) + 1] as number;
    for (let i = this.#begin[this.#slabAt(south)] as number; i < end; i += 4) {
      const ax = edges[i] as number;
      const ay = edges[i + 1] as number;
      const bx = edges[i + 2] as number;
      const by = edges[i + 3] as number;
      if ((ax < west && bx < west) || (ax > east && bx > east)) continue;
      if ((ay < south && by < south) || (ay > north && by > north)) continue;
      if (meet(lon0, lat0, lon1, lat1, ax, ay, bx, by)) return true;
    }
    return false;
  }

  /** Whether the border comes as near as so many metres to the position. */
  isNear(lon: number, lat: number, metres: number): boolean {
    const reachDeg = metres / metresPerDegree;
    const edges = this.#edges;
    const end = this.#begin[this.#slabAt(lat + reachDeg) + 1] as number;
    for (let i = this.#begin[this.#slabAt(lat - reachDeg)] as number; i < end; i += 4) {
      const [ax, ay] = [edges[i] as number, edges[i + 1] as number];
      if (isNear(lon, lat, ax, ay, edges[i + 2] as number, edges[i + 3] as number, metres)) return true;
    }
    return false;
  }

  /** False only when no part of the border lies in the box. */
  mayTouch(box: Box): boolean {
    if (!meetsBox(this.box, box)) return false;
    const edges = this.#edges;
    const end = this.#begin[this.#slabAt(box.north) + 1] as number;
    for (let i = this.#begin[this.#slabAt(box.south)] as number; i < end; i += 4) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = edges.subarray(i, i + 4);
      if (meetsBox(boxOf([ax, ay, bx, by]), box)) return true;
    }
    return false;
  }
}
