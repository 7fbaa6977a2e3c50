import type { MultiPolygon, Polygon } from 'geojson';
import type { AlertSeverity } from './alert.ts';
import type { HazardState, VesselClass } from './vessel.ts';

export type ZoneKind = 'river' | 'dock' | 'lock' | 'terminal' | 'anchorage' | 'area' | 'exclusion';
export type ZoneRuleKind = 'zone.enter' | 'zone.exit' | 'zone.speed';

/** Which vessels a rule concerns. Every part that is given must hold. */
export interface AppliesTo {
  /** Default `['confirmed', 'suspected']`: unknown cargo must be named to be left out or taken in. */
  readonly hazard: readonly HazardState[];
  readonly classes: readonly VesselClass[] | null;
  readonly minCones: number | null;
  readonly minLengthM: number | null;
}

export interface ZoneRule {
  readonly rule: ZoneRuleKind;
  readonly severity: AlertSeverity;
  readonly appliesTo: AppliesTo;
  /** `zone.speed` only: the limit over ground. */
  readonly limitKn: number | null;
  /** `zone.speed` only: how long over the limit before it counts. */
  readonly holdS: number;
}

/** A guarded shape of the port. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  readonly geometry: Polygon | MultiPolygon;
  readonly rules: readonly ZoneRule[];
  /** How far outside a vessel must be before it counts as gone (hysteresis). */
  readonly exitMarginM: number;
  /** Drawn by eye: shown as such. */
  readonly approximate: boolean;
  readonly uncertaintyM: number | null;
  readonly note: string | null;
}

/** The port file after validation. */
export interface Port {
  readonly name: string;
  readonly note: string | null;
  /** West, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
  readonly zones: readonly Zone[];
}
