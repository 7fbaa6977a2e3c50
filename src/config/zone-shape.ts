import { circle } from '@turf/circle';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { SourceShape, Zone } from '../model/zone.ts';
import { unrolled, withinWorld } from './antimeridian.ts';
import { fail, isObject, type JsonObject, numberOr, type Place } from './fields.ts';
import { position, zoneGeometry } from './zone-geometry.ts';

/** Corners of a circle: its sides lie at most 0.13 % of the radius inside. */
const corners = 64;
const metresPerDegree = 111_195;
const mostPoints = 500;

function disc(centre: Position, radiusM: number): Polygon {
  return circle(centre, radiusM, { steps: corners, units: 'meters' }).geometry;
}

/** The rectangle along one leg, on the plane that touches its middle: good to a millimetre over a few kilometres. */
function leg([lon0 = 0, lat0 = 0]: Position, [lon1 = 0, lat1 = 0]: Position, halfM: number): Position[][] {
  const perLon = metresPerDegree * Math.cos(((lat0 + lat1) * Math.PI) / 360);
  const eastM = (lon1 - lon0) * perLon;
  const northM = (lat1 - lat0) * metresPerDegree;
  const share = halfM / Math.hypot(eastM, northM);
  const lon = (-northM * share) / perLon;
  const lat = (eastM * share) / metresPerDegree;
  const first = [lon0 - lon, lat0 - lat];
  return [[first, [lon1 - lon, lat1 - lat], [lon1 + lon, lat1 + lat], [lon0 + lon, lat0 + lat], first]];
}

/** A rectangle for each leg and a circle about each point: all within half the width of the line. */
function corridor(points: readonly Position[], widthM: number): MultiPolygon {
  const halfM = widthM / 2;
  const coordinates = points.map((point) => disc(point, halfM).coordinates);
  points.slice(1).forEach((point, i) => {
    coordinates.push(leg(points[i] ?? point, point, halfM));
  });
  return { type: 'MultiPolygon', coordinates };
}

/** The shape within ±180. A pole is not drawn about. */
function placed(shape: Polygon | MultiPolygon, place: Place): Polygon | MultiPolygon {
  const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  if (parts.flat(2).some(([, lat = 0]) => Math.abs(lat) > 89))
    fail(place, 'geometry reaches nearer than 1° to a pole.');
  const coordinates = parts.flatMap(withinWorld);
  const [only] = coordinates;
  return shape.type === 'Polygon' && coordinates.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates };
}

function line(value: unknown, place: Place): Position[] {
  const field = 'geometry.coordinates';
  if (!Array.isArray(value) || value.length < 2 || value.length > mostPoints)
    return fail(place, `${field} is not a list of 2 to ${mostPoints} positions.`);
  const all = value.map((p: unknown, i) => position(p, place, `${field}[${i}]`));
  const points = all.filter((p, i) => p[0] !== all[i - 1]?.[0] || p[1] !== all[i - 1]?.[1]);
  if (points.length < 2) return fail(place, `${field} has no length.`);
  return points;
}

/**
 * Shape of a zone. A LineString with `widthM` is a corridor, a Point with `radiusM` a circle; both become polygons here,
 * once, with what was drawn in `source`. A `source` that is given (as `GET /zones` gives it) goes before the geometry.
 * @throws ConfigError naming the place and the field.
 */
export function zoneShape(
  geometry: unknown,
  properties: JsonObject,
  place: Place,
): Pick<Zone, 'geometry' | 'source'> {
  const { source: given } = properties;
  const drawn = given ?? geometry;
  const { type, coordinates } = isObject(drawn) ? drawn : {};
  const { widthM, radiusM } = isObject(given) ? given : properties;
  const metres = { min: 1, max: 50_000, unit: ' m' };
  if (type !== 'LineString' && (widthM ?? null) !== null)
    fail(place, 'widthM has no meaning here: it belongs to a LineString.');
  if (type !== 'Point' && (radiusM ?? null) !== null)
    fail(place, 'radiusM has no meaning here: it belongs to a Point.');
  if (type === 'LineString') {
    const width = numberOr(widthM, null, metres, place, 'widthM');
    if (width === null) return fail(place, 'widthM is missing: a LineString needs it.');
    const source: SourceShape = { type, coordinates: line(coordinates, place), widthM: width };
    return { geometry: placed(corridor(unrolled(source.coordinates), width), place), source };
  }
  if (type === 'Point') {
    const radius = numberOr(radiusM, null, metres, place, 'radiusM');
    if (radius === null) return fail(place, 'radiusM is missing: a Point needs it.');
    const centre = position(coordinates, place, 'geometry.coordinates');
    return {
      geometry: placed(disc(centre, radius), place),
      source: { type, coordinates: centre, radiusM: radius },
    };
  }
  return { geometry: zoneGeometry(drawn, place) };
}
