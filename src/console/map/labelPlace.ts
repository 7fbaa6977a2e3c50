import type { ZoneFeature } from '../../protocol/port.ts';

type Point = readonly [number, number];
type Ring = readonly (readonly number[])[];
/** Candidates along each side of the shape's box: fine enough for the eye, cheap enough for some hundred shapes. */
const candidates = 24;

/**
 * Where the name of a zone stands: the point of a grid over the largest ring that lies inside and farthest from the
 * edge. Unlike a centroid it never falls ashore where a dock bends. Null for a ring without an inside.
 */
export function labelPlace(geometry: ZoneFeature['geometry']): Point | null {
  const rings =
    geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((p) => p[0]);
  const ring = rings.reduce<Ring>((best, r) => (r && boxArea(r) > boxArea(best) ? r : best), []);
  if (ring.length < 4) return null;
  const [west, south, east, north] = boxOf(ring);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  let best: Point | null = null;
  let bestDistance = 0;
  for (let i = 0; i < candidates; i += 1) {
    for (let j = 0; j < candidates; j += 1) {
      const x = west + ((i + 0.5) / candidates) * (east - west);
      const y = south + ((j + 0.5) / candidates) * (north - south);
      const distance = depth(ring, x, y, shrink);
      if (distance > bestDistance) {
        bestDistance = distance;
        best = [x, y];
      }
    }
  }
  return best;
}

/** Squared distance to the nearest edge for a point inside, 0 for one outside; degrees of latitude. */
function depth(ring: Ring, x: number, y: number, shrink: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    const [bx = 0, by = 0] = ring[j] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    nearest = Math.min(nearest, toEdge((ax - x) * shrink, ay - y, (bx - x) * shrink, by - y));
  }
  return inside ? nearest : 0;
}

/** Squared distance from the origin to the edge a–b. */
function toEdge(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
}

function boxOf(ring: Ring): [number, number, number, number] {
  const xs = ring.map((p) => p[0] ?? 0);
  const ys = ring.map((p) => p[1] ?? 0);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function boxArea(ring: Ring): number {
  if (ring.length === 0) return -1;
  const [west, south, east, north] = boxOf(ring);
  return (east - west) * (north - south);
}
