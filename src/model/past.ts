import type { VesselRow } from './archive.ts';
import type { Declaration } from './cargo.ts';
import type { Provenance } from './vessel.ts';

/** West, south, east, north in degrees; west ≤ east. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** What is read again: `fromMs` ≤ time < `toMs`. */
export interface PastRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Only the way of vessels into, through and out of it matters. */
  readonly box: Box;
}

/** An archived position, as it stands in `PastPage.positions`. */
export type PastPosition = readonly [
  timeMs: number,
  mmsi: number,
  lon: number,
  lat: number,
  sogKn: number | null,
  cogDeg: number | null,
  navStatus: number | null,
];

/** A page as the database wrote it: who passes it on need not look into it. */
export interface PastPage {
  /** JSON of `PastPosition[]`, by time and then MMSI. */
  readonly positions: string;
  /** Archived positions that it stands for, those left out with them. */
  readonly rows: number;
  /** Time of the last of these. */
  readonly atMs: number;
}

/** What the archive knows of a vessel beside its track. */
export interface PastVessel {
  readonly mmsi: number;
  /** Who told each group of fields last of all, and when; null when nothing is known of it. */
  readonly told: Provenance | null;
  /** Oldest first; each holds from its `timeMs` on. */
  readonly descriptions: readonly VesselRow[];
  readonly declarations: readonly Declaration[];
}

/** The past, read again in the order in which it happened. A signal that aborts ends the statement under way too. */
export interface Past {
  /**
   * A position is left out when the vessel's positions before and after it lie on the same side of the box (of eight), within the same hour: the
   * straight lines between those that are left then meet the box where the true ones did. The first and last of a vessel in a page stay.
   */
  positions(range: PastRange, signal: AbortSignal): AsyncIterable<PastPage>;
  /** JSON of `PastVessel[]`, one for each of these: what held at `fromMs`, and what changed later. */
  vessels(mmsis: readonly number[], fromMs: number, signal: AbortSignal): Promise<string>;
}
