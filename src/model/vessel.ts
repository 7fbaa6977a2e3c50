import type { DangerousCargoSaid, PersonsSaid, PollutionCategory } from './cargo.ts';

/** The noun that everything turns on: a vessel as all its messages together describe it. */

export type VesselClass = 'A' | 'B' | 'inland' | 'base' | 'aton' | 'sart' | 'sar';
export type Signal = 'live' | 'late' | 'lost';
export type HazardState = 'confirmed' | 'suspected' | 'unknown' | 'none-declared' | 'not-applicable';
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
  /** What counts now, newest first. */
  readonly evidence: readonly HazardEvidence[];
  /** What was said before and counts no more, newest first; bounded. */
  readonly past: readonly HazardEvidence[];
  /** Two sources contradict each other. */
  readonly conflict: boolean;
  /** In words, e.g. `Inland AIS says no cones, the declaration says two`; null without a conflict. */
  readonly conflictText: string | null;
  /** Since it is in the picture it has called itself a tank hull: hulls do not change. */
  readonly tankHull: boolean;
}

/** Nothing heard: unknown, which is not safe. */
export const unknownHazard: Hazard = {
  state: 'unknown',
  cones: null,
  bFlag: false,
  category: null,
  unNumbers: [],
  imdgClasses: [],
  personsOnBoard: null,
  evidence: [],
  past: [],
  conflict: false,
  conflictText: null,
  tankHull: false,
};

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
  /** AIS message type that gave it (1–27). */
  messageType: number;
}

/** Why a vessel's data is doubted. Positions: the first four. */
export type TrustReason =
  /** It would have had to sail faster than its kind can, and stayed at the new place. */
  | 'jump'
  /** Two tracks under one MMSI, in turn. */
  | 'duplicate-identity'
  /** Further away than the receiver that gave it can hear. */
  | 'range'
  /** Several vessels near each other jumped within seconds. */
  | 'gnss'
  /** The MMSI is none that M.585 and the ITU's table allow. */
  | 'mmsi-invalid'
  /** The IMO number it sends fails its check digit. */
  | 'imo-invalid'
  /** Length, beam and draught do not go together, or two sources give different hulls. */
  | 'dimensions'
  /** Ship type and ERI type name different kinds of hull. */
  | 'type';

/** How far the data can be believed: `low` as soon as there is one reason. */
export interface Trust {
  readonly level: 'normal' | 'low';
  readonly reasons: readonly TrustReason[];
}

/** Who told a group of fields, and when. */
export interface Origin {
  /** AIS message type (1–27) that told it last. */
  messageType: number;
  receiver: string;
  /** Event time, milliseconds since 1970 UTC. */
  atMs: number;
}

/**
 * Origin of each group of fields beside the position, which has its own in `Kinematics`; null where it was never told
 * or has expired. The groups expire one by one.
 */
export interface Provenance {
  /** `name`. */
  name: Origin | null;
  /** `callsign`, `imo`, `shipType`, the distances to the ends and sides, and the size where FI 10 gave none. */
  static: Origin | null;
  /** `destination`, `eta`, and `draughtM` where FI 10 gave none. */
  voyage: Origin | null;
  /** Inland FI 10: `eni`, `eriType`, `inlandHazard`, and the finer `lengthM`, `beamM`, `draughtM`. */
  inland: Origin | null;
}

/**
 * Ages after which a group should have been told again: static and voyage data come every 6 minutes, so three were
 * missed. Positions are judged by `signal`.
 */
export const staleAfterMs: Readonly<Record<keyof Provenance, number>> = {
  name: 20 * 60_000,
  static: 20 * 60_000,
  voyage: 20 * 60_000,
  inland: 30 * 60_000,
};

/** Where a vessel that is late may be by now: dead reckoning, for display only. */
export interface Estimate {
  readonly lon: number;
  readonly lat: number;
  /** Metres; grows with the time since the last position. */
  readonly radiusM: number;
}

/** A vessel of the picture has a number there, as long as it is in it; then the number is another's. */
export interface Numbered {
  readonly mmsi: number;
  readonly row?: number | undefined;
}

/** A fused vessel. Mutable: the picture updates it in place; readers outside `traffic/` must not. */
export interface Vessel {
  readonly mmsi: number;
  class: VesselClass;
  /** Class B: carrier sense (true) or SOTDMA (false); null while not heard, and for other classes. */
  carrierSense: boolean | null;
  name: string | null;
  /** Two messages gave the same name: a sentence's checksum lets one corruption in 256 through. */
  nameConfirmed: boolean;
  callsign: string | null;
  imo: number | null;
  eni: string | null;
  /** ISO 3166 alpha-2 of the MID, or null when not allotted. */
  flag: string | null;
  shipType: number | null;
  eriType: number | null;
  /** Its ERI type is that of a convoy: length and beam are those of the whole. */
  convoy: boolean;
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
  /** Latest dangerous-cargo message and latest persons on board by AIS; null when never heard. */
  dangerousCargo: DangerousCargoSaid | null;
  persons: PersonsSaid | null;
  hazard: Hazard;
  /** Null until the first valid position. */
  kinematics: Kinematics | null;
  /** Only while `signal` is `late` and it was under way. */
  estimated: Estimate | null;
  provenance: Provenance;
  trust: Trust;
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
