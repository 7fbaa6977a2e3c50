import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { kinks } from '@turf/kinks';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { unrolled, withinWorld } from './antimeridian.ts';
import { fail, isObject, type Place, shown } from './fields.ts';

/** Looking for crossings takes the square of a ring's length. */
const mostPositions = 4000;
const metresPerDegree = 111_195;

export function position(value: unknown, place: Place, field: string): Position {
  const [lon, lat] = Array.isArray(value) ? value : [];
  if (typeof lon !== 'number' || typeof lat !== 'number')
    fail(place, `${field} ${shown(value)} is not a position [lon, lat].`);
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  const swapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
  return fail(
    place,
    `${field} [${lon}, ${lat}] is outside WGS 84: lon must be within ±180 and lat within ±90` +
      `${swapped ? '; lat and lon may be swapped' : ''}.`,
  );
}

const same = (a: Position | undefined, b: Position | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/** Area in square metres on the plane that touches the ring's middle; enough to tell a shape from a line. */
function areaM2(ring: readonly Position[]): number {
  const [lon0 = 0, lat0 = 0] = ring[0] ?? [];
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x = 0, y = 0] = ring[i] ?? [];
    const [nextX = 0, nextY = 0] = ring[i + 1] ?? [];
    twice += (x - lon0) * (nextY - lat0) - (nextX - lon0) * (y - lat0);
  }
  return (Math.abs(twice) / 2) * metresPerDegree ** 2 * Math.cos((lat0 * Math.PI) / 180);
}

/** One linear ring (RFC 7946 §3.1.6), without altitudes and without points that repeat the one before. */
function ring(value: unknown, place: Place, field: string): Position[] {
  if (!Array.isArray(value)) fail(place, `${field} is not a list of positions.`);
  if (value.length < 4)
    fail(
      place,
      `${field} has ${value.length} positions; a ring needs at least 4, the last equal to the first.`,
    );
  if (value.length > mostPositions)
    fail(
      place,
      `${field} has ${value.length} positions; at most ${mostPositions} are taken: simplify the shape.`,
    );
  const all = value.map((p: unknown, i) => position(p, place, `${field}[${i}]`));
  if (!same(all[0], all.at(-1)))
    fail(place, `${field} is not closed: it begins at [${all[0]}] and ends at [${all.at(-1)}].`);
  const points = unrolled(all.filter((p, i) => !same(p, all[i - 1])));
  if (!same(points[0], points.at(-1))) fail(place, `${field} runs round a pole, which no zone may hold.`);
  const lons = points.map(([lon = 0]) => lon);
  if (Math.max(...lons) - Math.min(...lons) >= 360) fail(place, `${field} runs round the world.`);
  const crossing = kinks({ type: 'Polygon', coordinates: [points] }).features[0];
  if (crossing) fail(place, `${field} crosses itself at [${shownAt(crossing.geometry.coordinates)}].`);
  if (points.length < 4 || areaM2(points) < 1) fail(place, `${field} encloses no area.`);
  return points;
}

const rounded = (degrees: number): number => Number(degrees.toFixed(6));
/** As it was written: within ±180. */
const shownAt = ([lon = 0, lat = 0]: Position): string =>
  `${rounded(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon)},${rounded(lat)}`;

/** The ring on the same turn of the world as the one that holds it. */
function beside(outer: readonly Position[], hole: readonly Position[]): Position[] {
  const west = Math.min(...outer.map(([lon = 0]) => lon));
  const turns = Math.floor(((hole[0]?.[0] ?? 0) - west) / 360);
  return hole.map(([lon = 0, lat = 0]) => [lon - 360 * turns, lat]);
}

/** The polygons that one polygon becomes: more than one when it lies across the antimeridian. */
function polygon(value: unknown, place: Place, field: string): Position[][][] {
  if (!Array.isArray(value) || value.length === 0) fail(place, `${field} has no ring.`);
  const rings = value.map((r: unknown, i) => ring(r, place, `${field}[${i}]`));
  const [outer = [], ...inner] = rings;
  const holes = inner.map((hole) => beside(outer, hole));
  holes.forEach((hole, i) => {
    const stray = hole.find((p) => !booleanPointInPolygon(p, { type: 'Polygon', coordinates: [outer] }));
    if (stray) fail(place, `${field}[${i + 1}] is a hole that leaves its polygon at [${shownAt(stray)}].`);
  });
  return withinWorld([outer, ...holes]);
}

/**
 * A zone's shape: WGS 84, closed, simple, with an area; cut at the antimeridian where it lies across.
 * @throws ConfigError naming the place, the ring or position, and what is wrong with it.
 */
export function zoneGeometry(value: unknown, place: Place): Polygon | MultiPolygon {
  const { type, coordinates } = isObject(value) ? value : {};
  if (type === 'Polygon') {
    const parts = polygon(coordinates, place, 'geometry.coordinates');
    const [only] = parts;
    return parts.length === 1 && only
      ? { type, coordinates: only }
      : { type: 'MultiPolygon', coordinates: parts };
  }
  if (type !== 'MultiPolygon')
    return fail(place, `geometry.type ${shown(type)} is not Polygon, MultiPolygon, LineString or Point.`);
  if (!Array.isArray(coordinates) || coordinates.length === 0)
    fail(place, 'geometry.coordinates has no polygon.');
  return {
    type,
    coordinates: coordinates.flatMap((p: unknown, i) => polygon(p, place, `geometry.coordinates[${i}]`)),
  };
}
