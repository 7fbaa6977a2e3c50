import type { LiveVessel } from '../../protocol/vessel.ts';
import { directionDeg, isUnderWay } from './symbol.ts';

type Place = [number, number];
/** Metres per degree of latitude on a sphere of 6,371,008.8 m: good to 0.3 % over the length of a ship. */
const metresPerDegree = 111_195;
const metresPerNauticalMile = 1852;

/** A vector shows where the vessel will be after this time. */
export const vectorMinutes = 3;

/** The place `eastM` and `northM` away; flat earth, for distances of a port. */
export function moved(lon: number, lat: number, eastM: number, northM: number): Place {
  return [lon + eastM / (metresPerDegree * Math.cos((lat * Math.PI) / 180)), lat + northM / metresPerDegree];
}

/**
 * The hull to scale around the antenna's place, bow tapered over the first tenth (at most a beam): a closed ring, or
 * null while place, direction or dimensions are not known.
 */
export function hullRing(v: LiveVessel): Place[] | null {
  const direction = directionDeg(v);
  const { lon, lat, toBowM, toSternM, toPortM, toStarboardM } = v;
  if (lon === null || lat === null || direction === null) return null;
  if (toBowM === null || toSternM === null || toPortM === null || toStarboardM === null) return null;
  const length = toBowM + toSternM;
  const beam = toPortM + toStarboardM;
  if (length <= 0 || beam <= 0) return null;
  const shoulder = toBowM - Math.min(beam, length * 0.1);
  const middle = (toStarboardM - toPortM) / 2;
  const corners: readonly Place[] = [
    [middle, toBowM],
    [toStarboardM, shoulder],
    [toStarboardM, -toSternM],
    [-toPortM, -toSternM],
    [-toPortM, shoulder],
    [middle, toBowM],
  ];
  const turn = (direction * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  return corners.map(([right, ahead]) =>
    moved(lon, lat, right * cos + ahead * sin, ahead * cos - right * sin),
  );
}

/** From the vessel to where course and speed over ground take it in `vectorMinutes`; null when it lies still. */
export function courseVector(v: LiveVessel): [Place, Place] | null {
  if (v.lon === null || v.lat === null || v.cogDeg === null || v.sogKn === null || !isUnderWay(v))
    return null;
  const distanceM = (v.sogKn * metresPerNauticalMile * vectorMinutes) / 60;
  const course = (v.cogDeg * Math.PI) / 180;
  const end = moved(v.lon, v.lat, distanceM * Math.sin(course), distanceM * Math.cos(course));
  return [[v.lon, v.lat], end];
}
