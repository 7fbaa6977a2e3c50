import type { AisMessage, BinaryMessage, ClassBStaticB, StaticAndVoyage } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import { assessHazard, unknownHazard } from './hazard.ts';
import { flagOf } from './mid.ts';
import { classAfter } from './vessel-class.ts';

/** A vessel of which only its MMSI is known. */
export function newVessel(mmsi: number, nowMs: number): Vessel {
  return {
    mmsi,
    class: 'A',
    name: null,
    callsign: null,
    imo: null,
    eni: null,
    flag: flagOf(mmsi),
    shipType: null,
    eriType: null,
    toBowM: null,
    toSternM: null,
    toPortM: null,
    toStarboardM: null,
    lengthM: null,
    beamM: null,
    draughtM: null,
    destination: null,
    eta: null,
    inlandHazard: null,
    hazard: unknownHazard,
    kinematics: null,
    zones: [],
    signal: null,
    heardAtMs: nowMs,
    firstHeardMs: nowMs,
    receivers: {},
  };
}

/**
 * Merges what a message says of the vessel itself (identity, hull, voyage, cargo) into it. "Not available"
 * never erases what was heard before. Returns whether the message was of that kind.
 */
export function describe(vessel: Vessel, message: AisMessage, isNew: boolean, nowMs: number): boolean {
  const classBefore = vessel.class;
  vessel.class = classAfter(isNew ? null : classBefore, message);
  switch (message.type) {
    case 5:
      identify(vessel, message);
      hull(vessel, message, message.shipType);
      voyage(vessel, message);
      break;
    case 19:
      vessel.name = message.name ?? vessel.name;
      hull(vessel, message, message.shipType);
      break;
    case 21:
      vessel.name = message.name ?? vessel.name;
      hull(vessel, message, null);
      break;
    case 24:
      if (message.part === 0) vessel.name = message.name ?? vessel.name;
      else auxiliaryOrHull(vessel, message);
      break;
    case 8:
      if (message.inland === null) return false;
      inland(vessel, message.inland);
      break;
    default:
      if (vessel.class !== classBefore || isNew) judgeCargo(vessel, message, nowMs);
      return false;
  }
  judgeCargo(vessel, message, nowMs);
  return true;
}

function identify(vessel: Vessel, message: StaticAndVoyage): void {
  vessel.name = message.name ?? vessel.name;
  vessel.callsign = message.callsign ?? vessel.callsign;
  vessel.imo = message.imo ?? vessel.imo;
}

type HullMessage = Pick<StaticAndVoyage, 'toBowM' | 'toSternM' | 'toPortM' | 'toStarboardM'>;

/** Dimensions come as one set: parts of two sets would be another ship. FI 10 is finer by 0.1 m and stays. */
function hull(vessel: Vessel, message: HullMessage, shipType: number | null): void {
  vessel.shipType = shipType ?? vessel.shipType;
  const length = (message.toBowM ?? 0) + (message.toSternM ?? 0);
  const beam = (message.toPortM ?? 0) + (message.toStarboardM ?? 0);
  if (length === 0 && beam === 0) return;
  vessel.toBowM = message.toBowM;
  vessel.toSternM = message.toSternM;
  vessel.toPortM = message.toPortM;
  vessel.toStarboardM = message.toStarboardM;
  if (vessel.class === 'inland' && vessel.lengthM !== null) return;
  vessel.lengthM = length || null;
  vessel.beamM = beam || null;
}

function auxiliaryOrHull(vessel: Vessel, message: ClassBStaticB): void {
  vessel.callsign = message.callsign ?? vessel.callsign;
  hull(vessel, message, message.shipType);
}

function voyage(vessel: Vessel, message: StaticAndVoyage): void {
  vessel.destination = message.destination ?? vessel.destination;
  if (message.draughtM !== null && vessel.class !== 'inland') vessel.draughtM = message.draughtM;
  const { etaMonth, etaDay, etaHour, etaMinute } = message;
  if (etaMonth !== null && etaDay !== null) {
    const time = etaHour === null || etaMinute === null ? '' : `T${two(etaHour)}:${two(etaMinute)}`;
    vessel.eta = `${two(etaMonth)}-${two(etaDay)}${time}`;
  }
}

function inland(vessel: Vessel, body: NonNullable<BinaryMessage['inland']>): void {
  vessel.eni = body.eni ?? vessel.eni;
  vessel.lengthM = body.lengthM ?? vessel.lengthM;
  vessel.beamM = body.beamM ?? vessel.beamM;
  vessel.eriType = body.eriType ?? vessel.eriType;
  vessel.draughtM = body.draughtM ?? vessel.draughtM;
  vessel.inlandHazard = body.hazard;
}

/** The evidence keeps the time at which each source was last heard. */
function judgeCargo(vessel: Vessel, message: AisMessage, nowMs: number): void {
  const heard = (source: string): number | null =>
    vessel.hazard.evidence.find((e) => e.source === source)?.atMs ?? null;
  const saysType = message.type === 5 || message.type === 19 || (message.type === 24 && message.part === 1);
  vessel.hazard = assessHazard({
    class: vessel.class,
    shipType: vessel.shipType,
    shipTypeAtMs: saysType && message.shipType !== null ? nowMs : heard('ship-type'),
    eriType: vessel.eriType,
    inlandHazard: vessel.inlandHazard,
    inlandAtMs: message.type === 8 ? nowMs : heard('inland-ais'),
  });
}

const two = (n: number): string => String(n).padStart(2, '0');
