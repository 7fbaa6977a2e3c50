import type { AisMessage, ClassAPosition, StaticAndVoyage } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Applied } from './live-picture.ts';

/** Messages for tests: a tanker on the Scheldt. */

export const position = (mmsi: number, over: Partial<ClassAPosition> = {}): ClassAPosition => ({
  type: 1,
  repeat: 0,
  mmsi,
  navStatus: 0,
  rotDegPerMin: null,
  sogKn: 7.5,
  positionAccurate: true,
  lon: 4.3,
  lat: 51.3,
  cogDeg: 120,
  headingDeg: 121,
  utcSecond: 60,
  manoeuvre: 0,
  raim: false,
  radio: 0,
  ...over,
});
export const voyage = (mmsi: number, over: Partial<StaticAndVoyage> = {}): StaticAndVoyage => ({
  type: 5,
  repeat: 0,
  mmsi,
  aisVersion: 1,
  imo: 9074729,
  callsign: 'ONAB',
  name: 'SCHELDE STAR',
  shipType: 82,
  toBowM: 90,
  toSternM: 20,
  toPortM: 6,
  toStarboardM: 9,
  epfd: 1,
  etaMonth: 11,
  etaDay: 3,
  etaHour: 4,
  etaMinute: 5,
  draughtM: 7.2,
  destination: 'ANTWERP',
  dte: false,
  ...over,
});
export const inland = (mmsi: number, hazard: number): AisMessage => ({
  type: 8,
  repeat: 0,
  mmsi,
  sequence: null,
  destinationMmsi: null,
  retransmitted: null,
  dac: 200,
  fid: 10,
  data: null,
  inland: {
    eni: '02323489',
    lengthM: 109.9,
    beamM: 11.4,
    eriType: 8021,
    hazard,
    draughtM: 2.81,
    loaded: true,
  },
});
/** The vessel that a message was applied to. */
export function vesselOf({ vessel }: Applied): Vessel {
  if (vessel === null) throw new Error('the message touched no vessel');
  return vessel;
}
