import { type Kinematics, unknownHazard, type Vessel } from '../model/vessel.ts';
import type { Zone } from '../model/zone.ts';

/** For tests of rules: a tanker by its ship type that nothing else was heard of. */
export const sampleVessel = (more: Partial<Vessel> = {}): Vessel => ({
  mmsi: 205278090,
  class: 'A',
  carrierSense: null,
  name: 'MARIA',
  nameConfirmed: true,
  callsign: null,
  imo: null,
  eni: null,
  flag: null,
  shipType: 80,
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
  hazard: { ...unknownHazard, state: 'suspected' },
  kinematics: null,
  estimated: null,
  provenance: { name: null, static: null, voyage: null, inland: null },
  trust: { level: 'normal', reasons: [] },
  zones: [],
  signal: null,
  heardAtMs: 0,
  firstHeardMs: 0,
  receivers: {},
  ...more,
});

/** A position in Antwerp, eastwards at 8 kn, heard by one receiver. */
export const sampleFix = (more: Partial<Kinematics> = {}): Kinematics => ({
  lon: 4.3,
  lat: 51.3,
  sogKn: 8,
  cogDeg: 90,
  headingDeg: 90,
  rotDegPerMin: null,
  navStatus: 0,
  blueSign: null,
  positionAtMs: 0,
  receiver: 'kallo',
  messageType: 1,
  ...more,
});

/** A lock that no rule guards, without a shape. */
export const sampleZone = (more: Partial<Zone> = {}): Zone => ({
  id: 'lock',
  name: 'Lock',
  kind: 'lock',
  geometry: { type: 'Polygon', coordinates: [] },
  rules: [],
  exitMarginM: 30,
  approximate: true,
  uncertaintyM: 100,
  note: null,
  ...more,
});
