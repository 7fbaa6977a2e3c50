import type { Random } from '../lib/random.ts';
import type { AisMessage, ClassAPosition, ClassBPosition } from '../model/messages.ts';
import type { Particulars } from './fleet.ts';
import type { Itinerary } from './itinerary.ts';
import { wrap360 } from './plane.ts';
import { isTurning } from './reporting.ts';
import { carrierSenseState, sotdmaState, utcSecondOf } from './station.ts';

/** What a vessel's sensors say at one moment. */
export interface Observed {
  readonly lon: number;
  readonly lat: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly headingDeg: number;
  readonly rotDegPerMin: number;
  readonly navStatus: number;
  readonly onRiver: boolean;
}

/** Share of reports on the river with the blue board out. */
const blueSignShare = 0.03;

/** Message 1, or 3 where a change of course made it due. */
export function classAReport(
  vessel: Particulars,
  seen: Observed,
  nowMs: number,
  random: Random,
): ClassAPosition {
  const blueSign = vessel.sendsBlueSign && seen.onRiver && random.chance(blueSignShare);
  return {
    type: isTurning(seen.rotDegPerMin) ? 3 : 1,
    repeat: 0,
    mmsi: vessel.identity.mmsi,
    navStatus: seen.navStatus,
    rotDegPerMin: vessel.sendsTurn ? seen.rotDegPerMin : null,
    sogKn: seen.sogKn,
    positionAccurate: true,
    lon: seen.lon,
    lat: seen.lat,
    cogDeg: wrap360(seen.cogDeg),
    headingDeg: wrap360(seen.headingDeg),
    utcSecond: utcSecondOf(nowMs),
    manoeuvre: blueSign ? 2 : vessel.sendsBlueSign ? 1 : 0,
    raim: false,
    radio: sotdmaState(nowMs, random.whole(0, 2)),
  };
}

/** Message 18 of a carrier-sense unit without a compass. */
export function classBReport(vessel: Particulars, seen: Observed, nowMs: number): ClassBPosition {
  return {
    type: 18,
    repeat: 0,
    mmsi: vessel.identity.mmsi,
    sogKn: seen.sogKn,
    positionAccurate: false,
    lon: seen.lon,
    lat: seen.lat,
    cogDeg: wrap360(seen.cogDeg),
    headingDeg: null,
    utcSecond: utcSecondOf(nowMs),
    carrierSense: true,
    assigned: false,
    raim: false,
    radio: carrierSenseState,
  };
}

/** Message 5, with Inland FI 10 behind it where she sends it; message 24 A and B for class B. */
export function staticReports(vessel: Particulars, itinerary: Itinerary, nowMs: number): AisMessage[] {
  const { identity, antenna, kind, shipType } = vessel;
  const header = { repeat: 0, mmsi: identity.mmsi };
  const [toBowM, toSternM, toPortM, toStarboardM] = antenna;
  const dimensions = { toBowM, toSternM, toPortM, toStarboardM };
  if (kind.unit === 'B') {
    return [
      { ...header, type: 24, part: 0, name: identity.name },
      {
        ...header,
        ...dimensions,
        type: 24,
        part: 1,
        shipType,
        vendor: null,
        callsign: identity.callsign,
        mothershipMmsi: null,
      },
    ];
  }
  const draughtM = itinerary.laden ? vessel.ladenDraughtM : vessel.lightDraughtM;
  // Expected an hour from now while she sails; not said otherwise.
  const eta = itinerary.phase === 'sailing' ? new Date(nowMs + 3_600_000) : null;
  const voyage: AisMessage = {
    ...header,
    ...dimensions,
    type: 5,
    aisVersion: 2,
    imo: identity.imo,
    callsign: identity.callsign,
    name: identity.name,
    shipType,
    epfd: 1,
    etaMonth: eta ? eta.getUTCMonth() + 1 : null,
    etaDay: eta ? eta.getUTCDate() : null,
    etaHour: eta ? eta.getUTCHours() : null,
    etaMinute: eta ? eta.getUTCMinutes() : null,
    draughtM,
    destination: itinerary.destination,
    dte: false,
  };
  if (vessel.eriType === null) return [voyage];
  const inland = {
    eni: identity.eni,
    lengthM: vessel.lengthM,
    beamM: vessel.beamM,
    eriType: vessel.eriType,
    hazard: vessel.hazard,
    draughtM,
    loaded: itinerary.laden,
  };
  const toAll = { sequence: null, destinationMmsi: null, retransmitted: null };
  return [voyage, { ...header, ...toAll, type: 8, dac: 200, fid: 10, data: null, inland }];
}
