import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow, VesselRow } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';

/** Rows on their way into the next segments. Of one vessel only the newest row counts. */
export interface Gatherer {
  position(row: PositionRow): void;
  vessel(row: VesselRow): void;
  alertEvent(event: AlertEvent): void;
  declaration(declaration: Declaration): void;
  /** The larger of the two kinds' counts. */
  readonly rows: number;
  takePositions(): ArchiveBatch | null;
  takeRecords(): ArchiveBatch | null;
}

export function createGatherer(): Gatherer {
  let positions: PositionRow[] = [];
  let vessels = new Map<number, VesselRow>();
  let alertEvents: AlertEvent[] = [];
  let declarations: Declaration[] = [];
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
    declaration(declaration) {
      declarations.push(declaration);
    },
    get rows() {
      return Math.max(positions.length, vessels.size + alertEvents.length + declarations.length);
    },
    takePositions() {
      if (positions.length === 0) return null;
      const batch = { positions, vessels: [], alertEvents: [], declarations: [] };
      positions = [];
      return batch;
    },
    takeRecords() {
      if (vessels.size + alertEvents.length + declarations.length === 0) return null;
      const batch = { positions: [], vessels: [...vessels.values()], alertEvents, declarations };
      vessels = new Map();
      alertEvents = [];
      declarations = [];
      return batch;
    },
  };
}
