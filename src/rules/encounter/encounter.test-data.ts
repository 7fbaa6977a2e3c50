import type { Finding } from '../../model/alert.ts';
import { type HazardState, type Kinematics, unknownHazard, type Vessel } from '../../model/vessel.ts';
import { sampleVessel } from '../sample-vessel.test-data.ts';
import type { EncounterWatch } from './encounter-watch.ts';

const metresPerDegree = 111_195;
const radians = Math.PI / 180;

/** A dry cargo ship of 100 m by 10 m with its antenna in the middle. */
export const ship = (
  mmsi: number,
  state: HazardState = 'none-declared',
  more: Partial<Vessel> = {},
): Vessel =>
  sampleVessel({
    ...{ mmsi, name: null, shipType: 70, lengthM: 100, beamM: 10 },
    ...{ toBowM: 50, toSternM: 50, toPortM: 5, toStarboardM: 5 },
    hazard: { ...unknownHazard, state },
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

/** Two vessels, and the causes of what is raised about them. */
export const [one, two] = [205000001, 244000002];
export const near = `cpa:${one}:${two}`;
export const contact = `${near}:contact`;
/** 10 kn is 5.144 m/s: the two close by 10.29 m a second. */
export const northbound: Course = { eastM: 0, northM: 0, sogKn: 10, cogDeg: 0 };
export const southbound = (eastM: number, northM = 1500, more: Partial<Kinematics> = {}): Course => ({
  ...{ eastM, northM, sogKn: 10, cogDeg: 180, more },
});

/** Two ships sail towards each other, so many metres between their middles when they pass to starboard of the first. */
export const meetIn = (
  watch: EncounterWatch,
  [a, b]: readonly [Vessel, Vessel],
  eastM: number,
  seconds: readonly number[] = [0, 10],
): string[] =>
  brief(
    sailOn(
      watch,
      [
        [a, northbound],
        [b, southbound(eastM)],
      ],
      seconds,
    ),
  );
