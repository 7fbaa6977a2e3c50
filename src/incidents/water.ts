import type { Position } from 'geojson';
import type { Port, Zone, ZoneKind } from '../model/zone.ts';
import { lonLatOf, type Plane, planeAt, xOf, yOf } from './plane.ts';

/** What a cell of the water holds. Where zones overlap the highest counts. */
export const land = 0;
export const lock = 1;
export const dock = 2;
export const river = 3;
const codes: Partial<Record<ZoneKind, number>> = { lock, dock, river };

/** The water of a port as square cells, row by row from the south-west corner of its box. */
export interface Water {
  readonly plane: Plane;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint8Array;
}

/**
 * `within`: a cell is water when all of it lies in one zone, so that who stays in water cells never touches land; `touching`: when
 * any of it does, so that narrow ways stay open.
 */
export type WaterRule = 'within' | 'touching';

/** Null: the port has no zone of water. */
export function waterOf(port: Pick<Port, 'bbox' | 'zones'>, cellM: number, rule: WaterRule): Water | null {
  const wet = port.zones.filter(({ kind }) => codes[kind] !== undefined);
  if (wet.length === 0) return null;
  const [west, south, east, north] = port.bbox;
  const corner = planeAt([west, south]);
  // a cell less on every side: where a river ends at the edge of the box there is no wall
  const plane = { ...corner, origin: lonLatOf(corner, cellM, cellM) };
  const columns = Math.max(1, Math.floor(xOf(plane, east) / cellM) - 1);
  const rows = Math.max(1, Math.floor(yOf(plane, north) / cellM) - 1);
  const water = { plane, cellM, columns, rows, cells: new Uint8Array(columns * rows) };
  for (const zone of wet)
    for (const rings of polygonsOf(zone)) fill(water, rings, codes[zone.kind] ?? land, rule);
  return water;
}

const polygonsOf = ({ geometry }: Zone): readonly Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** What stands at a place; `undefined` off the map. */
export function cellAt({ cellM, columns, rows, cells }: Water, x: number, y: number): number | undefined {
  const column = Math.floor(x / cellM);
  const row = Math.floor(y / cellM);
  if (column < 0 || row < 0 || column >= columns || row >= rows) return undefined;
  return cells[row * columns + column];
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

function fill(water: Water, rings: readonly Position[][], code: number, rule: WaterRule): void {
  const { plane, cellM, columns, rows, cells } = water;
  const edges = rings.flatMap((ring) =>
    ring.slice(1).map(([lon = 0, lat = 0], i): Edge => {
      const [lon0 = 0, lat0 = 0] = ring[i] ?? [];
      return [xOf(plane, lon0), yOf(plane, lat0), xOf(plane, lon), yOf(plane, lat)];
    }),
  );
  const heights = edges.flatMap(([, y0, , y1]) => [y0, y1]);
  const lowest = Math.max(0, Math.floor(Math.min(...heights) / cellM));
  const highest = Math.min(rows - 1, Math.floor(Math.max(...heights) / cellM));
  const inside = new Uint8Array(columns);
  for (let row = lowest; row <= highest; row++) {
    inside.fill(0);
    const [south, middle, north] = [row * cellM, (row + 0.5) * cellM, (row + 1) * cellM];
    const crossings = edges
      .filter(([, y0, , y1]) => y0 > middle !== y1 > middle)
      .map(([x0, y0, x1, y1]) => x0 + ((middle - y0) / (y1 - y0)) * (x1 - x0))
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.ceil((crossings[i] ?? 0) / cellM - 0.5);
      const to = Math.floor((crossings[i + 1] ?? 0) / cellM - 0.5);
      inside.fill(1, Math.max(0, from), Math.max(0, Math.min(columns, to + 1)));
    }
    for (const [x0, y0, x1, y1] of edges) {
      if (Math.min(y0, y1) > north || Math.max(y0, y1) < south) continue;
      const [a, b] = between(south, north, x0, y0, x1, y1);
      const from = Math.floor(Math.min(a, b) / cellM);
      const to = Math.floor(Math.max(a, b) / cellM);
      inside.fill(rule === 'within' ? 0 : 1, Math.max(0, from), Math.max(0, Math.min(columns, to + 1)));
    }
    for (let c = 0; c < columns; c++)
      if (inside[c] === 1) cells[row * columns + c] = Math.max(cells[row * columns + c] ?? 0, code);
  }
}

/** West and east end of the part of an edge that lies between two heights. */
function between(
  low: number,
  high: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): [number, number] {
  if (y0 === y1) return [x0, x1];
  const at = (y: number): number => x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
  const clamp = (y: number): number => Math.max(low, Math.min(high, y));
  return [at(clamp(y0)), at(clamp(y1))];
}
