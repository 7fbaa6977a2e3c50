import type { Backfill, PositionRow, VesselRow } from '../../model/archive.ts';
import type { Zone } from '../../model/zone.ts';
import { positionRow } from '../../traffic/archived.ts';
import { createDuplicateFilter } from '../../traffic/duplicates.ts';
import { eventTime, secondOf } from '../../traffic/event-time.ts';
import { newFix, readFix } from '../../traffic/fix.ts';
import { createBackPressure } from './back-pressure.ts';
import { createDescriptions } from './descriptions.ts';
import type { LogFile } from './log-file.ts';
import { type Merging, merge } from './merge.ts';
import type { Counts, Report } from './report.ts';
import { createVisits } from './visits.ts';

/** What an import has done so far. */
export interface Tally extends Counts {
  /** Positions that are new in the archive. */
  written: number;
  /** Positions that were there: of an earlier run, a server, or another receiver that heard the same. */
  present: number;
  /** Positions that are older than `oldBeforeMs`. */
  old: number;
  readonly vessels: Set<number>;
  visits: number;
  /** Times of the first and last message, milliseconds since 1970; ±Infinity before the first. */
  firstMs: number;
  lastMs: number;
}

export interface RunParts extends Omit<Merging, 'counts'> {
  readonly archive: Backfill;
  readonly zones: readonly Zone[];
  readonly tally: Tally;
  /** What is older falls to the server's retention. */
  readonly oldBeforeMs: number;
  /** Milliseconds, rising. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Called after each batch. */
  readonly progressed: () => void;
  readonly isStopped: () => boolean;
  readonly batchRows?: number;
}

/** Rows of what vessels say in a batch; they cost more than positions. */
const maxVesselRows = 1_000;
/** Positions after which the embedded database is asked to tidy up: its log would grow without end. */
const tidyEvery = 500_000;
/** Vessels whose descriptions are fused, and whose visits wait, at a time. */
const maxVessels = 100_000;

/**
 * Reads the logs into the archive, a batch a transaction. Keys come from the message and its time alone: doing it again, or
 * after a stop, changes nothing that is there. Rejects when the archive cannot be written.
 */
export async function run(files: readonly LogFile[], parts: RunParts): Promise<void> {
  const { archive, tally, now, isStopped, batchRows = 5_000 } = parts;
  const { nowMs } = parts.options;
  const duplicates = createDuplicateFilter();
  const descriptions = createDescriptions(maxVessels);
  const visits = createVisits(parts.zones, archive);
  const pressure = createBackPressure();
  const fix = newFix();
  let positions: PositionRow[] = [];
  let vessels: VesselRow[] = [];
  let untidy = 0;
  let writing: Promise<void> = Promise.resolve();

  function take(report: Report): void {
    const { message, heardMs, payload } = report;
    tally.vessels.add(message.mmsi);
    tally.firstMs = Math.min(tally.firstMs, heardMs);
    tally.lastMs = Math.max(tally.lastMs, heardMs);
    const row = descriptions.take(report);
    if (row !== null) vessels.push(row);
    if (!readFix(message, fix)) return;
    // those that tell their second are known by their key
    if (payload !== null && duplicates.seen(payload, report.log, heardMs)) {
      tally.present++;
      return;
    }
    fix.atMs = eventTime(heardMs, secondOf(message), null);
    if (fix.atMs < parts.oldBeforeMs) tally.old++;
    visits.touch(message.mmsi, fix.lon, fix.lat, fix.atMs);
    positions.push(positionRow(message.mmsi, fix, report.receiver));
  }

  /** Begins to write what has gathered, once the batch before is written: meanwhile the logs are read on. */
  async function write(): Promise<void> {
    await writing;
    const batch = { positions, vessels };
    positions = [];
    vessels = [];
    writing = send(batch);
    // heard at the next `await`; nobody else must take it for unhandled
    writing.catch(() => {});
  }

  async function send(batch: {
    positions: readonly PositionRow[];
    vessels: readonly VesselRow[];
  }): Promise<void> {
    const beganMs = now();
    const added = await archive.write(batch);
    tally.written += added;
    tally.present += batch.positions.length - added;
    parts.progressed();
    const pauseMs = pressure(now() - beganMs);
    if (pauseMs > 0) await parts.pause(pauseMs);
    untidy += added;
    if (untidy >= tidyEvery) await tidy();
  }

  async function tidy(): Promise<void> {
    untidy = 0;
    await archive.tidy();
  }

  async function settle(): Promise<void> {
    await writing;
    await visits.settle(nowMs);
    tally.visits = visits.found;
  }

  for await (const reports of merge(files, { ...parts, counts: tally })) {
    for (const report of reports) take(report);
    if (positions.length >= batchRows || vessels.length >= maxVesselRows) await write();
    if (visits.waiting >= maxVessels) {
      await write();
      await settle();
    }
    if (isStopped()) break;
  }
  if (!isStopped()) {
    for (const row of descriptions.rest()) {
      vessels.push(row);
      if (vessels.length >= maxVesselRows) await write();
    }
    await write();
    await settle();
  }
  await writing;
  if (untidy > 0) await tidy();
}
