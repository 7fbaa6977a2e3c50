/** The noun that everything turns on: a vessel as all its messages together describe it. */

export type VesselClass = 'A' | 'B' | 'inland' | 'base' | 'aton' | 'sart' | 'sar';
export type Signal = 'live' | 'late' | 'lost';
export type HazardState = 'confirmed' | 'suspected' | 'unknown' | 'none-declared' | 'not-applicable';
export type PollutionCategory = 'X' | 'Y' | 'Z' | 'OS';
export type EvidenceSource =
  | 'declaration'
  | 'inland-ais'
  | 'dangerous-cargo-message'
  | 'ship-type'
  | 'eri-type';

/** One thing that was said of a vessel's cargo, in words, e.g. `{source:'inland-ais', value:'2 cones'}`. */
export interface HazardEvidence {
  readonly source: EvidenceSource;
  readonly value: string;
  readonly atMs: number;
}

export interface Hazard {
  readonly state: HazardState;
  readonly cones: 0 | 1 | 2 | 3 | null;
  readonly bFlag: boolean;
  readonly category: PollutionCategory | null;
  readonly unNumbers: readonly number[];
  readonly imdgClasses: readonly string[];
  readonly personsOnBoard: number | null;
  readonly evidence: readonly HazardEvidence[];
  /** Two sources contradict each other. */
  readonly conflict: boolean;
}

/** Latest known place and movement. */
export interface Kinematics {
  lon: number;
  lat: number;
  sogKn: number | null;
  cogDeg: number | null;
  headingDeg: number | null;
  rotDegPerMin: number | null;
  navStatus: number | null;
  blueSign: boolean | null;
  /** Event time of the position, milliseconds since 1970 UTC; strictly rising per vessel. */
  positionAtMs: number;
  /** Receiver that gave it. */
  receiver: string;
}

/** A fused vessel. Mutable: the picture updates it in place; readers outside `traffic/` must not. */
export interface Vessel {
  readonly mmsi: number;
  class: VesselClass;
  name: string | null;
  callsign: string | null;
  imo: number | null;
  eni: string | null;
  /** ISO 3166 alpha-2 of the MID, or null when not allotted. */
  flag: string | null;
  shipType: number | null;
  eriType: number | null;
  toBowM: number | null;
  toSternM: number | null;
  toPortM: number | null;
  toStarboardM: number | null;
  lengthM: number | null;
  beamM: number | null;
  draughtM: number | null;
  destination: string | null;
  /** ETA as sent: `MM-DDTHH:MM` UTC; the year is not sent. */
  eta: string | null;
  /** Latest Inland FI 10 hazard field (0–5), null when never heard. */
  inlandHazard: number | null;
  hazard: Hazard;
  /** Null until the first valid position. */
  kinematics: Kinematics | null;
  /** Ids of zones that hold it now, sorted; written by the rules stage through the pipeline. */
  zones: readonly string[];
  /** How its last position stands to its reporting interval; null before the first. Judged every second. */
  signal: Signal | null;
  /** Last message of any kind. */
  heardAtMs: number;
  firstHeardMs: number;
  /** Receivers heard it within their last messages: name → time. Bounded. */
  receivers: Record<string, number>;
}

/** A nine-digit vessel id, leading zeros kept. */
export const mmsiText = (mmsi: number): string => String(mmsi).padStart(9, '0');
