import type { PositionRow, VesselRow } from './archive.ts';
import type { Declaration } from './cargo.ts';
import type { Box } from './past.ts';
import type { Vessel } from './vessel.ts';

/** `fromMs` ≤ time < `toMs`. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A report in or beside an area. */
export interface NearPoint {
  readonly mmsi: number;
  readonly timeMs: number;
  readonly lon: number;
  readonly lat: number;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  /** The vessel's report before it is the point before it: between them there was none. */
  readonly follows: boolean;
}

export interface VesselMoment {
  readonly mmsi: number;
  readonly atMs: number;
}

/** A vessel at a moment of the past, as far as it was known then. */
export interface VesselThen {
  readonly mmsi: number;
  /** Its last position by then. */
  readonly position: PositionRow | null;
  readonly description: VesselRow | null;
  /** Those that had been handed in and end later, newest first; withdrawn ones with them. */
  readonly declarations: readonly Declaration[];
  /** Ids of the zones that it was in, sorted. */
  readonly zones: readonly string[];
}

/** What kind of ship it said it was when it entered; null when it had said nothing. */
export interface KindThen {
  readonly class: string | null;
  readonly shipType: number | null;
  readonly eriType: number | null;
}

export interface Visit extends KindThen {
  readonly mmsi: number;
  readonly zoneId: string;
  readonly enteredMs: number;
  /** Null while it is there. */
  readonly leftMs: number | null;
  readonly name: string | null;
}

/** Which visits; null is "any". */
export interface VisitsAsked extends Span {
  /** Null: every zone, those that stand no more too. */
  readonly zoneIds: readonly string[] | null;
  readonly mmsi: number | null;
}

/** Visits come by `enteredMs`, `mmsi` and `zoneId`: one that they come behind. */
export type VisitKey = Pick<Visit, 'enteredMs' | 'mmsi' | 'zoneId'>;

export interface WaitsAsked extends Span {
  readonly zoneId: string;
  /** Where vessels wait for it: round the zone. */
  readonly around: Box;
  /** Zones that a vessel stays in for other reasons, such as berths: the approach begins when it leaves them. */
  readonly otherZoneIds: readonly string[];
}

/** The way of a vessel into a zone. */
export interface Wait extends KindThen {
  readonly mmsi: number;
  readonly enteredMs: number;
  /** Its first position around the zone from which on it stayed there until it entered; null when there is none. */
  readonly arrivedMs: number | null;
  /** Seconds since then at 1 kn or less. */
  readonly slowS: number;
}

export interface EntryCount extends KindThen {
  readonly atMs: number;
  readonly entries: number;
}

export interface GridAsked extends Span {
  readonly area: Box;
  /** Degrees a cell. */
  readonly stepLon: number;
  readonly stepLat: number;
}

/** Column from the west and row from the south, from 0. */
export interface GridCell {
  readonly column: number;
  readonly row: number;
  readonly vessels: number;
  /** A report stands until the next, for six minutes at most. */
  readonly vesselMinutes: number;
}

/** A question took more seconds than a statement may. */
export class TooLong extends Error {
  readonly limitS: number;
  constructor(limitS: number) {
    super(`the archive worked on it for ${limitS} s`);
    this.limitS = limitS;
  }
}

/**
 * Questions about the past. Every method rejects with `TooLong` when a statement takes too long, and otherwise when the database cannot answer;
 * a signal that aborts ends the statement under way.
 */
export interface History {
  /** Vessels with a position in the span (and the area), by rising MMSI behind `afterMmsi`. */
  present(
    span: Span,
    area: Box | null,
    afterMmsi: number,
    most: number,
    signal: AbortSignal,
  ): Promise<readonly number[]>;
  /** Their reports in the area and those just before and after, by MMSI and time, in pages of bounded size. */
  near(
    mmsis: readonly number[],
    span: Span,
    area: Box,
    signal: AbortSignal,
  ): AsyncIterable<readonly NearPoint[]>;
  /** What these vessels were at their times, in order of MMSI; a position before `sinceMs` counts no more. */
  vesselsAt(
    asked: readonly VesselMoment[],
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<readonly VesselThen[]>;
  /** Visits that lie in the span or reach into it. */
  visits(
    asked: VisitsAsked,
    after: VisitKey | null,
    most: number,
    signal: AbortSignal,
  ): Promise<readonly Visit[]>;
  /** How vessels that entered in the span came in, by time of entry, in pages of bounded size. */
  waits(asked: WaitsAsked, signal: AbortSignal): AsyncIterable<readonly Wait[]>;
  /** Entries a kind of ship and hour or day (UTC). */
  entries(
    zoneId: string,
    span: Span,
    per: 'hour' | 'day',
    signal: AbortSignal,
  ): Promise<readonly EntryCount[]>;
  /** Cells that vessels were in. */
  density(asked: GridAsked, signal: AbortSignal): Promise<readonly GridCell[]>;
}

/** Makes vessels of what the archive knew of them. */
export interface Recollection {
  /** As the picture would have had it: cargo judged by what was known, signal by the age of the position then. Trust is not judged. */
  vessel(known: VesselThen, atMs: number): Vessel;
  /** False: it had been silent for so long that the picture had it no more. */
  shown(vessel: Vessel, atMs: number): boolean;
  /** Lets time pass for it; true: it looks different. Its cargo stays as it was judged. */
  age(vessel: Vessel, atMs: number): boolean;
  /** Until when the vessel's cargo is judged as at `atMs`, as long as nothing new is known of it. */
  judgedUntilMs(vessel: Vessel, known: Pick<VesselThen, 'declarations'>, atMs: number): number;
}
