import type { PositionRow, VesselRow } from '../model/archive.ts';
import type { Origin, Vessel } from '../model/vessel.ts';
import type { Fix } from './fix.ts';

/** A position for the archive. */
export const positionRow = (mmsi: number, fix: Fix, receiver: string): PositionRow => {
  const { atMs: timeMs, lon, lat, sogKn, cogDeg, headingDeg, navStatus } = fix;
  return { timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver };
};

/** The picture goes on writing in its own. */
const copyOf = (origin: Origin | null): Origin | null => origin && { ...origin };

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
  inlandHazard: vessel.inlandHazard,
  dangerousCargo: vessel.dangerousCargo,
  persons: vessel.persons,
  tankHull: vessel.hazard.tankHull,
  told: {
    name: copyOf(vessel.provenance.name),
    static: copyOf(vessel.provenance.static),
    voyage: copyOf(vessel.provenance.voyage),
    inland: copyOf(vessel.provenance.inland),
  },
});
