const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** Metres to the east and north from one place to another, on a flat patch of the sphere; the shorter way round. */
export function metresFrom(lon0: number, lat0: number, lon: number, lat: number): readonly [number, number] {
  const east = ((lon - lon0 + 540) % 360) - 180;
  return [east * Math.cos(((lat0 + lat) / 2) * radians) * metresPerDegree, (lat - lat0) * metresPerDegree];
}

export const metresBetween = (lon0: number, lat0: number, lon: number, lat: number): number =>
  Math.hypot(...metresFrom(lon0, lat0, lon, lat));

/** Degrees of longitude and latitude that are so many metres long at a latitude. */
export const degreesOf = (metres: number, lat: number): readonly [lon: number, lat: number] => [
  metres / metresPerDegree / Math.max(1e-6, Math.cos(lat * radians)),
  metres / metresPerDegree,
];
