export const metresPerDegree = 111_195;

/** Metres between two places, on a plane: good to a thousandth over the few kilometres that matter here. */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const east = (lonB - lonA) * Math.cos(((latA + latB) / 2) * (Math.PI / 180));
  return Math.hypot(east, latB - latA) * metresPerDegree;
}
