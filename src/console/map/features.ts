import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { LiveVessel } from '../../protocol/vessel.ts';
import type { HazardState, Picture } from '../live/picture.ts';
import { title } from '../vessel/search.ts';
import { courseVector, hullRing } from './geometry.ts';
import { iconName, symbolOf, type Tone } from './symbol.ts';

export interface VesselDot {
  readonly mmsi: string;
  readonly icon: string;
  readonly mark: string;
  readonly tone: Tone;
  readonly rotation: number;
  readonly rank: number;
  readonly opacity: number;
  readonly label: string;
}
export type DetailProperties = { readonly tone: Tone; readonly opacity: number };

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];
/** Which hazard states are on the map; null for all. */
export type ShownStates = ReadonlySet<HazardState> | null;

/** A late position fades, a lost one fades away: what is not heard must not look like what is. */
const opacities = { live: 1, late: 0.6, lost: 0.32 } as const;
const opacityOf = (v: LiveVessel): number => opacities[v.signal ?? 'lost'];

/** One point per vessel with a place; only what the layers need, since all of it is copied to the map's worker. */
export function vesselDots(picture: Picture, shown: ShownStates): FeatureCollection<Point, VesselDot> {
  const features: Feature<Point, VesselDot>[] = [];
  for (const v of picture.values()) {
    if (v.lon === null || v.lat === null || !isShown(v, shown)) continue;
    const { body, tone, mark, rotationDeg, rank } = symbolOf(v);
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [v.lon, v.lat] },
      properties: {
        mmsi: v.mmsi,
        icon: iconName(body, tone),
        mark,
        tone,
        rotation: rotationDeg,
        rank,
        opacity: opacityOf(v),
        label: title(v),
      },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** Hulls (polygons) and course vectors (lines) of the vessels inside `box`. */
export function vesselDetails(
  picture: Picture,
  shown: ShownStates,
  box: Box,
): FeatureCollection<Polygon | LineString, DetailProperties> {
  const features: Feature<Polygon | LineString, DetailProperties>[] = [];
  const [west, south, east, north] = box;
  for (const v of picture.values()) {
    if (v.lon === null || v.lat === null || !isShown(v, shown)) continue;
    if (v.lon < west || v.lon > east || v.lat < south || v.lat > north) continue;
    const properties: DetailProperties = { tone: symbolOf(v).tone, opacity: opacityOf(v) };
    const ring = hullRing(v);
    if (ring)
      features.push({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties });
    const vector = v.signal === 'lost' ? null : courseVector(v);
    if (vector)
      features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates: vector }, properties });
  }
  return { type: 'FeatureCollection', features };
}

const isShown = (v: LiveVessel, shown: ShownStates): boolean =>
  shown === null || (v.hazard !== undefined && shown.has(v.hazard.state));
