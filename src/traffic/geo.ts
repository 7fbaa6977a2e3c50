const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** Metres between two places, on a flat patch of the sphere: within 1 % up to 100 km. */
export function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  let lon = lonB - lonA;
  if (lon > 180) lon -= 360;
  else if (lon < -180) lon += 360;
  const east = lon * Math.cos(((latA + latB) / 2) * radians);
  const north = latB - latA;
  return Math.sqrt(east * east + north * north) * metresPerDegree;
}

/** Longitude and latitude `metres` away in direction `deg` (0 north, 90 east); for distances of a few kilometres. */
export function placeAhead(lon: number, lat: number, deg: number, metres: number): [number, number] {
  const north = (metres * Math.cos(deg * radians)) / metresPerDegree;
  const east = (metres * Math.sin(deg * radians)) / metresPerDegree;
  const there = Math.min(90, Math.max(-90, lat + north));
  const shrink = Math.max(1e-6, Math.cos(lat * radians));
  const turned = lon + east / shrink;
  return [turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned, there];
}
