import type { MultiPolygon, Polygon } from 'geojson';
import { around, type Box } from './box.ts';
import { Outline } from './outline.ts';
import { metresPerDegree } from './segment.ts';

/** The shape of a zone: one polygon or several, which may overlap. */
export class Shape {
  readonly box: Box;
  readonly #outlines: readonly Outline[];

  constructor(geometry: Polygon | MultiPolygon) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    this.#outlines = polygons.map((rings) => new Outline(rings));
    this.box = around(this.#outlines.map(({ box }) => box));
  }

  /** Whether the position lies in it; border and corners belong to it, holes do not. */
  holds(lon: number, lat: number): boolean {
    for (const outline of this.#outlines) if (outline.holds(lon, lat)) return true;
    return false;
  }

  /** Whether the straight line between two positions meets a border. */
  meets(lon0: number, lat0: number, lon1: number, lat1: number): boolean {
    for (const outline of this.#outlines) if (outline.meets(lon0, lat0, lon1, lat1)) return true;
    return false;
  }

  /** Whether the position lies in it, or no further than so many metres from a border. */
  isWithin(lon: number, lat: number, metres: number): boolean {
    if (this.#isBeyond(lon, lat, metres)) return false;
    for (const outline of this.#outlines) if (outline.isNear(lon, lat, metres)) return true;
    return this.holds(lon, lat);
  }

  /** False only when no border runs through the box. */
  mayTouch(box: Box): boolean {
    return this.#outlines.some((outline) => outline.mayTouch(box));
  }

  /** Lower bound of the distance to the box, cheap enough to spare most exact measurements. */
  #isBeyond(lon: number, lat: number, metres: number): boolean {
    const { west, south, east, north } = this.box;
    const dLat = Math.max(south - lat, lat - north, 0);
    const dLon = Math.max(west - lon, lon - east, 0);
    return (
      // 1 % off: the plane is that of the position
      Math.max(
        dLat,
        dLon * Math.cos((Math.max(Math.abs(lat), Math.abs(south), Math.abs(north)) * Math.PI) / 180),
      ) *
        metresPerDegree >
      metres * 1.01
    );
  }
}
