/** ISPS (SOLAS XI-2): 1 normal, 2 heightened, 3 exceptional. */
export type SecurityLevel = 1 | 2 | 3;

/** A level as it was set. */
export interface SecurityLevelState {
  /** A facility, by the id of its zone; null: the port. */
  readonly zone: string | null;
  readonly level: SecurityLevel;
  /** ISO 8601 UTC; null: never set, so 1. */
  readonly at: string | null;
  readonly by: string | null;
  readonly reason: string | null;
}

/** Levels of the port and of facilities. */
export interface SecurityLevels {
  readonly port: SecurityLevelState;
  /** Those that were set, by zone. */
  readonly facilities: readonly SecurityLevelState[];
  /** What counts in a zone: its own or that of the port, whichever is higher. */
  levelOf(zoneId: string): SecurityLevel;
  /** Resolves when it is on disk and in force; rejects when it cannot be written. What stands already is not set again. */
  set(zone: string | null, level: SecurityLevel, by: string, reason: string): Promise<SecurityLevelState>;
  /** Called when a level is another. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}
