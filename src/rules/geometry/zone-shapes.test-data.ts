import fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Zone } from '../../model/zone.ts';

/** A zone of this shape, without rules. */
export const zone = (geometry: Polygon | MultiPolygon, id = 'z'): Zone => ({
  id,
  name: id,
  kind: 'area',
  geometry,
  rules: [],
  exitMarginM: 30,
  approximate: false,
  uncertaintyM: null,
  note: null,
});

/** Corners on a coarse grid, so that points meet corners, edges and other zones' borders often. */
const step = fc.integer({ min: 0, max: 12 });
export const place = fc.tuple(step, step).map(([x, y]): [number, number] => [4 + x / 8, 51 + y / 8]);
/** A star around a middle: simple by construction, convex or not. */
const star = fc
  .tuple(place, fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 3, maxLength: 9 }))
  .map(([[x, y], radii]): Position[] => {
    const ring = radii.map((r, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + (r / 16) * Math.cos(angle), y + (r / 16) * Math.sin(angle)];
    });
    return [...ring, ring[0] ?? []];
  });
const rectangle = fc.tuple(place, place).map(([[x0, y0], [x1, y1]]): Position[] => [
  [x0, y0],
  [x1 + 1 / 8, y0],
  [x1 + 1 / 8, y1 + 1 / 8],
  [x0, y1 + 1 / 8],
  [x0, y0],
]);
const ring = fc.oneof(star, rectangle);
/** A polygon, or two that may overlap. */
export const shape: fc.Arbitrary<Polygon | MultiPolygon> = fc.oneof(
  ring.map((r): Polygon => ({ type: 'Polygon', coordinates: [r] })),
  fc.tuple(ring, ring).map(([a, b]): MultiPolygon => ({ type: 'MultiPolygon', coordinates: [[a], [b]] })),
);
