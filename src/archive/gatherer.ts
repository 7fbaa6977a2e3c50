import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow, VesselRow } from '../model/archive.ts';

/** Rows on their way into the next segments. Of one vessel only the newest row counts. */
export interface Gatherer {
  position(row: PositionRow): void;
  vessel(row: VesselRow): void;
  alertEvent(event: AlertEvent): void;
  /** The larger of the two kinds' counts. */
  readonly rows: number;
  takePositions(): ArchiveBatch | null;
  takeRecords(): ArchiveBatch | null;
}

export function createGatherer(): Gatherer {
  let positions: PositionRow[] = [];
  let vessels = new Map<number, VesselRow>();
  let alertEvents: AlertEvent[] = [];
  return {
    position(row) {
      positions.push(row);
    },
    vessel(row) {
      const known = vessels.get(row.mmsi);
      if (known === undefined || known.timeMs <= row.timeMs) vessels.set(row.mmsi, row);
    },
    alertEvent(event) {
      alertEvents.push(event);
    },
    get rows() {
      return Math.max(positions.length, vessels.size + alertEvents.length);
    },
    takePositions() {
      if (positions.length === 0) return null;
      const batch = { positions, vessels: [], alertEvents: [] };
      positions = [];
      return batch;
    },
    takeRecords() {
      if (vessels.size + alertEvents.length === 0) return null;
      const batch = { positions: [], vessels: [...vessels.values()], alertEvents };
      vessels = new Map();
      alertEvents = [];
      return batch;
    },
  };
}
