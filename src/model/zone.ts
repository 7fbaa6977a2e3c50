import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { AlertSeverity } from './alert.ts';
import type { SecurityLevel } from './security-level.ts';
import type { HazardState, VesselClass } from './vessel.ts';

export type ZoneKind = 'river' | 'dock' | 'lock' | 'terminal' | 'anchorage' | 'area' | 'exclusion';
export type ZoneRuleKind =
  | 'zone.enter'
  | 'zone.exit'
  | 'zone.speed'
  | 'zone.dwell'
  | 'zone.stop'
  | 'zone.capacity'
  | 'zone.wrong-way';

/** A vessel that a rule spares for a time. */
export interface Exemption {
  readonly mmsi: number;
  /** Instant in ISO 8601 UTC at which it ends. */
  readonly until: string;
  readonly reason: string | null;
}

/** Which vessels a rule concerns. Every part that is given must hold. */
export interface AppliesTo {
  /** Default `['confirmed', 'suspected']`: unknown cargo must be named to be left out or taken in. */
  readonly hazard: readonly HazardState[];
  readonly classes: readonly VesselClass[] | null;
  readonly minCones: number | null;
  readonly minLengthM: number | null;
  readonly maxLengthM?: number;
  readonly minDraughtM?: number;
  /** AIS ship types, ranges written out. */
  readonly shipTypes?: readonly number[];
  /** ISO 3166 alpha-2, as the MID tells. */
  readonly flags?: readonly string[];
  readonly mmsis?: readonly number[];
  readonly exempt?: readonly Exemption[];
}

export interface ZoneRule {
  readonly rule: ZoneRuleKind;
  readonly severity: AlertSeverity;
  readonly appliesTo: AppliesTo;
  /** `zone.speed` only: the limit over ground. */
  readonly limitKn: number | null;
  /** `zone.speed`, `zone.stop`, `zone.wrong-way`: how long the condition lasts before it counts. */
  readonly holdS: number;
  /** `zone.dwell`: longest stay, seconds. */
  readonly limitS?: number;
  /** `zone.wrong-way`: direction in which vessels must sail, degrees from north. */
  readonly axisDeg?: number;
  /** `zone.capacity`: most concerned vessels at once. */
  readonly maxVessels?: number;
  /** `zone.capacity`: blue cones from which a vessel may not be in the zone with a passenger vessel. */
  readonly passengerBesideCones?: number;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Hours of the week by the clock of Brussels, `HH:MM`; `to` at or before `from` is on the next day. */
export interface Hours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** What the operator drew, before it was made into polygons. */
export type SourceShape =
  | {
      readonly type: 'LineString';
      readonly coordinates: readonly Position[];
      readonly widthM: number;
    }
  | {
      readonly type: 'Point';
      readonly coordinates: Position;
      readonly radiusM: number;
    };

/** Who must be cleared to leave a berth. Those that are cleared are the exemptions, until their time. */
export interface Clearance {
  readonly severity: AlertSeverity;
  readonly appliesTo: AppliesTo;
}

/** A guarded shape of the port. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  readonly geometry: Polygon | MultiPolygon;
  /** Absent: the geometry itself was drawn. */
  readonly source?: SourceShape;
  readonly rules: readonly ZoneRule[];
  /** Instants in ISO 8601 UTC: its rules are in force from the first, and no longer from the second. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Absent: always. */
  readonly schedule?: readonly Hours[];
  /** How far outside a vessel must be before it counts as gone (hysteresis). */
  readonly exitMarginM: number;
  /** Drawn by eye: shown as such. */
  readonly approximate: boolean;
  readonly uncertaintyM: number | null;
  readonly note: string | null;
  /** Walls, sheds or a bridge hide vessels here from the receivers; absent: they do not. */
  readonly shadow?: true;
  /** Vessels that lie here must be cleared before they leave; absent: they need not. */
  readonly clearance?: Clearance;
  /** Organisations that may know of it; absent: all. */
  readonly visibleTo?: readonly string[];
  /** Its rules hold only from this security level on, of its own or of the port; absent: always. */
  readonly minSecurityLevel?: SecurityLevel;
  /** Rises with each change over HTTP; absent, as 0: as the port file has it. */
  readonly version?: number;
}

/** The port file after validation. */
export interface Port {
  readonly name: string;
  readonly note: string | null;
  /** West, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
  readonly zones: readonly Zone[];
  /** Settings of the watches that differ from the standard, as written; absent: none. They are checked where the standard is known. */
  readonly watch?: Readonly<Record<string, unknown>>;
}
