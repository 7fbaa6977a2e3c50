import type { AuditEntry } from './access.ts';
import type { AlertEvent } from './alert.ts';
import type { DangerousCargoSaid, Declaration, PersonsSaid } from './cargo.ts';
import type { Chronicle } from './chronicle.ts';
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
  readonly audit: readonly AuditEntry[];
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
  /** All that happened, for replays. */
  readonly chronicle: Chronicle;
  /** All vessels near a place, in the order of time. */
  readonly past: Past;
  /** Brings what is counted by hour up to what was written, as far as the database does not do that by itself. */
  summarise(nowMs: number): Promise<void>;
  /** Drops the positions of the days (UTC) that lie before `beforeMs` as a whole. */
  dropBefore(beforeMs: number): Promise<void>;
  /** What it runs on, e.g. `timescaledb 2.19.3` or `pglite`. */
  readonly edition: string;
  close(): Promise<void>;
}

/** A stay in a zone, as positions in the archive show it. */
export interface PastVisit {
  readonly zoneId: string;
  readonly enteredAtMs: number;
  /** Null while it goes on. */
  readonly leftAtMs: number | null;
}

/** What the archive's positions say of a vessel's visits between two times at which it was in no zone. */
export interface PastVisits {
  readonly mmsi: number;
  readonly fromMs: number;
  /** Of the last position that was looked at. */
  readonly toMs: number;
  readonly visits: readonly PastVisit[];
}

/** The archive as an import fills it, beside a server that may be writing too. Every method rejects when it cannot be done. */
export interface Backfill extends Pick<Archive, 'prepare' | 'track' | 'edition' | 'close'> {
  /**
   * One transaction. Of two reports of a vessel under one time the one that sorts first stays, whichever came first; rows that a
   * receiver gave to the server stay as they are.
   * @returns positions that are new
   */
  write(batch: Pick<ArchiveBatch, 'positions' | 'vessels'>): Promise<number>;
  /** Positions of a vessel before `beforeMs`, newest first, in pages of bounded size. */
  back(mmsi: number, beforeMs: number): AsyncIterable<readonly TrackPoint[]>;
  /** Those of the vessels that have a visit. */
  visitors(mmsis: readonly number[]): Promise<ReadonlySet<number>>;
  /** What these vessels said they are (`class`), for those that said it. */
  classes(mmsis: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /**
   * Puts visits in the place of those that the archive has in that time and those zones. A visit whose first or last position is
   * not in the archive (any more) stays, and nothing is put over it.
   * @returns false, with nothing done, when a visit is to go on and there are newer positions than were looked at
   */
  replaceVisits(past: PastVisits, zoneIds: readonly string[]): Promise<boolean>;
  /** What a database server does in the background and the embedded one only when asked: statistics, and its log cut short. */
  tidy(): Promise<void>;
}

/** State of the way to the archive, for readiness and metrics. */
export interface ArchiveHealth {
  readonly degraded: boolean;
  readonly waitingBatches: number;
  readonly waitingBytes: number;
  /** Positions that were forced to the disk of the spool since the start: no crash loses them. */
  readonly savedPositions: number;
  readonly writtenPositions: number;
  readonly droppedPositions: number;
  /** Files of the spool that were damaged, and wait for a person to look at them. */
  readonly damagedFiles: number;
  readonly lastError: string | null;
}
