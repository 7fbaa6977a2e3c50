import type { HazardView, LiveVessel } from '../../protocol/vessel.ts';

/** Nothing is known of its cargo. */
export const exampleHazard: HazardView = {
  state: 'unknown',
  cones: null,
  bFlag: false,
  category: null,
  unNumbers: [],
  imdgClasses: [],
  personsOnBoard: null,
  evidence: [],
  conflict: false,
  conflictText: null,
};

const still: LiveVessel = {
  mmsi: '205278090',
  name: null,
  callsign: null,
  imo: null,
  eni: null,
  flag: 'BE',
  class: 'A',
  shipType: null,
  shipTypeText: null,
  eriType: null,
  lengthM: null,
  beamM: null,
  draughtM: null,
  destination: null,
  eta: null,
  navStatus: null,
  sogKn: null,
  cogDeg: null,
  headingDeg: null,
  rotDegPerMin: null,
  blueSign: null,
  positionAt: '2026-11-23T10:00:00.000Z',
  ageS: 0,
  signal: 'live',
  trust: 'normal',
  trustReasons: [],
  nameConfirmed: true,
  convoy: false,
  estimated: null,
  zones: [],
  hazard: exampleHazard,
  lon: 4.3,
  lat: 51.3,
  toBowM: null,
  toSternM: null,
  toPortM: null,
  toStarboardM: null,
};

/** A vessel of which only its place was heard, with what a test wants to be different. */
export const vesselOf = (different: Partial<LiveVessel>): LiveVessel => ({ ...still, ...different });
