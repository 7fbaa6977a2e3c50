import type { Zone } from '../../model/zone.ts';
import { type BorderRows, createBorderRows, type Part } from './border-rows.ts';
import { type Box, isWithin } from './box.ts';
import { type Cells, createCells } from './cells.ts';
import { type ClearBox, newClearBox } from './clear-box.ts';
import { Outline } from './outline.ts';
import { createPlaces } from './places.ts';

/**
 * Which zones hold a place. Zones are named by their slot: at first their index in the list given. Answers go into `out`, emptied
 * first, in the order of the zones' ids.
 */
export interface ZoneIndex {
  /**
   * Zones that hold the position; a border belongs to its zone.
   *
   * @param clear becomes a box around the position in which the same zones hold every place, and no border runs: until the next change
   */
  at(lon: number, lat: number, out: number[], clear?: ClearBox): void;
  /** Zones whose border the straight line between two positions meets. */
  crossedBy(lon0: number, lat0: number, lon1: number, lat1: number, out: number[]): void;
  /** True when the position lies more than `marginM` metres outside the zone. */
  clearOf(zone: number, lon: number, lat: number, marginM: number): boolean;
  /** Puts other zones into slots, or none. Answers are then those of an index built anew; costs what lies where they are and were. */
  replace(changes: ReadonlyMap<number, { readonly now: Zone | undefined }>): void;
}

interface IndexedPart extends Part {
  readonly id: string;
  readonly box: Box;
}

const none: readonly never[] = Object.freeze([]);
const byId = (a: IndexedPart, b: IndexedPart): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

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

/** With so many changes at once all cells are found out anew. */
const manyChanges = 64;

/** @param zones by slot */
export function createZoneIndex(zones: readonly Zone[]): ZoneIndex {
  const byZone: (readonly IndexedPart[])[] = [];
  const places = createPlaces<IndexedPart>();

  // used again
  const gathered: IndexedPart[] = [];
  const gather = (part: IndexedPart): void => void gathered.push(part);

  function partsIn(box: Box): readonly Part[] {
    empty(gathered);
    places.within(box, gather);
    return gathered.sort(byId);
  }

  function put(slot: number, zone: Zone | undefined): void {
    for (const part of byZone[slot] ?? none) places.remove(part);
    const outlines = zone === undefined ? none : outlinesOf(zone.geometry);
    const id = zone?.id ?? '';
    const parts = outlines.map(
      (outline, part): IndexedPart => ({ zone: slot, part, id, outline, box: outline.box }),
    );
    for (const part of parts) places.add(part);
    byZone[slot] = parts;
  }

  const outlineOf = (zone: number, part: number): Outline | undefined => byZone[zone]?.[part]?.outline;
  const newRows = ({ count, boxOf }: Cells): BorderRows => createBorderRows(count, boxOf, partsIn, outlineOf);

  for (const [slot, zone] of zones.entries()) put(slot, zone);
  let box = places.box();
  let cells = createCells(box);
  let rows = newRows(cells);
  // used again
  const way: number[] = [];
  const unasked = newClearBox();
  const byIds = (a: number, b: number): number => {
    const [one, two] = [byZone[a]?.[0]?.id ?? '', byZone[b]?.[0]?.id ?? ''];
    return one < two ? -1 : one > two ? 1 : 0;
  };

  function replace(changes: ReadonlyMap<number, { readonly now: Zone | undefined }>): void {
    const touched: Box[] = [];
    for (const [slot, { now }] of changes) {
      for (const part of byZone[slot] ?? none) touched.push(part.box);
      put(slot, now);
      for (const part of byZone[slot] ?? none) touched.push(part.box);
    }
    if (!touched.every((changed) => isWithin(changed, box))) box = places.box();
    if (touched.length > manyChanges || !cells.serve(box)) {
      cells = createCells(box);
      rows = newRows(cells);
    } else for (const changed of touched) cells.within(changed, rows.forget);
  }

  return {
    replace,
    at(lon, lat, out, clear = unasked) {
      empty(out);
      const cell = cells.at(lon, lat);
      if (cell < 0) clear.fill(Number.NaN);
      else rows.at(cell, lon, lat, out, clear);
    },
    crossedBy(lon0, lat0, lon1, lat1, out) {
      empty(out);
      empty(way);
      const isShort = cells.along(lon0, lat0, lon1, lat1, way);
      for (const cell of way) rows.crossedBy(cell, lon0, lat0, lon1, lat1, out);
      if (isShort) return void out.sort(byIds);
      const [west, east] = lon0 < lon1 ? [lon0, lon1] : [lon1, lon0];
      const [south, north] = lat0 < lat1 ? [lat0, lat1] : [lat1, lat0];
      places.within({ west, south, east, north }, ({ zone, outline }) => {
        if (outline.meets(lon0, lat0, lon1, lat1)) add(zone, out);
      });
      out.sort(byIds);
    },
    clearOf(zone, lon, lat, marginM) {
      const own = byZone[zone] ?? none;
      if (own.some(({ outline }) => outline.isWithin(lon, lat, marginM))) return false;
      if (Math.abs(lon) < nearAntimeridian) return true;
      // a zone that ends at the antimeridian has its margin behind it
      const behind = lon > 0 ? lon - 360 : lon + 360;
      return !own.some(({ outline }) => outline.isWithin(behind, lat, marginM));
    },
  };
}
