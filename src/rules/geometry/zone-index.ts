import Flatbush from 'flatbush';
import type { Zone } from '../../model/zone.ts';
import { around, type Box } from './box.ts';
import { createCells } from './cells.ts';
import { Outline } from './outline.ts';

/** Which zones hold a place. Zones are named by their index in the list given; answers go into `out`, emptied first. */
export interface ZoneIndex {
  /** Zones that hold the position; a border belongs to its zone. */
  at(lon: number, lat: number, out: number[]): void;
  /** Zones whose border the straight line between two positions meets. */
  crossedBy(lon0: number, lat0: number, lon1: number, lat1: number, out: number[]): void;
  /** True when the position lies in the bounding box of one of the zones. */
  near(lon: number, lat: number): boolean;
  /** True when the position lies more than `marginM` metres outside the zone. */
  clearOf(zone: number, lon: number, lat: number, marginM: number): boolean;
}

/** A polygon of a zone. */
interface Part {
  readonly zone: number;
  readonly outline: Outline;
}

/** What holds for every place in a cell. */
interface Cell {
  /** Zones that it lies in as a whole. */
  readonly inside: readonly number[];
  /** Polygons whose border may run through it. */
  readonly border: readonly Part[];
}

const none: readonly never[] = Object.freeze([]);
const short = <T>(list: readonly T[]): readonly T[] => (list.length > 0 ? list : none);

/** Longitude from which a margin may reach over the antimeridian. */
const nearAntimeridian = 179;

/** Zones that did not change are not taken apart again when others do. */
const known = new WeakMap<Zone['geometry'], readonly Outline[]>();

/** The polygons of a shape, taken apart once. */
export function outlinesOf(geometry: Zone['geometry']): readonly Outline[] {
  let outlines = known.get(geometry);
  if (outlines === undefined) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    outlines = polygons.map((rings) => new Outline(rings));
    known.set(geometry, outlines);
  }
  return outlines;
}

/** True when the straight line between two positions (WGS 84 degrees) meets any border of the shape. */
export const meetsBorder = (shape: Zone['geometry'], ...line: [number, number, number, number]): boolean =>
  outlinesOf(shape).some((outline) => outline.meets(...line));

/** Empties a list that is used again; setting its length would throw its memory away. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

function add(zone: number, out: number[]): void {
  if (!out.includes(zone)) out.push(zone);
}

/** Builds the index once; zones do not change afterwards. */
export function createZoneIndex(zones: readonly Zone[]): ZoneIndex {
  const byZone = zones.map(({ geometry }) => outlinesOf(geometry));
  const parts = byZone.flatMap((outlines, zone) => outlines.map((outline): Part => ({ zone, outline })));
  const tree = parts.length > 0 ? new Flatbush(parts.length) : null;
  for (const { outline } of parts) {
    const { west, south, east, north } = outline.box;
    tree?.add(west, south, east, north);
  }
  tree?.finish();

  function within(box: Box): Part[] {
    const found: Part[] = [];
    tree?.search(box.west, box.south, box.east, box.north, (i) => {
      const part = parts[i];
      if (part) found.push(part);
      return false;
    });
    return found;
  }

  const cells = createCells(around(parts.map(({ outline }) => outline.box)), (box): Cell => {
    const near = within(box);
    const border = near.filter(({ outline }) => outline.mayTouch(box));
    // where no border runs, one place speaks for all
    const [lon, lat] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
    const around = near.filter((part) => !border.includes(part) && part.outline.holds(lon, lat));
    return { inside: short([...new Set(around.map(({ zone }) => zone))]), border: short(border) };
  });
  const way: Cell[] = [];

  return {
    at(lon, lat, out) {
      empty(out);
      const cell = cells.at(lon, lat);
      if (cell === null) return;
      for (const zone of cell.inside) out.push(zone);
      for (const { zone, outline } of cell.border) if (outline.holds(lon, lat)) add(zone, out);
    },
    crossedBy(lon0, lat0, lon1, lat1, out) {
      empty(out);
      empty(way);
      const isShort = cells.along(lon0, lat0, lon1, lat1, way);
      for (const { border } of way)
        for (const { zone, outline } of border) if (outline.meets(lon0, lat0, lon1, lat1)) add(zone, out);
      if (isShort) return;
      const [west, east] = lon0 < lon1 ? [lon0, lon1] : [lon1, lon0];
      const [south, north] = lat0 < lat1 ? [lat0, lat1] : [lat1, lat0];
      for (const { zone, outline } of within({ west, south, east, north }))
        if (outline.meets(lon0, lat0, lon1, lat1)) add(zone, out);
    },
    near: (lon, lat) => within({ west: lon, south: lat, east: lon, north: lat }).length > 0,
    clearOf(zone, lon, lat, marginM) {
      const own = byZone[zone] ?? none;
      if (own.some((outline) => outline.isWithin(lon, lat, marginM))) return false;
      if (Math.abs(lon) < nearAntimeridian) return true;
      // a zone that ends at the antimeridian has its margin behind it
      const behind = lon > 0 ? lon - 360 : lon + 360;
      return !own.some((outline) => outline.isWithin(behind, lat, marginM));
    },
  };
}
