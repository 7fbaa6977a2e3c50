import type { LatestOfVessel, VesselRow } from '../model/archive.ts';
import { unknownHazard, type Vessel, type VesselClass } from '../model/vessel.ts';
import { isConvoy } from './convoy.ts';
import { newVessel } from './fuse.ts';
import { classOfMmsi } from './vessel-class.ts';

/** Message that usually gives the position, and the one that gives the description: the archive does not keep which it was. */
const usualTypes: Readonly<Record<VesselClass, readonly [position: number, description: number]>> = {
  A: [1, 5],
  inland: [1, 5],
  B: [18, 24],
  base: [4, 4],
  aton: [21, 21],
  sart: [1, 14],
  sar: [9, 5],
};
const isClass = (text: string): text is VesselClass => text in usualTypes;

/** The vessel as far as the archive knows it. What was told before `fromMs` has expired; cargo is judged by the caller. */
export function vesselOf({ mmsi, position, description }: LatestOfVessel, fromMs: number): Vessel {
  const heardAtMs = Math.max(position?.timeMs ?? 0, description?.timeMs ?? 0);
  const vessel = newVessel(mmsi, heardAtMs);
  vessel.class =
    description !== null && isClass(description.class) ? description.class : (classOfMmsi(mmsi) ?? 'A');
  if (position !== null) {
    const { receiver, timeMs, mmsi: _, ...where } = position;
    const [messageType] = usualTypes[vessel.class];
    const unheard = { rotDegPerMin: null, blueSign: null };
    vessel.kinematics = { ...where, ...unheard, positionAtMs: timeMs, receiver, messageType };
    vessel.receivers = { [receiver]: timeMs };
  }
  if (description !== null) load(vessel, description);
  if (description !== null && description.timeMs >= fromMs) describe(vessel, description);
  return vessel;
}

/** What is aboard has a time, or an end, of its own: it stands however long ago the vessel last told anything else. */
function load(vessel: Vessel, { dangerousCargo, persons, tankHull }: VesselRow): void {
  vessel.dangerousCargo = dangerousCargo;
  vessel.persons = persons;
  if (tankHull === true) vessel.hazard = { ...unknownHazard, tankHull };
}

/** An older row has one time for all groups of fields: that of the last one told. */
function describe(vessel: Vessel, row: VesselRow): void {
  const { name, callsign, imo, eni, shipType, eriType, lengthM, beamM, draughtM, destination } = row;
  const { inlandHazard, told: asTold } = row;
  Object.assign(vessel, {
    name,
    callsign,
    imo,
    eni,
    shipType,
    eriType,
    lengthM,
    beamM,
    draughtM,
    destination,
    inlandHazard,
  });
  vessel.convoy = isConvoy(eriType);
  if (asTold !== null) {
    vessel.provenance = asTold;
    return;
  }
  const [, messageType] = usualTypes[vessel.class];
  const told = (type = messageType) => ({ messageType: type, receiver: 'archive', atMs: row.timeMs });
  const isInland = eni !== null || eriType !== null;
  vessel.provenance = {
    name: name === null ? null : told(),
    static: told(),
    voyage: destination === null && draughtM === null ? null : told(),
    inland: isInland ? told(8) : null,
  };
}
