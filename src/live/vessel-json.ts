import {
  type Check,
  flag,
  listOf,
  number,
  oneOf,
  orNull,
  shaped,
  text,
  wholeWithin,
  within,
} from '../lib/shape.ts';
import type { DangerousCargoSaid, PersonsSaid } from '../model/cargo.ts';
import type {
  Estimate,
  Hazard,
  HazardEvidence,
  Kinematics,
  Origin,
  Provenance,
  Trust,
  Vessel,
} from '../model/vessel.ts';

/** Vessels as JSON text and back. What comes back is checked field by field. */

const kinematics = shaped<Kinematics>({
  lon: within(-180, 180),
  lat: within(-90, 90),
  sogKn: orNull(number),
  cogDeg: orNull(number),
  headingDeg: orNull(number),
  rotDegPerMin: orNull(number),
  navStatus: orNull(number),
  blueSign: orNull(flag),
  positionAtMs: number,
  receiver: text,
  messageType: number,
});

const evidence = shaped<HazardEvidence>({
  source: oneOf('declaration', 'inland-ais', 'dangerous-cargo-message', 'ship-type', 'eri-type'),
  value: text,
  atMs: number,
});

const hazard = shaped<Hazard>({
  state: oneOf('confirmed', 'suspected', 'unknown', 'none-declared', 'not-applicable'),
  cones: oneOf(0, 1, 2, 3, null),
  bFlag: flag,
  category: oneOf('X', 'Y', 'Z', 'OS', null),
  unNumbers: listOf(number),
  imdgClasses: listOf(text),
  personsOnBoard: orNull(number),
  evidence: listOf(evidence),
  past: listOf(evidence),
  conflict: flag,
  conflictText: orNull(text),
  tankHull: flag,
});

const dangerousCargo = shaped<DangerousCargoSaid>({
  unNumbers: listOf(number),
  imdgClasses: listOf(text),
  category: oneOf('X', 'Y', 'Z', 'OS', null),
  substances: listOf(text),
  tonnes: orNull(number),
  atMs: number,
});

const persons = shaped<PersonsSaid>({ count: wholeWithin(0, 10_000), atMs: number });

const estimate = shaped<Estimate>({
  lon: within(-180, 180),
  lat: within(-90, 90),
  radiusM: number,
});

const origin = orNull(shaped<Origin>({ messageType: number, receiver: text, atMs: number }));
const provenance = shaped<Provenance>({
  name: origin,
  static: origin,
  voyage: origin,
  inland: origin,
});

const trust = shaped<Trust>({
  level: oneOf('normal', 'low'),
  reasons: listOf(
    oneOf('jump', 'duplicate-identity', 'range', 'gnss', 'mmsi-invalid', 'imo-invalid', 'dimensions', 'type'),
  ),
});

const receivers: Check = (v) =>
  typeof v === 'object' && v !== null && !Array.isArray(v) && Object.values(v).every(number);

const vessel = shaped<Vessel>({
  mmsi: wholeWithin(0, 2 ** 30 - 1),
  class: oneOf('A', 'B', 'inland', 'base', 'aton', 'sart', 'sar'),
  carrierSense: orNull(flag),
  name: orNull(text),
  nameConfirmed: flag,
  callsign: orNull(text),
  imo: orNull(number),
  eni: orNull(text),
  flag: orNull(text),
  shipType: orNull(number),
  eriType: orNull(number),
  convoy: flag,
  toBowM: orNull(number),
  toSternM: orNull(number),
  toPortM: orNull(number),
  toStarboardM: orNull(number),
  lengthM: orNull(number),
  beamM: orNull(number),
  draughtM: orNull(number),
  destination: orNull(text),
  eta: orNull(text),
  inlandHazard: orNull(number),
  dangerousCargo: orNull(dangerousCargo),
  persons: orNull(persons),
  hazard,
  kinematics: orNull(kinematics),
  estimated: orNull(estimate),
  provenance,
  trust,
  zones: listOf(text),
  signal: oneOf('live', 'late', 'lost', null),
  heardAtMs: number,
  firstHeardMs: number,
  receivers,
});

export const toJson = (value: Vessel): string => JSON.stringify(value);

const isVessel = (value: unknown): value is Vessel => vessel(value);

/** The vessel, or null when the text is not one. */
export function fromJson(json: string): Vessel | null {
  try {
    const value: unknown = JSON.parse(json);
    return isVessel(value) ? value : null;
  } catch {
    return null;
  }
}
