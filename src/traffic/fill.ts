import type { Vessel } from '../model/vessel.ts';
import type { RowVessel } from './row-vessel.ts';

/**
 * Fills what a vessel has not told since it was heard with what an earlier run knew of it, group by group, with the times at
 * which that was told. What was heard wins; its cargo is to be judged anew.
 *
 * @param earlier without what has expired
 */
export function fill(vessel: RowVessel, earlier: Vessel): void {
  vessel.settle();
  if (vessel.kinematics === null && earlier.kinematics !== null) {
    vessel.place(earlier.kinematics);
    vessel.signal = earlier.signal;
  }
  const { provenance: told } = vessel;
  const { name, static: hull, voyage, inland } = earlier.provenance;
  if (told.name === null && name !== null) {
    told.name = { ...name };
    vessel.name = earlier.name;
  }
  if (told.static === null && hull !== null) {
    told.static = { ...hull };
    vessel.callsign = earlier.callsign;
    vessel.imo = earlier.imo;
    vessel.shipType = earlier.shipType;
    vessel.lengthM ??= earlier.lengthM;
    vessel.beamM ??= earlier.beamM;
  }
  if (told.voyage === null && voyage !== null) {
    told.voyage = { ...voyage };
    vessel.destination = earlier.destination;
    vessel.draughtM ??= earlier.draughtM;
  }
  if (told.inland === null && inland !== null) {
    told.inland = { ...inland };
    fillInland(vessel, earlier);
  }
  vessel.dangerousCargo ??= earlier.dangerousCargo;
  vessel.persons ??= earlier.persons;
  if (earlier.hazard.tankHull) vessel.hazard = { ...vessel.hazard, tankHull: true };
}

/** The size of FI 10 is finer than that of message 5, whichever was heard first. */
function fillInland(vessel: RowVessel, earlier: Vessel): void {
  if (vessel.class === 'A') vessel.class = earlier.class;
  vessel.eni = earlier.eni;
  vessel.eriType = earlier.eriType;
  vessel.convoy = earlier.convoy;
  vessel.inlandHazard = earlier.inlandHazard;
  vessel.lengthM = earlier.lengthM ?? vessel.lengthM;
  vessel.beamM = earlier.beamM ?? vessel.beamM;
  vessel.draughtM = earlier.draughtM ?? vessel.draughtM;
}
