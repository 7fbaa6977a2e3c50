import { setImmediate as turn } from 'node:timers/promises';
import { seal, unseal } from '../lib/sealed-line.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { ArchiveBatch, PositionRow, VesselRow, VisitStep } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';

/** Content of a spool file: sealed lines, one a row, behind a first line that names the format. */

const FORMAT = 'havenwacht spool 1';
/** Rows between two looks at the event loop: about a millisecond of work. */
const STRETCH = 500;
const LINE_FEED = 0x0a;

type PositionLine = readonly [
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
type Line =
  | PositionLine
  | { readonly vessel: VesselRow }
  | { readonly visit: VisitStep }
  | { readonly event: AlertEvent }
  | { readonly declaration: Declaration };

/** The file's text in pieces of at most 500 rows. */
export function* encodeSegment(batch: ArchiveBatch): Generator<string> {
  yield seal(FORMAT);
  yield* stretches(batch.positions, lineOf);
  yield* stretches(batch.vessels, (vessel): Line => ({ vessel }));
  yield* stretches(batch.visits, (visit): Line => ({ visit }));
  yield* stretches(batch.alertEvents, (event): Line => ({ event }));
  yield* stretches(batch.declarations, (declaration): Line => ({ declaration }));
}

function* stretches<T>(rows: readonly T[], toLine: (row: T) => Line): Generator<string> {
  for (let from = 0; from < rows.length; from += STRETCH) {
    let text = '';
    for (const row of rows.slice(from, from + STRETCH)) text += seal(JSON.stringify(toLine(row)));
    yield text;
  }
}

/** The rows whose lines are whole, whatever became of the others. @throws when the file is of another format */
export async function decodeSegment(file: Buffer): Promise<ArchiveBatch> {
  const positions: PositionRow[] = [];
  const vessels: VesselRow[] = [];
  const visits: VisitStep[] = [];
  const alertEvents: AlertEvent[] = [];
  const declarations: Declaration[] = [];
  let lines = 0;
  for (let from = 0; from < file.length; lines += 1) {
    const end = file.indexOf(LINE_FEED, from) + 1 || file.length;
    const text = unseal(file.subarray(from, end));
    from = end;
    if (lines % STRETCH === 0) await turn();
    if (text === null || text === FORMAT) continue;
    if (lines === 0) throw new Error(`its format is "${text}", not "${FORMAT}"`);
    const line = JSON.parse(text) as Line;
    if ('vessel' in line) vessels.push({ ...unwritten, ...line.vessel });
    else if ('visit' in line) visits.push(line.visit);
    else if ('event' in line) alertEvents.push(line.event);
    else if ('declaration' in line) declarations.push(line.declaration);
    else positions.push(positionOf(line));
  }
  return { positions, vessels, visits, alertEvents, declarations };
}

/** What a file of an earlier program does not have. */
const unwritten = { inlandHazard: null, dangerousCargo: null, persons: null, tankHull: null, told: null };

const lineOf = (row: PositionRow): PositionLine => [
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

function positionOf(line: PositionLine): PositionRow {
  const [timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver] = line;
  return { timeMs, mmsi, lon, lat, sogKn, cogDeg, headingDeg, navStatus, receiver };
}
