import type { LonLat } from '../model/incident.ts';

/** A flat plane in metres around a place; right to some metres over 30 km. x is east, y is north. */
export interface Plane {
  readonly origin: LonLat;
  readonly metresPerLon: number;
}

export const metresPerLat = 111_195;
const radians = Math.PI / 180;

export const planeAt = (origin: LonLat): Plane => ({
  origin,
  metresPerLon: metresPerLat * Math.cos(origin[1] * radians),
});
export const xOf = ({ origin, metresPerLon }: Plane, lon: number): number => (lon - origin[0]) * metresPerLon;
export const yOf = ({ origin }: Plane, lat: number): number => (lat - origin[1]) * metresPerLat;
export const lonLatOf = ({ origin, metresPerLon }: Plane, x: number, y: number): LonLat => [
  origin[0] + x / metresPerLon,
  origin[1] + y / metresPerLat,
];

export const sinDeg = (deg: number): number => Math.sin(deg * radians);
export const cosDeg = (deg: number): number => Math.cos(deg * radians);
export const mpsPerKn = 1852 / 3600;
