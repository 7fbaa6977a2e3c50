import type { AisMessage, BinaryMessage, ClassBStaticB, StaticAndVoyage } from '../model/messages.ts';
import { type Provenance, unknownHazard, type Vessel } from '../model/vessel.ts';
import { isConvoy } from './convoy.ts';
import { isEni, isImo } from './identity-numbers.ts';
import { flagOf } from './mid.ts';
import { hearName } from './naming.ts';
import { noProvenance, noteOrigin } from './provenance.ts';
import { fullTrust } from './trust/trust.ts';
import { classAfter } from './vessel-class.ts';

/** A vessel of which only its MMSI is known. */
export function newVessel(mmsi: number, nowMs: number): Vessel {
  return {
    mmsi,
    class: 'A',
    // what every position touches stands together, in two cache lines
    heardAtMs: nowMs,
    kinematics: null,
    receivers: {},
    signal: null,
    estimated: null,
    trust: fullTrust,
    carrierSense: null,
    name: null,
    nameConfirmed: false,
    callsign: null,
    imo: null,
    eni: null,
    flag: flagOf(mmsi),
    shipType: null,
    eriType: null,
    convoy: false,
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
    dangerousCargo: null,
    persons: null,
    hazard: unknownHazard,
    provenance: noProvenance(),
    zones: [],
    firstHeardMs: nowMs,
  };
}

/** What fusing remembers of a vessel beside what it shows. */
export interface Hearsay {
  /** A name heard once that is not shown, or no longer. */
  pendingName: string | null;
}

/**
 * Merges what a message says of the vessel itself (identity, hull, voyage, cargo) into it, and notes who said so.
 * "Not available" never erases what was heard before. Returns whether the message was of that kind.
 *
 * @param atMs event time of the message
 */
export function describe(
  vessel: Vessel,
  hearsay: Hearsay,
  message: AisMessage,
  isNew: boolean,
  receiver: string,
  atMs: number,
): boolean {
  const cls = classAfter(isNew ? null : vessel.class, message);
  if (cls !== vessel.class) vessel.class = cls;
  // most messages by far: nothing beside a position
  if (message.type <= 4) return false;
  if (message.type === 18) vessel.carrierSense = message.carrierSense;
  const groups = tell(vessel, hearsay, message);
  for (const group of groups) noteOrigin(vessel.provenance, group, message.type, receiver, atMs);
  return groups !== nothing;
}

type Groups = readonly (keyof Provenance)[];
const nothing: Groups = [];
const hullTold: Groups = ['static'];
const nameTold: Groups = ['name'];
const nameAndHull: Groups = ['name', 'static'];
const allOfMessage5: Groups = ['name', 'static', 'voyage'];
const hullAndVoyage: Groups = ['static', 'voyage'];
const inlandTold: Groups = ['inland'];
/** A message of this kind that had nothing to say, or a name that is not believed yet. */
const empty: Groups = [];

/** Takes over what the message tells; returns the groups of fields that it told. */
function tell(vessel: Vessel, hearsay: Hearsay, message: AisMessage): Groups {
  switch (message.type) {
    case 5: {
      const named = hear(vessel, hearsay, message.name);
      identify(vessel, message);
      hull(vessel, message, message.shipType);
      voyage(vessel, message);
      return named ? allOfMessage5 : hullAndVoyage;
    }
    case 19:
    case 21: {
      const named = hear(vessel, hearsay, message.name);
      hull(vessel, message, message.type === 19 ? message.shipType : null);
      return named ? nameAndHull : hullTold;
    }
    case 24:
      if (message.part === 0) return hear(vessel, hearsay, message.name) ? nameTold : empty;
      auxiliaryOrHull(vessel, message);
      return hullTold;
    case 8:
      if (message.inland === null) return nothing;
      inland(vessel, message.inland);
      return inlandTold;
    default:
      return nothing;
  }
}

/** True when the name shown is the one heard. */
function hear(vessel: Vessel, hearsay: Hearsay, name: string | null): boolean {
  hearsay.pendingName = hearName(vessel, name, hearsay.pendingName);
  return name !== null && name === vessel.name;
}

/** What is told again is not written again: a new string in an old vessel is work for the collector. */
function call(vessel: Vessel, callsign: string | null): void {
  if (callsign !== null && callsign !== vessel.callsign) vessel.callsign = callsign;
}

/** An IMO number that fails its check digit is not one, and is not shown as one. */
function identify(vessel: Vessel, message: StaticAndVoyage): void {
  call(vessel, message.callsign);
  if (message.imo !== null && message.imo !== vessel.imo && isImo(message.imo)) vessel.imo = message.imo;
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
  call(vessel, message.callsign);
  hull(vessel, message, message.shipType);
}

function voyage(vessel: Vessel, message: StaticAndVoyage): void {
  const { destination } = message;
  if (destination !== null && destination !== vessel.destination) vessel.destination = destination;
  if (message.draughtM !== null && vessel.class !== 'inland') vessel.draughtM = message.draughtM;
  const { etaMonth, etaDay, etaHour, etaMinute } = message;
  if (etaMonth !== null && etaDay !== null) {
    const isTimed = etaHour !== null && etaMinute !== null;
    const { eta } = vessel;
    const isSaid =
      eta !== null &&
      isTwo(eta, 0, etaMonth) &&
      isTwo(eta, 3, etaDay) &&
      (isTimed ? isTwo(eta, 6, etaHour) && isTwo(eta, 9, etaMinute) : eta.length === 5);
    if (isSaid) return;
    const time = isTimed ? `T${two(etaHour)}:${two(etaMinute)}` : '';
    vessel.eta = `${two(etaMonth)}-${two(etaDay)}${time}`;
  }
}

function inland(vessel: Vessel, body: NonNullable<BinaryMessage['inland']>): void {
  if (body.eni !== null && body.eni !== vessel.eni && isEni(body.eni)) vessel.eni = body.eni;
  vessel.lengthM = body.lengthM ?? vessel.lengthM;
  vessel.beamM = body.beamM ?? vessel.beamM;
  vessel.eriType = body.eriType ?? vessel.eriType;
  vessel.convoy = isConvoy(vessel.eriType);
  vessel.draughtM = body.draughtM ?? vessel.draughtM;
  vessel.inlandHazard = body.hazard;
}

/** Whether the two digits at `at` are those of `n`; false behind the end. */
const isTwo = (text: string, at: number, n: number): boolean =>
  text.charCodeAt(at) === 0x30 + Math.floor(n / 10) && text.charCodeAt(at + 1) === 0x30 + (n % 10);

const two = (n: number): string => String(n).padStart(2, '0');
