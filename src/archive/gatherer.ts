import type { AuditEntry } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow, VesselRow, VisitStep } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';
import { emptyBatch } from './batch.ts';

/** Rows on their way into the next segments. Of one vessel only the newest row counts. */
export interface Gatherer {
  position(row: PositionRow): void;
  vessel(row: VesselRow): void;
  visit(step: VisitStep): void;
  alertEvent(event: AlertEvent): void;
  declaration(declaration: Declaration): void;
  audit(entry: AuditEntry): void;
  /** The larger of the two kinds' counts. */
  readonly rows: number;
  takePositions(): ArchiveBatch | null;
  takeRecords(): ArchiveBatch | null;
}

export function createGatherer(): Gatherer {
  let positions: PositionRow[] = [];
  let vessels = new Map<number, VesselRow>();
  let visits: VisitStep[] = [];
  let alertEvents: AlertEvent[] = [];
  let declarations: Declaration[] = [];
  let audit: AuditEntry[] = [];
  const records = (): number =>
    vessels.size + visits.length + alertEvents.length + declarations.length + audit.length;
  return {
    position(row) {
      positions.push(row);
    },
    vessel(row) {
      const known = vessels.get(row.mmsi);
      if (known === undefined || known.timeMs <= row.timeMs) vessels.set(row.mmsi, row);
    },
    visit(step) {
      visits.push(step);
    },
    alertEvent(event) {
      alertEvents.push(event);
    },
    declaration(declaration) {
      declarations.push(declaration);
    },
    audit(entry) {
      audit.push(entry);
    },
    get rows() {
      return Math.max(positions.length, records());
    },
    takePositions() {
      if (positions.length === 0) return null;
      const batch = { ...emptyBatch, positions };
      positions = [];
      return batch;
    },
    takeRecords() {
      if (records() === 0) return null;
      const said = { visits, alertEvents, declarations, audit };
      const batch = { ...emptyBatch, vessels: [...vessels.values()], ...said };
      vessels = new Map();
      visits = [];
      alertEvents = [];
      declarations = [];
      audit = [];
      return batch;
    },
  };
}
