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
  /** True when the position lies more than `marginM` metres outside the zone. */
  clearOf(zone: number, lon: number, lat: number, marginM: number): boolean;
}

/** What holds for every place in a cell. */
interface Cell {
  /** Zones that it lies in as a whole. */
  readonly inside: readonly number[];
  /** Polygons whose border may run through it. */
  readonly border: readonly Outline[];
}

const none: readonly never[] = Object.freeze([]);
const short = <T>(list: readonly T[]): readonly T[] => (list.length > 0 ? list : none);

const outlinesOf = ({ geometry }: Zone, zone: number): Outline[] => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => new Outline(rings, zone));
};

/** Empties a list that is used again; setting its length would throw its memory away. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

function add(zone: number, out: number[]): void {
  if (!out.includes(zone)) out.push(zone);
}

/** Builds the index once; zones do not change afterwards. */
export function createZoneIndex(zones: readonly Zone[]): ZoneIndex {
  const byZone = zones.map(outlinesOf);
  const outlines = byZone.flat();
  const tree = outlines.length > 0 ? new Flatbush(outlines.length) : null;
  for (const { box } of outlines) tree?.add(box.west, box.south, box.east, box.north);
  tree?.finish();

  function within(box: Box): Outline[] {
    const found: Outline[] = [];
    tree?.search(box.west, box.south, box.east, box.north, (i) => {
      const outline = outlines[i];
      if (outline) found.push(outline);
      return false;
    });
    return found;
  }

  const cells = createCells(around(outlines.map(({ box }) => box)), (box): Cell => {
    const near = within(box);
    const border = near.filter((outline) => outline.mayTouch(box));
    // where no border runs, one place speaks for all
    const [lon, lat] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
    const around = near.filter((outline) => !border.includes(outline) && outline.holds(lon, lat));
    return { inside: short([...new Set(around.map(({ zone }) => zone))]), border: short(border) };
  });
  const way: Cell[] = [];

  return {
    at(lon, lat, out) {
      empty(out);
      const cell = cells.at(lon, lat);
      if (cell === null) return;
      for (const zone of cell.inside) out.push(zone);
      for (const outline of cell.border) if (outline.holds(lon, lat)) add(outline.zone, out);
    },
    crossedBy(lon0, lat0, lon1, lat1, out) {
      empty(out);
      empty(way);
      const isShort = cells.along(lon0, lat0, lon1, lat1, way);
      for (const { border } of way)
        for (const outline of border) if (outline.meets(lon0, lat0, lon1, lat1)) add(outline.zone, out);
      if (isShort) return;
      const [west, east] = lon0 < lon1 ? [lon0, lon1] : [lon1, lon0];
      const [south, north] = lat0 < lat1 ? [lat0, lat1] : [lat1, lat0];
      for (const outline of within({ west, south, east, north }))
        if (outline.meets(lon0, lat0, lon1, lat1)) add(outline.zone, out);
    },
    clearOf(zone, lon, lat, marginM) {
      const own = byZone[zone] ?? none;
      return !own.some((outline) => outline.isWithin(lon, lat, marginM));
    },
  };
}
