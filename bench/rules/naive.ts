import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance';
import type { Zone } from '../../src/model/zone.ts';

/** One report of a vessel: where it was, and the zones that the watch said then. */
export interface Seen {
  readonly mmsi: number;
  readonly lon: number;
  readonly lat: number;
  readonly zones: readonly string[];
}

/** The loop that needs no thought: every zone by Turf for every report, and the way out measured by Turf (Z1, Z2, Z6). */
export function naiveZones(zones: readonly Zone[], seen: readonly Seen[]): string[][] {
  const before = new Map<number, readonly string[]>();
  return seen.map(({ mmsi, lon, lat }) => {
    const point = [lon, lat];
    const was = before.get(mmsi) ?? [];
    const now = zones.filter(
      ({ id, geometry, exitMarginM }) =>
        booleanPointInPolygon(point, geometry) ||
        (was.includes(id) && pointToPolygonDistance(point, geometry, { units: 'meters' }) <= exitMarginM),
    );
    const ids = now.map(({ id }) => id).sort();
    before.set(mmsi, ids);
    return ids;
  });
}
