import type { Random } from '../lib/random.ts';
import type { SarAircraftPosition } from '../model/messages.ts';
import { bearing, between, distance, type Point, toLat, toLon, toPlane } from './plane.ts';
import { aircraftIntervalMs } from './reporting.ts';
import { type Station, utcSecondOf } from './station.ts';

/** 111 MID aaa: SAR aircraft of Belgium. */
const mmsi = 111_205_901;
const cruiseKn = 95;
const cruiseMps = (cruiseKn * 1_852) / 3_600;
const minutes = 60_000;
const firstFlightMinutes: readonly [number, number] = [2, 6];
const restMinutes: readonly [number, number] = [20, 50];

/** From the airfield in the south-east over the river to its mouth and back. */
const round: readonly Point[] = [
  toPlane(4.449, 51.212),
  toPlane(4.395, 51.236),
  toPlane(4.302, 51.262),
  toPlane(4.318, 51.285),
  toPlane(4.277, 51.305),
  toPlane(4.272, 51.335),
  toPlane(4.225, 51.372),
  toPlane(4.262, 51.352),
  toPlane(4.36, 51.29),
  toPlane(4.449, 51.212),
];

/** The point `metres` along the round, and the direction there; null beyond its end. */
function along(metres: number): { readonly at: Point; readonly courseDeg: number } | null {
  let left = metres;
  for (const [i, to] of round.entries()) {
    const from = round[i - 1];
    if (!from) continue;
    const leg = distance(from, to);
    if (left < leg) return { at: between(from, to, left / leg), courseDeg: bearing(from, to) };
    left -= leg;
  }
  return null;
}

/** A rescue helicopter that flies its round now and then and is silent on the ground. */
export function createHelicopter(startMs: number, random: Random): Station {
  let tookOffMs = startMs + Math.round(random.between(...firstFlightMinutes) * minutes);
  let dueMs = tookOffMs;
  return {
    get dueMs() {
      return dueMs;
    },
    transmit(nowMs) {
      const place = along(((nowMs - tookOffMs) / 1_000) * cruiseMps);
      if (!place) {
        tookOffMs = nowMs + Math.round(random.between(...restMinutes) * minutes);
        dueMs = tookOffMs;
        return [];
      }
      dueMs = nowMs + aircraftIntervalMs;
      const report: SarAircraftPosition = {
        type: 9,
        repeat: 0,
        mmsi,
        lon: toLon(place.at.x),
        lat: toLat(place.at.y),
        positionAccurate: true,
        altitudeM: Math.round(200 + random.bell() * 20),
        sogKn: cruiseKn + Math.round(random.bell() * 3),
        cogDeg: place.courseDeg,
        utcSecond: utcSecondOf(nowMs),
        dte: false,
        assigned: false,
        raim: false,
        radio: 0,
      };
      return [report];
    },
  };
}
