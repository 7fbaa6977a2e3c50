import type { AlertKind, AlertSeverity } from '../../model/alert.ts';
import { type Point, toLat, toLon } from '../plane.ts';
import type { Expected } from './scenario.ts';

const degrees = (n: number): number => Math.round(n * 1e7) / 1e7;

/** A square zone as a feature of a port file; its middle in metres from the middle of the port. */
export function square(
  id: string,
  halfM: number,
  rules: readonly object[],
  kind = 'dock',
  middle: Point = { x: 0, y: 0 },
) {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ].map(([east = 0, north = 0]) => [
    degrees(toLon(middle.x + east * halfM)),
    degrees(toLat(middle.y + north * halfM)),
  ]);
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Polygon', coordinates: [corners] },
    properties: { name: id, kind, rules },
  };
}

/** What is expected of one cause, for short: `alert.raised(130)`, `alert.cleared(380)`. */
export function alertOf(
  kind: AlertKind,
  mmsi: number | null,
  severity: AlertSeverity,
  zoneId: string | null = null,
) {
  const about = { kind, mmsi: mmsi === null ? null : String(mmsi).padStart(9, '0'), zoneId, severity };
  return {
    raised: (atS: number): Expected => ({ event: 'raised', ...about, atS }),
    cleared: (atS: number): Expected => ({ event: 'cleared', ...about, atS }),
  };
}
