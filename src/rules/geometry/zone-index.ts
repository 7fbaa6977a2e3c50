import Flatbush from 'flatbush';
import type { Zone } from '../../model/zone.ts';
import { around, type Box } from './box.ts';
import { createCells } from './cells.ts';
import { Shape } from './shape.ts';

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
  /** Zones whose border may run through it. */
  readonly border: readonly number[];
}

const none: readonly number[] = Object.freeze([]);
const short = (list: readonly number[]): readonly number[] => (list.length > 0 ? list : none);

/** Builds the index once; zones do not change afterwards. */
export function createZoneIndex(zones: readonly Zone[]): ZoneIndex {
  const shapes = zones.map(({ geometry }) => new Shape(geometry));
  const boxes = shapes.map(({ box }) => box);
  const tree = zones.length > 0 ? new Flatbush(zones.length) : null;
  for (const { west, south, east, north } of boxes) tree?.add(west, south, east, north);
  tree?.finish();

  const cells = createCells<Cell>(around(boxes), (box) => {
    const near = tree?.search(box.west, box.south, box.east, box.north) ?? [];
    const border = near.filter((i) => shapes[i]?.mayTouch(box));
    // no border runs through it: one place speaks for all
    const { lon, lat } = middleOf(box);
    const inside = near.filter((i) => !border.includes(i) && shapes[i]?.holds(lon, lat));
    return { inside: short(inside), border: short(border) };
  });

  let found: number[] = [];
  // keeps nothing: the tree then builds no list of its own, and no closure is made per call
  const keepAll = (i: number): boolean => {
    found.push(i);
    return false;
  };
  const meets = (i: number, lon0: number, lat0: number, lon1: number, lat1: number): boolean =>
    shapes[i]?.meets(lon0, lat0, lon1, lat1) === true;

  return {
    at(lon, lat, out) {
      out.length = 0;
      const cell = cells.at(lon, lat);
      if (cell === null) return;
      for (const i of cell.inside) out.push(i);
      for (const i of cell.border) if (shapes[i]?.holds(lon, lat)) out.push(i);
    },
    crossedBy(lon0, lat0, lon1, lat1, out) {
      out.length = 0;
      const cell = cells.at(lon0, lat0);
      if (cell !== null && cell === cells.at(lon1, lat1)) {
        for (const i of cell.border) if (meets(i, lon0, lat0, lon1, lat1)) out.push(i);
        return;
      }
      found = out;
      const west = Math.min(lon0, lon1);
      const south = Math.min(lat0, lat1);
      tree?.search(west, south, Math.max(lon0, lon1), Math.max(lat0, lat1), keepAll);
      let kept = 0;
      for (const i of out) if (meets(i, lon0, lat0, lon1, lat1)) out[kept++] = i;
      out.length = kept;
    },
    clearOf: (i, lon, lat, marginM) => shapes[i]?.isWithin(lon, lat, marginM) !== true,
  };
}

const middleOf = ({ west, south, east, north }: Box): { lon: number; lat: number } => ({
  lon: (west + east) / 2,
  lat: (south + north) / 2,
});
