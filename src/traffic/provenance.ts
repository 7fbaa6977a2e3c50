import type { Origin, Provenance, Vessel } from '../model/vessel.ts';

/** Static, voyage and inland data come every 6 minutes (M.1371-5 Annex 1 §4.2.1): a day without is another voyage. */
const expiresAfterMs = 24 * 3_600_000;

export const noProvenance = (): Provenance => ({
  name: null,
  static: null,
  voyage: null,
  inland: null,
});

/** Writes down who told a group of fields, in place where it was told before. */
export function noteOrigin(
  provenance: Provenance,
  group: keyof Provenance,
  messageType: number,
  receiver: string,
  atMs: number,
): void {
  const origin: Origin | null = provenance[group];
  if (origin === null) {
    provenance[group] = { messageType, receiver, atMs };
    return;
  }
  origin.messageType = messageType;
  origin.receiver = receiver;
  origin.atMs = atMs;
}

/** True when a group was last told over 24 hours ago. */
export function isExpired({ name, static: hull, voyage, inland }: Provenance, nowMs: number): boolean {
  const before = nowMs - expiresAfterMs;
  return (
    isBefore(name, before) || isBefore(hull, before) || isBefore(voyage, before) || isBefore(inland, before)
  );
}

const isBefore = (origin: Origin | null, beforeMs: number): boolean =>
  origin !== null && origin.atMs < beforeMs;

/** Drops each group of fields that was last told over 24 hours ago. */
export function expire(vessel: Vessel, nowMs: number): void {
  const { provenance: from } = vessel;
  const before = nowMs - expiresAfterMs;
  if (from.name !== null && from.name.atMs < before) {
    from.name = null;
    vessel.name = null;
    vessel.nameConfirmed = false;
  }
  if (from.inland !== null && from.inland.atMs < before) {
    from.inland = null;
    dropInland(vessel);
  }
  if (from.static !== null && from.static.atMs < before) {
    from.static = null;
    dropStatic(vessel);
  }
  if (from.voyage !== null && from.voyage.atMs < before) {
    from.voyage = null;
    vessel.destination = null;
    vessel.eta = null;
    if (from.inland === null) vessel.draughtM = null;
  }
}

/** The hull goes back to what the ends and sides of message 5 give. */
function dropInland(vessel: Vessel): void {
  vessel.eni = null;
  vessel.eriType = null;
  vessel.convoy = false;
  vessel.inlandHazard = null;
  vessel.lengthM = sum(vessel.toBowM, vessel.toSternM);
  vessel.beamM = sum(vessel.toPortM, vessel.toStarboardM);
  vessel.draughtM = null;
}

function dropStatic(vessel: Vessel): void {
  vessel.callsign = null;
  vessel.imo = null;
  vessel.shipType = null;
  vessel.toBowM = null;
  vessel.toSternM = null;
  vessel.toPortM = null;
  vessel.toStarboardM = null;
  if (vessel.provenance.inland !== null) return;
  vessel.lengthM = null;
  vessel.beamM = null;
}

const sum = (a: number | null, b: number | null): number | null => (a ?? 0) + (b ?? 0) || null;
