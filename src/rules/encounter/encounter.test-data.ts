import type { Finding } from '../../model/alert.ts';
import { type HazardState, type Kinematics, unknownHazard, type Vessel } from '../../model/vessel.ts';
import type { EncounterWatch } from './encounter-watch.ts';

const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** A dry cargo ship of 100 m by 10 m with its antenna in the middle. */
export const ship = (
  mmsi: number,
  state: HazardState = 'none-declared',
  more: Partial<Vessel> = {},
): Vessel => ({
  mmsi,
  class: 'A',
  carrierSense: null,
  name: null,
  nameConfirmed: true,
  callsign: null,
  imo: null,
  eni: null,
  flag: null,
  shipType: 70,
  eriType: null,
  convoy: false,
  toBowM: 50,
  toSternM: 50,
  toPortM: 5,
  toStarboardM: 5,
  lengthM: 100,
  beamM: 10,
  draughtM: null,
  destination: null,
  eta: null,
  inlandHazard: null,
  dangerousCargo: null,
  persons: null,
  hazard: { ...unknownHazard, state },
  kinematics: null,
  estimated: null,
  provenance: { name: null, static: null, voyage: null, inland: null },
  trust: { level: 'normal', reasons: [] },
  zones: [],
  signal: null,
  heardAtMs: 0,
  firstHeardMs: 0,
  receivers: {},
  ...more,
});

/** Where a vessel is at time 0, metres to the east and north of `origin`, and how it goes on. */
export interface Course {
  readonly eastM: number;
  readonly northM: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly more?: Partial<Kinematics>;
}
export type Origin = readonly [lon: number, lat: number];
export const antwerp: Origin = [4.3, 51.3];

/** Degrees of a place on the plane around `origin`, also over the antimeridian. */
export function lonLat([lon, lat]: Origin, eastM: number, northM: number): [number, number] {
  const north = lat + northM / metresPerDegree;
  const east = lon + eastM / metresPerDegree / Math.cos(lat * radians);
  return [((((east + 180) % 360) + 360) % 360) - 180, north];
}

/** The report of a vessel that has kept its course since time 0. */
export function fix(
  { eastM, northM, sogKn, cogDeg, more }: Course,
  atS: number,
  origin = antwerp,
): Kinematics {
  const way = ((sogKn * 1852) / 3600) * atS;
  const [lon, lat] = lonLat(
    origin,
    eastM + way * Math.sin(cogDeg * radians),
    northM + way * Math.cos(cogDeg * radians),
  );
  return {
    ...{ lon, lat, sogKn, cogDeg, headingDeg: cogDeg, rotDegPerMin: null, navStatus: 0, blueSign: null },
    ...{ positionAtMs: atS * 1000, receiver: 'kallo', messageType: 1 },
    ...more,
  };
}

/** Feeds one report. */
export function report(watch: EncounterWatch, vessel: Vessel, k: Kinematics): readonly Finding[] {
  vessel.kinematics = k;
  return watch.evaluate(vessel, k.positionAtMs);
}

/** Each report of these vessels at these seconds, one vessel after the other. */
export function sailOn(
  watch: EncounterWatch,
  fleet: readonly (readonly [Vessel, Course])[],
  seconds: readonly number[],
  origin = antwerp,
): Finding[] {
  return seconds.flatMap((atS) =>
    fleet.flatMap(([vessel, course]) => [...report(watch, vessel, fix(course, atS, origin))]),
  );
}

export const brief = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.action === 'raise' ? `+${f.severity} ` : '-'}${f.cause}`);
