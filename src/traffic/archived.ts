import type { PositionRow, VesselRow, VisitStep } from '../model/archive.ts';
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

/** What it means for visits that a vessel that was in the zones `before` is now in the zones `now`, at the time of its position. */
export function* visitSteps(
  { mmsi, kinematics }: Pick<Vessel, 'mmsi' | 'kinematics'>,
  before: readonly string[],
  now: readonly string[],
): Generator<VisitStep> {
  if (kinematics === null) return;
  const timeMs = kinematics.positionAtMs;
  for (const zoneId of before) if (!now.includes(zoneId)) yield { step: 'leaves', mmsi, zoneId, timeMs };
  for (const zoneId of now) if (!before.includes(zoneId)) yield { step: 'enters', mmsi, zoneId, timeMs };
}
