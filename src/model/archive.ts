import type { AlertEvent } from './alert.ts';
import type { DangerousCargoSaid, Declaration, PersonsSaid } from './cargo.ts';
import type { History } from './history.ts';
import type { Past } from './past.ts';
import type { Provenance } from './vessel.ts';

/** One archived position. (`mmsi`, `timeMs`) is its key: writing it again changes nothing. */
export interface PositionRow {
  readonly timeMs: number;
  readonly mmsi: number;
  readonly lon: number;
  readonly lat: number;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly headingDeg: number | null;
  readonly navStatus: number | null;
  readonly receiver: string;
}

/** What a vessel said it was; the latest row wins by `timeMs`. */
export interface VesselRow {
  readonly mmsi: number;
  readonly timeMs: number;
  readonly class: string;
  readonly name: string | null;
  readonly callsign: string | null;
  readonly imo: number | null;
  readonly eni: string | null;
  readonly flag: string | null;
  readonly shipType: number | null;
  readonly eriType: number | null;
  readonly lengthM: number | null;
  readonly beamM: number | null;
  readonly draughtM: number | null;
  readonly destination: string | null;
  readonly hazardState: string;
  /** Inland FI 10 hazard field as sent, 0–7; its time is that of `told.inland`. */
  readonly inlandHazard: number | null;
  /** Each has the time at which it was said. */
  readonly dangerousCargo: DangerousCargoSaid | null;
  readonly persons: PersonsSaid | null;
  /** It called itself a tank hull, or did before. Null in rows of programs that did not write it, as is `told`. */
  readonly tankHull: boolean | null;
  /** Who told each group of fields, and when. */
  readonly told: Provenance | null;
}

/** A vessel enters or leaves a zone; without a zone it leaves all that it is in. */
export type VisitStep =
  | { readonly step: 'enters'; readonly mmsi: number; readonly zoneId: string; readonly timeMs: number }
  | {
      readonly step: 'leaves';
      readonly mmsi: number;
      readonly zoneId: string | null;
      readonly timeMs: number;
    };

/** The way into the archive for what a message tells; each call returns at once. */
export interface ArchiveRows {
  position(row: PositionRow): void;
  vessel(row: VesselRow): void;
  visit(step: VisitStep): void;
}

/** What is written in one transaction; each part may be empty. */
export interface ArchiveBatch {
  readonly positions: readonly PositionRow[];
  readonly vessels: readonly VesselRow[];
  readonly visits: readonly VisitStep[];
  readonly alertEvents: readonly AlertEvent[];
  readonly declarations: readonly Declaration[];
}

export interface TrackPoint {
  readonly timeMs: number;
  readonly lon: number;
  readonly lat: number;
  readonly sogKn: number | null;
  readonly cogDeg: number | null;
  readonly headingDeg: number | null;
  readonly navStatus: number | null;
}

/** The newest that the archive has of a vessel; one of the two is not null. */
export interface LatestOfVessel {
  readonly mmsi: number;
  readonly position: PositionRow | null;
  /** May be older than what was asked for when there is a position. */
  readonly description: VesselRow | null;
  /** Fields of the description that cannot be read, e.g. `persons.count`; they are left out, or count as told long ago. */
  readonly damaged: readonly string[];
}

/** The past. Every method rejects when the database cannot answer; nothing is half done. */
export interface Archive {
  /** Creates or upgrades the schema. Idempotent. Rejects with a clear sentence for a newer schema. */
  prepare(): Promise<void>;
  /** One transaction; writing the same batch twice changes nothing. */
  write(batch: ArchiveBatch): Promise<void>;
  /** Points of a vessel, oldest first, `fromMs` ≤ time < `toMs`, in pages of bounded size. */
  track(mmsi: number, fromMs: number, toMs: number): AsyncIterable<readonly TrackPoint[]>;
  /** Vessels with a position or a description since `fromMs`, by rising `mmsi`, in pages of bounded size. */
  latest(fromMs: number): AsyncIterable<readonly LatestOfVessel[]>;
  /** Questions about vessels, places and zones. */
  readonly history: History;
  /** All vessels near a place, in the order of time. */
  readonly past: Past;
  /** Drops positions older than `beforeMs`. */
  dropBefore(beforeMs: number): Promise<void>;
  /** What it runs on, e.g. `timescaledb 2.19.3` or `pglite`. */
  readonly edition: string;
  close(): Promise<void>;
}

/** State of the way to the archive, for readiness and metrics. */
export interface ArchiveHealth {
  readonly degraded: boolean;
  readonly waitingBatches: number;
  readonly waitingBytes: number;
  readonly writtenPositions: number;
  readonly droppedPositions: number;
  /** Files of the spool that were damaged, and wait for a person to look at them. */
  readonly damagedFiles: number;
  readonly lastError: string | null;
}
