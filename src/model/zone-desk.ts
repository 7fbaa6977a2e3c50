import type { Zone } from './zone.ts';

/** One state of a zone, as it was given. */
export interface ZoneRecord {
  readonly id: string;
  /** 1 is the first over HTTP; 0 is the port file's. */
  readonly version: number;
  /** ISO 8601 UTC; null: of the port file. */
  readonly at: string | null;
  readonly by: string;
  /** The GeoJSON Feature; null: the zone was deleted. */
  readonly feature: object | null;
  /** Mark of the port file's zone that it stands over; null: the file had none. */
  readonly over: string | null;
}

/** A change that was made in this process, or by an earlier one with the same journal. */
export interface ZoneMade {
  /** Rises by one with each. */
  readonly number: number;
  readonly record: ZoneRecord;
  /** The Feature that stood before; null: none did. */
  readonly before: object | null;
}

/** What a change must find: a state by its tag, any zone, or none. */
export type ZoneCondition = { readonly tags: readonly string[] } | 'exists' | 'absent';

export type ZoneChange =
  | { readonly outcome: 'created' | 'changed' | 'deleted'; readonly state: ZoneState }
  /** `state` null: there is no such zone. */
  | { readonly outcome: 'conflict'; readonly state: ZoneState | null }
  | { readonly outcome: 'refused'; readonly detail: string };

/** A zone that stands, and the mark of this state of it. */
export interface ZoneState {
  readonly zone: Zone;
  /** Entity tag, with its quotation marks. */
  readonly tag: string;
}

/** The zones of the port as they stand, and as they were. */
export interface ZoneDesk {
  /** Names the zones and versions that stand: equal revisions are equal zones. */
  readonly revision: string;
  /** The same without these zones: it does not change with them. */
  revisionWithout(ids: Iterable<string>): string;
  /** By id. The same list until something changes. */
  list(): readonly Zone[];
  get(id: string): ZoneState | null;
  /** Kept states of one zone, newest first; empty when there never was one. */
  versions(id: string): readonly ZoneRecord[];
  /** Puts a zone. Resolves when it is on disk and in force; rejects when it cannot be written. */
  put(id: string | null, feature: object, condition: ZoneCondition, by: string): Promise<ZoneChange>;
  remove(id: string, condition: ZoneCondition, by: string): Promise<ZoneChange>;
  /** Called when zones have changed, here or in another process. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Zones as other processes see them: what was changed over HTTP, as records. */
export interface ZoneExchange {
  /** The latest record of every zone that was ever changed. */
  records(): Iterable<ZoneRecord>;
  latest(id: string): ZoneRecord | undefined;
  /** Takes those that are newer than its own. Resolves when they are in force. */
  take(records: readonly ZoneRecord[]): Promise<void>;
}

/** Which of two records of a zone counts: the same answer in every process. */
export type IsNewer = (a: ZoneRecord, b: ZoneRecord | undefined) => boolean;
