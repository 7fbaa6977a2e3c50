import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Polygon, Position } from 'geojson';
import { around, type Box } from './box.ts';
import { BORDER, crossings, DOUBT, ODD } from './crossings.ts';
import { isNear, meetsEdge, metresPerDegree } from './segment.ts';

/** Edges in a slab of latitude, about; long ones stand in several, and that must not cost too much memory. */
const edgesPerSlab = 2;
const mostCopies = 8;
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

/** An edge stands in one slab, and in one more for each border of slabs that it crosses. */
function slabsFor(edges: readonly Edge[], heightDeg: number): number {
  if (heightDeg === 0) return 1;
  const crossings = edges.reduce((n, [, ay, , by]) => n + Math.abs(by - ay), 0) / heightDeg;
  return Math.ceil(Math.min(edges.length / edgesPerSlab, (mostCopies * edges.length) / crossings));
}

/* Places in an outline's row of numbers; behind them stands for each slab where its edges begin, then where the last ones end. */
const WEST = 0;
const SOUTH = 1;
const EAST = 2;
const NORTH = 3;
const PER_DEGREE = 4;
const LAST = 5;
const BEGIN = 6;

/** Is told of edges: where each begins and where it ends. */
export interface EdgeListener {
  take(ax: number, ay: number, bx: number, by: number): void;
}

/**
 * One polygon with its holes. Degrees, WGS 84; lines are straight in them (RFC 7946). Everything that a question needs lies in
 * one row of numbers, the edges by slabs of latitude: with many zones the way to memory is what costs.
 */
export class Outline {
  readonly box: Box;
  readonly #polygon: Polygon;
  readonly #row: Float64Array;

  /** @param rings the outer ring, then the holes; closed */
  constructor(rings: Position[][]) {
    this.#polygon = { type: 'Polygon', coordinates: rings };
    const edges = rings.flatMap(edgesOf);
    this.box = around(edges.map(boxOf));
    const { west, south, east, north } = this.box;
    const slabs = slabsFor(edges, north - south);
    const head = [west, south, east, north, north > south ? slabs / (north - south) : 0, slabs - 1];
    this.#row = Float64Array.from(head);
    const bySlab: Edge[][] = Array.from({ length: slabs }, () => []);
    for (const edge of edges) {
      const box = boxOf(edge);
      for (let slab = this.#slabAt(box.south); slab <= this.#slabAt(box.north); slab++)
        bySlab[slab]?.push(edge);
    }
    let at = BEGIN + slabs + 1;
    const begin = [at, ...bySlab.map((list) => (at += 4 * list.length))];
    this.#row = Float64Array.from([...head, ...begin, ...bySlab.flat(2)]);
  }

  /** The slab of a latitude, the first or last for those outside. Never falls as the latitude rises. */
  #slabAt(lat: number): number {
    const row = this.#row;
    const slab = Math.floor((lat - (row[SOUTH] as number)) * (row[PER_DEGREE] as number));
    return slab > 0 ? Math.min(slab, row[LAST] as number) : 0;
  }

  /** Where the edges begin that the slab of this latitude and those north of it hold. */
  #from(lat: number): number {
    return this.#row[BEGIN + this.#slabAt(lat)] as number;
  }

  /** Where the edges end that the slab of this latitude and those south of it hold. */
  #to(lat: number): number {
    return this.#row[BEGIN + this.#slabAt(lat) + 1] as number;
  }

  /** Whether the position lies in the polygon; border and corners belong to it, holes do not. As Turf says. */
  holds(lon: number, lat: number): boolean {
    const row = this.#row;
    if (lat < (row[SOUTH] as number) || lat > (row[NORTH] as number)) return false;
    if (lon < (row[WEST] as number) || lon > (row[EAST] as number)) return false;
    const found = crossings(row, this.#from(lat), this.#to(lat), lon, lat);
    return found === DOUBT ? this.holdsExactly(lon, lat) : found === ODD || found === BORDER;
  }

  /** The same, computed exactly by Turf, and slow. */
  holdsExactly(lon: number, lat: number): boolean {
    return booleanPointInPolygon([lon, lat], this.#polygon);
  }

  /** Whether the straight line between two positions meets the border, touching included. */
  meets(lon0: number, lat0: number, lon1: number, lat1: number): boolean {
    const from = this.#from(Math.min(lat0, lat1));
    const end = this.#to(Math.max(lat0, lat1));
    return meetsEdge(this.#row, from, end, lon0, lat0, lon1, lat1);
  }

  /** Whether the position lies in the polygon, or no further than so many metres from its border. */
  isWithin(lon: number, lat: number, metres: number): boolean {
    const row = this.#row;
    const reachDeg = metres / metresPerDegree;
    const end = this.#to(lat + reachDeg);
    for (let i = this.#from(lat - reachDeg); i < end; i += 4) {
      const ax = row[i] as number;
      const ay = row[i + 1] as number;
      if (isNear(lon, lat, ax, ay, row[i + 2] as number, row[i + 3] as number, metres)) return true;
    }
    return this.holds(lon, lat);
  }

  /** Tells once of each edge of the border that is not wholly south or north of these latitudes. */
  tell(south: number, north: number, listener: EdgeListener): void {
    const row = this.#row;
    const first = this.#slabAt(south);
    const last = this.#slabAt(north);
    for (let slab = first; slab <= last; slab++) {
      const end = row[BEGIN + slab + 1] as number;
      for (let i = row[BEGIN + slab] as number; i < end; i += 4) {
        const ay = row[i + 1] as number;
        const by = row[i + 3] as number;
        // of the slabs that it stands in the first speaks for all
        if (slab === first || this.#slabAt(ay < by ? ay : by) === slab)
          listener.take(row[i] as number, ay, row[i + 2] as number, by);
      }
    }
  }
}
