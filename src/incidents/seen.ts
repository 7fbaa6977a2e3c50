import type { Position } from 'geojson';
import type { Slick } from '../model/incident.ts';
import { type Plane, xOf, yOf } from './plane.ts';

/** Whether a place on the plane lies in the slick as it was seen. */
export function shapeOf(
  { position, radiusM, outline }: Slick,
  plane: Plane,
): (x: number, y: number) => boolean {
  if (outline === undefined) {
    const [cx, cy] = [xOf(plane, position[0]), yOf(plane, position[1])];
    return (x, y) => Math.hypot(x - cx, y - cy) <= radiusM;
  }
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const rings = polygons
    .flat()
    .map((ring) => ring.map(([lon = 0, lat = 0]): Position => [xOf(plane, lon), yOf(plane, lat)]));
  return (x, y) => rings.filter((ring) => holds(ring, x, y)).length % 2 === 1;
}

/** Corners of the outline on the plane; none without one. */
export function cornersOf({ outline }: Slick, plane: Plane): (readonly [x: number, y: number])[] {
  if (outline === undefined) return [];
  const corners = outline.type === 'Polygon' ? outline.coordinates.flat() : outline.coordinates.flat(2);
  return corners.map(([lon = 0, lat = 0]) => [xOf(plane, lon), yOf(plane, lat)]);
}

/** West, south, east and north of the slick on the plane. */
export function extentOf(slick: Slick, plane: Plane): readonly [number, number, number, number] {
  const { position, radiusM } = slick;
  const corners = cornersOf(slick, plane);
  const [cx, cy] = [xOf(plane, position[0]), yOf(plane, position[1])];
  if (corners.length === 0) return [cx - radiusM, cy - radiusM, cx + radiusM, cy + radiusM];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function holds(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x0 = 0, y0 = 0], [x1 = 0, y1 = 0]] = [ring[i - 1] as Position, ring[i] as Position];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
