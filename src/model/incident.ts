import type { MultiPolygon, Polygon } from 'geojson';
import type { Box } from './past.ts';
import type { ShipClass } from './ship-class.ts';
import type { Hazard, HazardState, Vessel } from './vessel.ts';

/** What the incident desk reckons with. Angles in degrees from north, clockwise. */

export const incidentKinds = [
  'spill',
  'chemical-release',
  'fire',
  'collision',
  'grounding',
  'person-overboard',
  'security',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export type LonLat = readonly [lon: number, lat: number];

/** Oil, or what drifts as it does, as it was seen. */
export interface Slick {
  readonly position: LonLat;
  readonly radiusM: number;
  readonly seenAtMs: number;
  /** As it was drawn, by someone who saw it from above; counts instead of the radius. */
  readonly outline?: Polygon | MultiPolygon;
}

/** Between two times linear, before the first and behind the last as there. */
export interface Weather {
  readonly atMs: number;
  /** Ten metres above the water. */
  readonly windKn: number;
  /** Where it comes from. */
  readonly windFromDeg: number;
  /** At the surface of the river; docks and locks have none. */
  readonly currentKn: number;
  /** Where it goes to. */
  readonly currentToDeg: number;
}

/** How far the particles of an ensemble differ from what was told. Each keeps its own share of it from beginning to end. */
export interface DriftUncertainty {
  /** Part of the wind that a slick takes on, on average. */
  readonly windage: number;
  /** Furthest from that average. */
  readonly windageSpread: number;
  /** Speeds may be wrong by this part: 0.2 is ±20 %. */
  readonly windShare: number;
  readonly currentShare: number;
  /** Directions may be wrong by so many degrees either way. */
  readonly windDeg: number;
  readonly currentDeg: number;
  /** Eddies, m²/s. */
  readonly diffusionM2ps: number;
  /** How far to the right of the wind a slick goes. */
  readonly deflectionDeg: number;
}

export interface DriftAsked {
  readonly slick: Slick;
  /** At least one, by rising time. */
  readonly weather: readonly Weather[];
  /** `back`: where it may have come from. */
  readonly direction: 'forward' | 'back';
  readonly durationMs: number;
  /** Time between two of the steps that are told. */
  readonly everyMs: number;
  /** Same seed, same particles. */
  readonly seed: number;
  /** What differs from the standard. */
  readonly uncertainty?: Partial<DriftUncertainty>;
}

/** Where that part of the particles is. */
export interface ProbabilityArea {
  /** E.g. 0.9. */
  readonly share: number;
  readonly geometry: MultiPolygon;
}

export interface DriftStep {
  readonly atMs: number;
  /** Mean of the particles that are on the map. */
  readonly centre: LonLat;
  readonly afloat: number;
  /** Held up by a bank or quay just now. */
  readonly ashore: number;
  /** Drifted over the edge of the map: where they are is not known. */
  readonly left: number;
  /** Smallest share first; empty when all have left. */
  readonly areas: readonly ProbabilityArea[];
}

export interface Drift {
  readonly asked: DriftAsked;
  readonly particles: number;
  /** False: no water is drawn where it was seen, so that nothing holds it up. */
  readonly walls: boolean;
  /** By distance in time from the sighting; the first is the sighting. */
  readonly steps: readonly DriftStep[];
}

/** Where particles were at a time, as parts of all of them by cells. */
export interface CorridorStep {
  readonly atMs: number;
  /** South-west corner of the first cell on the plane of the corridor, and how many metres a cell has. */
  readonly x: number;
  readonly y: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  /** Probability a square metre, row by row from the south. */
  readonly density: Float32Array;
  /** The 95 % of the particles lie where the density is no less. */
  readonly edge: number;
}

/** Where a slick may have come from. */
export interface Corridor {
  readonly slick: Slick;
  readonly origin: LonLat;
  /** As in `Drift`. */
  readonly walls: boolean;
  /** Part of it that lay at a bank or quay: from there no way leads back for certain. */
  readonly held: number;
  readonly everyMs: number;
  /** Latest first. */
  readonly steps: readonly CorridorStep[];
  /** What the archive must be asked for: the time before it tells what vessels came from. */
  readonly ask: { readonly fromMs: number; readonly toMs: number; readonly box: Box };
}

/** Why a vessel is suspected more or less than others that were in the corridor as long. */
export type SuspectReason =
  | 'tanker'
  | 'bunker-vessel'
  /** Seldom has much oil aboard, or is watched by many. */
  | 'other-craft'
  /** Cast off or weighed within the 20 minutes before. */
  | 'left-berth'
  /** Said another draught than before. */
  | 'draught-change'
  /** Was not heard while it was in the corridor. */
  | 'ais-gap';

export interface Suspect {
  readonly mmsi: number;
  readonly name: string | null;
  /** Part of the suspicion against all that are ranked, 0 to 1. */
  readonly share: number;
  /** How long its hull was in the corridor at the matching time: in all, lying, and not heard. */
  readonly overlapS: number;
  readonly lyingS: number;
  readonly gapS: number;
  readonly fromMs: number;
  readonly toMs: number;
  /**
   * How well what it may have spilled would lie where the slick was seen, summed over the minutes in which it may have (forward runs):
   * 0 is not at all.
   */
  readonly fit: number;
  /** When it would have spilled, by the best of them; null when none fits. */
  readonly spilledAtMs: number | null;
  readonly reasons: readonly { readonly reason: SuspectReason; readonly factor: number }[];
}

/** A vessel that no report puts into the corridor, and that may have been there all the same. */
export interface Unheard {
  readonly mmsi: number;
  readonly name: string | null;
  readonly lastMs: number;
  /** Null: not heard again. */
  readonly nextMs: number | null;
}

export interface Suspects {
  /** Highest share first. */
  readonly ranked: readonly Suspect[];
  readonly unheard: readonly Unheard[];
  /** Lay beside the corridor, so that a little more wind would have brought it from them. */
  readonly lying: readonly { readonly mmsi: number; readonly name: string | null; readonly lyingS: number }[];
  /** More reports or vessels than are looked at. */
  readonly truncated: boolean;
}

/** When a vessel is in the slick: it is there, or will be within so many minutes. */
export type Horizon = 'now' | 30 | 60;

/** A vessel that the slick concerns, with what must be known aboard and about it. */
export interface Exposed {
  readonly mmsi: number;
  readonly name: string | null;
  readonly shipClass: ShipClass;
  readonly position: LonLat;
  /** Null: it stays out of it, and is near only. */
  readonly horizon: Horizon | null;
  /** Minutes until it is in it, 0 when it is; null as `horizon`. */
  readonly inMin: number | null;
  /** From its hull to the slick as it is now; 0 inside. */
  readonly distanceM: number;
  /** Hazardous and as near as that, else null. */
  readonly withinM: 100 | 300 | null;
  readonly hazard: HazardState;
  readonly cones: Hazard['cones'];
  readonly category: Hazard['category'];
  readonly unNumbers: readonly number[];
  readonly personsOnBoard: number | null;
}

/** Who can help at an incident. */
export type ResponderKind = 'anti-pollution' | 'tug' | 'police' | 'sar' | 'work-craft';

export interface Responder {
  readonly mmsi: number;
  readonly name: string | null;
  readonly kind: ResponderKind;
  readonly position: LonLat;
  readonly distanceM: number;
  /** `water`: along drawn water; `straight`: as the crow flies, where none is drawn or no way over it was found. */
  readonly by: 'water' | 'straight';
  readonly throughLocks: boolean;
  readonly travelMin: number;
}

/** More is being reckoned already than may. */
export class TooBusy extends Error {
  constructor() {
    super('the incident desk reckons already for as many as it may; ask again in a moment');
  }
}

/**
 * What an incident is reckoned with, off the event loop. Methods reject with a RangeError that names the field that cannot be reckoned with, with
 * `TooBusy`, or when the signal aborts.
 */
export interface Reckoning {
  drift(asked: DriftAsked, signal: AbortSignal): Promise<Drift>;
  /** Reads the archive; rejects when that does not answer. */
  suspects(asked: Omit<DriftAsked, 'direction'>, signal: AbortSignal): Promise<Suspects>;
  responders(place: LonLat, vessels: Iterable<Vessel>, signal: AbortSignal): Promise<readonly Responder[]>;
  close(): Promise<void>;
}
