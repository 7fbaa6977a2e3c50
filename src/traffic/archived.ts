import type { PositionRow, VesselRow } from '../model/archive.ts';
import type { Vessel } from '../model/vessel.ts';
import type { Fix } from './fix.ts';

/** A position for the archive. */
export const positionRow = (mmsi: number, fix: Fix, receiver: string): PositionRow => {
  const { atMs: timeMs, lon, lat, sogKn, cogDeg, headingDeg, navStatus } = fix;
  return { timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver };
};

/** What a vessel says it is, for the archive. */
export const vesselRow = (vessel: Vessel, nowMs: number): VesselRow => ({
  mmsi: vessel.mmsi,
  timeMs: nowMs,
  class: vessel.class,
  name: vessel.name,
  callsign: vessel.callsign,
  imo: vessel.imo,
  eni: vessel.eni,
  flag: vessel.flag,
  shipType: vessel.shipType,
  eriType: vessel.eriType,
  lengthM: vessel.lengthM,
  beamM: vessel.beamM,
  draughtM: vessel.draughtM,
  destination: vessel.destination,
  hazardState: vessel.hazard.state,
});
