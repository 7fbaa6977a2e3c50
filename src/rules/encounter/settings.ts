import type { AlertSeverity } from '../../model/alert.ts';
import type { HazardState } from '../../model/vessel.ts';
import type { ZoneKind } from '../../model/zone.ts';

/**
 * Water around a hull that no other should enter: an ellipse along the course. Half its length is a multiple of the
 * ship's length, half its breadth the greater of a multiple of her length and one of her beam.
 */
export interface Domain {
  readonly halfLengths: number;
  readonly sideLengths: number;
  readonly sideBeams: number;
  /** How far its centre lies ahead of the hull's, in ship's lengths. */
  readonly aheadLengths: number;
  /** Likewise to starboard, as a part of half the breadth; not between vessels on the same course. */
  readonly starboardPart: number;
}

/** How encounters are judged in some waters. */
export interface Limits {
  /** False: no encounters there. */
  readonly enabled: boolean;
  readonly domain: Domain;
  /** How far ahead in time it is looked. */
  readonly horizonS: number;
  /** Whether vessels on the same course are judged too. */
  readonly overtaking: boolean;
}

/** What differs from other limits. */
export type SomeLimits = Partial<Omit<Limits, 'domain'>> & { readonly domain?: Partial<Domain> };

export interface EncounterSettings {
  readonly enabled: boolean;
  /** By kind of zone that the vessel is in; of several zones the first kind of `rankedKinds` counts. */
  readonly limitsByKind: Readonly<Partial<Record<ZoneKind, Limits>>>;
  readonly rankedKinds: readonly ZoneKind[];
  /** By zone id: laid over what holds for the kind of the zone, and goes before every kind. */
  readonly limitsByZone: Readonly<Record<string, SomeLimits>>;
  /** In all other waters. */
  readonly limitsElsewhere: Limits;
  /** The domains of both vessels grow so many times, by the worse cargo of the two; never under 1. */
  readonly hazardFactor: Readonly<Record<HazardState, number>>;
  /** By the worse cargo of the two, where unknown counts as hazardous; `…Contact` when the hulls may touch. */
  readonly severity: {
    readonly other: AlertSeverity;
    readonly hazardous: AlertSeverity;
    readonly otherContact: AlertSeverity;
    readonly hazardousContact: AlertSeverity;
  };
  /** Hulls that will come within so many metres may touch: AIS is no better. */
  readonly contactM: number;
  /** Whether two vessels that carry no cargo by their kind are judged. */
  readonly amongCraftWithoutCargo: boolean;
  /** Who makes less way takes no part; over separation's `stillKn`, so that nobody who lies is part of an encounter. */
  readonly minKn: number;
  /** The faster of two makes at least this. */
  readonly fasterKn: number;
  /** Moored, at anchor or aground by status, up to this speed; faster ones forgot to change it. */
  readonly statusUpToKn: number;
  /** AIS ship types and ERI types that go alongside others by their trade. */
  readonly serviceTypes: readonly number[];
  readonly serviceEri: readonly number[];
  /** Tugs count only when they run freely, faster than `tugWorksKn`. */
  readonly tugTypes: readonly number[];
  readonly tugEri: readonly number[];
  readonly tugWorksKn: number;
  /** Two that keep within `besideM` between their hulls, at less than `besideKn` to each other, for so long, go together. */
  readonly besideM: number;
  readonly besideKn: number;
  readonly besideMs: number;
  /** Until they are so far apart. */
  readonly partM: number;
  /** Courses that differ by less are one course, and opposite ones when they differ by 180° less this. */
  readonly sameCourseDeg: number;
  /** Positions of the two further apart in time are not held together; also how old a position may be. */
  readonly maxAgeMs: number;
  /** A course is thought straight until the vessel has turned so far at its rate, and for at least so long. */
  readonly turnDeg: number;
  readonly leastHorizonS: number;
  /** An alert ends when the domain, so many times as big, is not entered within so many times the horizon. */
  readonly endDomainFactor: number;
  readonly endHorizonFactor: number;
  /** Reports in a row that begin or end an alert. */
  readonly reports: number;
  /** Where nothing is known of the size: length and beam, of class B and of all others. */
  readonly unknownHullM: readonly [number, number];
  readonly unknownCraftM: readonly [number, number];
  /** Pairs further apart are not looked at, and no more neighbours than this for one report. */
  readonly lookM: number;
  readonly maxNeighbours: number;
  /** Encounters that one vessel is part of. */
  readonly maxMeetings: number;
  /** Two docks or locks that come so close touch; land between two vessels is broader than `bankM`. Uncertainty is added. */
  readonly touchM: number;
  readonly bankM: number;
  /** Zones, by two ids, between which there is no way. */
  readonly noWayBetween: readonly (readonly [string, string])[];
}

/**
 * The safety zone of the Danish study (DMA AisAbnormal): 2 lengths by 3 beams, a quarter of a length behind the stern. To
 * starboard as Coldwell (1983) has it, 0.75 of 2.5 lengths: who passes port to port may pass closer.
 */
const confined: Domain = {
  halfLengths: 1,
  sideLengths: 0,
  sideBeams: 1.5,
  aheadLengths: 0.25,
  starboardPart: 0.3,
};
/** Fujii and Tanaka (1971) in narrow waters: 6 by 1.6 lengths over all. Offsets after Coldwell: 1.1 of 5 lengths, and 0.75 of 2.5. */
const open: Domain = {
  halfLengths: 3,
  sideLengths: 0.8,
  sideBeams: 1.5,
  aheadLengths: 0.66,
  starboardPart: 0.3,
};

/**
 * Domains: see above. Horizons: 4 minutes on the Scheldt, 2 in docks, where only meeting and crossing vessels count, after the
 * notes on VTS practice; 5 elsewhere. Speeds, times, tolerances and numbers: own figures, each to be set by the port.
 */
export const encounterDefaults: EncounterSettings = {
  enabled: true,
  limitsByKind: {
    lock: { enabled: false, domain: confined, horizonS: 120, overtaking: false },
    dock: { enabled: true, domain: confined, horizonS: 120, overtaking: false },
    anchorage: { enabled: true, domain: open, horizonS: 300, overtaking: true },
    river: { enabled: true, domain: confined, horizonS: 240, overtaking: true },
  },
  rankedKinds: ['lock', 'dock', 'anchorage', 'river'],
  limitsByZone: {},
  limitsElsewhere: { enabled: true, domain: confined, horizonS: 240, overtaking: true },
  hazardFactor: { confirmed: 2, suspected: 2, unknown: 1.5, 'none-declared': 1, 'not-applicable': 1 },
  severity: {
    other: 'caution',
    hazardous: 'warning',
    otherContact: 'warning',
    hazardousContact: 'alarm',
  },
  contactM: 10,
  amongCraftWithoutCargo: false,
  minKn: 1,
  fasterKn: 3,
  statusUpToKn: 3,
  serviceTypes: [50, 51, 53, 54, 55, 58],
  serviceEri: [8450],
  tugTypes: [52],
  tugEri: [8400],
  tugWorksKn: 8,
  besideM: 60,
  besideKn: 1.5,
  besideMs: 60_000,
  partM: 150,
  sameCourseDeg: 30,
  maxAgeMs: 60_000,
  turnDeg: 20,
  leastHorizonS: 60,
  endDomainFactor: 1.25,
  endHorizonFactor: 1.5,
  reports: 2,
  unknownHullM: [110, 11.4],
  unknownCraftM: [15, 5],
  lookM: 4000,
  maxNeighbours: 1024,
  maxMeetings: 16,
  touchM: 20,
  bankM: 100,
  noWayBetween: [],
};
