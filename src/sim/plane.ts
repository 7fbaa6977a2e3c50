/** A flat plane in metres about the middle of the port; over its 20 km the error stays under a few metres. */
export interface Point {
  /** Metres east. */
  readonly x: number;
  /** Metres north. */
  readonly y: number;
}

const originLon = 4.3;
const originLat = 51.3;
const metresPerDegreeLat = 111_265;
const metresPerDegreeLon = 111_320 * Math.cos((originLat * Math.PI) / 180);

export const toPlane = (lon: number, lat: number): Point => ({
  x: (lon - originLon) * metresPerDegreeLon,
  y: (lat - originLat) * metresPerDegreeLat,
});

export const toLon = (x: number): number => originLon + x / metresPerDegreeLon;
export const toLat = (y: number): number => originLat + y / metresPerDegreeLat;

export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** Course from `a` to `b`, degrees clockwise from north, 0 ≤ c < 360. */
export const bearing = (a: Point, b: Point): number =>
  wrap360((Math.atan2(b.x - a.x, b.y - a.y) * 180) / Math.PI);

/** The point `metres` away in the direction `deg`. */
export function ahead(from: Point, deg: number, metres: number): Point {
  const angle = (deg * Math.PI) / 180;
  return { x: from.x + Math.sin(angle) * metres, y: from.y + Math.cos(angle) * metres };
}

export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export const wrap360 = (deg: number): number => ((deg % 360) + 360) % 360;

/** The turn from one direction to another, −180 ≤ t < 180, starboard positive. */
export const turn = (fromDeg: number, toDeg: number): number => wrap360(toDeg - fromDeg + 180) - 180;
