import { setImmediate as turn } from 'node:timers/promises';
import type { AuditEntry } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow, VesselRow, VisitStep } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';
import { encodeRecords, isTorn, recordAt } from './record.ts';

/** Content of a spool file: behind a line that names the format, one record a row. */

const FORMAT = 'havenwacht spool 2\n';
export const formatMark = Buffer.from(FORMAT);
/** Rows between two looks at the event loop: about a millisecond of work. */
const STRETCH = 500;

type PositionText = readonly [
  timeMs: number,
  mmsi: number,
  lon: number,
  lat: number,
  sogKn: number | null,
  cogDeg: number | null,
  headingDeg: number | null,
  navStatus: number | null,
  receiver: string,
];
/** A row as its text holds it. */
export type Row =
  | PositionText
  | { readonly vessel: VesselRow }
  | { readonly visit: VisitStep }
  | { readonly event: AlertEvent }
  | { readonly declaration: Declaration }
  | { readonly audit: AuditEntry };

/** The batch's records in pieces of at most 500, the first under `index`. */
export function* encodeRows(segment: number, index: number, batch: ArchiveBatch): Generator<Buffer> {
  let next = index;
  for (const texts of stretches(batch)) {
    yield encodeRecords(segment, next, texts);
    next += texts.length;
  }
}

function* stretches(batch: ArchiveBatch): Generator<readonly string[]> {
  yield* inStretches(batch.positions, textOf);
  yield* inStretches(batch.vessels, (vessel): Row => ({ vessel }));
  yield* inStretches(batch.visits, (visit): Row => ({ visit }));
  yield* inStretches(batch.alertEvents, (event): Row => ({ event }));
  yield* inStretches(batch.declarations, (declaration): Row => ({ declaration }));
  yield* inStretches(batch.audit, (audit): Row => ({ audit }));
}

function* inStretches<T>(rows: readonly T[], toRow: (row: T) => Row): Generator<readonly string[]> {
  for (let from = 0; from < rows.length; from += STRETCH) {
    yield rows.slice(from, from + STRETCH).map((row) => JSON.stringify(toRow(row)));
  }
}

/** What could be read of a segment. */
export interface Reading {
  readonly batch: ArchiveBatch;
  /** Records that are missing or damaged; of a damaged end at least one. */
  readonly lost: number;
  /** Bytes of a last record that was never written to its end. */
  readonly tornBytes: number;
}

/** Every record that is whole, whatever became of the others. @param index of the first that should be there */
export async function decodeRows(bytes: Buffer, segment: number, index: number): Promise<Reading> {
  const { batch, add } = createRows();
  let next = index;
  let lost = 0;
  let at = 0;
  /** Where the last whole record ended. */
  let end = 0;
  for (let records = 0; at < bytes.length; ) {
    const found = recordAt(bytes, at, segment);
    // behind damage the next whole record is looked for byte by byte
    if (found === null || found.index < next) {
      at += 1;
      continue;
    }
    lost += found.index - next;
    next = found.index + 1;
    at = found.end;
    end = at;
    records += 1;
    if (records % STRETCH === 0) await turn();
    add(JSON.parse(found.text) as Row);
  }
  const rest = bytes.length - end;
  const torn = rest > 0 && isTorn(bytes, end, segment);
  return { batch, lost: lost + (rest > 0 && !torn ? 1 : 0), tornBytes: torn ? rest : 0 };
}

/** A batch that rows are put into as they are read. */
export function createRows(): { readonly batch: ArchiveBatch; add(row: Row): void } {
  const positions: PositionRow[] = [];
  const vessels: VesselRow[] = [];
  const visits: VisitStep[] = [];
  const alertEvents: AlertEvent[] = [];
  const declarations: Declaration[] = [];
  const audit: AuditEntry[] = [];
  return {
    batch: { positions, vessels, visits, alertEvents, declarations, audit },
    add(row) {
      if ('vessel' in row) vessels.push({ ...unwritten, ...row.vessel });
      else if ('visit' in row) visits.push(row.visit);
      else if ('event' in row) alertEvents.push(row.event);
      else if ('declaration' in row) declarations.push(row.declaration);
      else if ('audit' in row) audit.push(row.audit);
      else positions.push(positionOf(row));
    },
  };
}

/** What a record of an earlier program does not have. */
const unwritten = { inlandHazard: null, dangerousCargo: null, persons: null, tankHull: null, told: null };

const textOf = (row: PositionRow): PositionText => [
  row.timeMs,
  row.mmsi,
  row.lon,
  row.lat,
  row.sogKn,
  row.cogDeg,
  row.headingDeg,
  row.navStatus,
  row.receiver,
];

function positionOf(row: PositionText): PositionRow {
  const [timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver] = row;
  return { timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver };
}
