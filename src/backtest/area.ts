import type { Position } from 'geojson';
import type { Box } from '../model/past.ts';
import type { Zone } from '../model/zone.ts';

const metresPerDegree = 111_195;
/** The margin is measured on the ellipsoid; a little more costs nothing. */
const slack = 1.01;

/** The box of the zone and its exit margin: outside it a vessel is in no way in the zone. */
export function boxOf({ geometry, exitMarginM }: Zone): Box {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let [west, south, east, north] = [180, 90, -180, -90];
  const widen = ([lon = 0, lat = 0]: Position): void => {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  };
  for (const [outer = []] of polygons) outer.forEach(widen);
  const lat = (exitMarginM * slack) / metresPerDegree;
  const furthest = Math.min(89, Math.max(Math.abs(south - lat), Math.abs(north + lat)));
  const lon = lat / Math.cos((furthest * Math.PI) / 180);
  return [west - lon, south - lat, east + lon, north + lat];
}
