import { join } from 'node:path';
import { type AppendFile, openAppendFile } from '../lib/append-file.ts';
import { createBackoff } from '../lib/backoff.ts';
import { schedule as realTime, type Schedule } from '../lib/schedule.ts';
import { waitAtMost } from '../lib/wait-at-most.ts';
import type { AuditEntry } from '../model/access.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { Archive, ArchiveHealth, ArchiveRows } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';
import type { Log } from '../model/ports.ts';
import { createDelivering } from './delivering.ts';
import { takeOverEarlierSpool } from './earlier-spool.ts';
import { createGatherer } from './gatherer.ts';
import { createPersistentLoop } from './persistent-loop.ts';
import { createReserve } from './reserve.ts';
import { createSaving } from './saving.ts';
import { reasonOf } from './session.ts';
import { openSpool, type RowKind } from './spool.ts';
import { createUnsaved } from './unsaved.ts';

export interface ArchiveWriterOptions {
  /** Directory of the spool. */
  readonly dir: string;
  readonly archive: Archive;
  readonly log: Log;
  /** Bound of the spool on disk. */
  readonly maxBytes?: number;
  /** Length at which its files are ended. */
  readonly segmentBytes?: number;
  /** Space that is kept for records when the disk is full. */
  readonly reserveBytes?: number;
  /** Longest that rows gather in memory: what `kill -9` can cost. */
  readonly flushMs?: number;
  /** Longest that rows on disk wait for company while the archive keeps up. */
  readonly deliverMs?: number;
  /** So many rows wait for neither. */
  readonly maxRows?: number;
  /** Bound of the rows that the disk does not take. */
  readonly maxUnsavedRows?: number;
  readonly openFile?: (path: string) => Promise<AppendFile>;
  readonly schedule?: Schedule;
  /** Uniform in [0, 1): the jitter of the back-off. */
  readonly random?: () => number;
}

/** The way into the archive. Handing over costs a push; everything else happens behind the caller. */
export interface ArchiveWriter extends ArchiveRows {
  /** Opens the archive and begins to write; until then rows gather on disk. */
  start(): void;
  alertEvents(events: readonly AlertEvent[]): void;
  /** New declarations, and those withdrawn. */
  declarations(declarations: readonly Declaration[]): void;
  /** A copy of the audit; the truth is on disk. */
  audit(entries: readonly AuditEntry[]): void;
  health(): ArchiveHealth;
  /** Resolves when all that was handed over is in the archive; rejects with the reason when an attempt to write it fails. */
  flush(): Promise<void>;
  /** What is not in the archive within `withinMs` (default 3 s) waits on disk for the next start. */
  close(withinMs?: number): Promise<void>;
}

const MIB = 1024 * 1024;
/** What one step takes to the disk, or past it: a bounded piece of work. */
const STEP_ROWS = 10_000;
/** So many waiting segments count as degraded even while each attempt succeeds. */
const BEHIND = 40;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 10_000;
const LAST_DISK_RETRY_MS = 5_000;

/**
 * Rows → segments on disk → archive transactions → a segment's file goes only after COMMIT. Rejects when the directory cannot be used; an archive
 * that does not answer, or a disk that is full, only makes it degraded, for as long as that lasts.
 */
export async function openArchiveWriter(options: ArchiveWriterOptions): Promise<ArchiveWriter> {
  const { archive, dir, log, schedule = realTime, random = Math.random } = options;
  const { maxBytes = 512 * MIB, segmentBytes = MIB, reserveBytes = 16 * MIB } = options;
  const { flushMs = 50, deliverMs = 250, maxRows = 2_000, maxUnsavedRows = 100_000 } = options;
  const { openFile = openAppendFile } = options;
  const spool = await openSpool({ dir, segmentBytes, openFile });
  const reserve = createReserve(join(dir, 'reserve'), reserveBytes);
  await reserve.hold().catch((error: unknown) => {
    log.warn({ reason: reasonOf(error) }, 'space for records could not be kept');
  });
  for (const complaint of await takeOverEarlierSpool(dir, spool)) {
    log.error({ reason: complaint }, 'a spool file of an earlier program is damaged');
  }
  const gatherer = createGatherer();
  const unsaved = createUnsaved();
  let cancelSeal: (() => void) | null = null;
  let cancelDelivery: (() => void) | null = null;
  /** Rows that were sealed since the last delivery. */
  let freshRows = 0;
  let started = false;
  let droppedPositions = 0;
  let notice: string | null = null;

  const warn = (text: string, fields: object = {}): void => {
    notice = text;
    log.warn(fields, text);
  };
  function gathered(): void {
    if (gatherer.rows >= maxRows) seal();
    else cancelSeal ??= schedule(flushMs, seal);
  }

  function seal(): void {
    cancelSeal?.();
    cancelSeal = null;
    const gatheredRows = gatherer.rows;
    const positions = gatherer.takePositions();
    if (positions !== null) unsaved.add('positions', positions);
    const records = gatherer.takeRecords();
    freshRows += gatheredRows;
    if (records !== null) unsaved.add('records', records);
    const dropped = unsaved.dropDownTo(maxUnsavedRows);
    gaveUp('positions', dropped.positions);
    gaveUp('records', dropped.records);
    saver.wake();
  }

  function gaveUp(kind: RowKind, rows: number): void {
    if (rows === 0) return;
    if (kind === 'positions') droppedPositions += rows;
    warn(`there is no room: ${rows} ${kind} were given up`);
  }

  /** While the archive keeps up, the rows of some time go together. */
  function deliverSoon(): void {
    if (freshRows >= maxRows) deliverNow();
    else cancelDelivery ??= schedule(deliverMs, deliverNow);
  }

  function deliverNow(): void {
    cancelDelivery?.();
    cancelDelivery = null;
    freshRows = 0;
    deliverer.wake();
  }

  const delivering = createDelivering({
    ...{ archive, spool, unsaved, stepRows: STEP_ROWS, log, warn },
    diskFails: () => saver.error !== null,
  });
  const saving = createSaving({
    ...{ spool, reserve, unsaved, maxBytes, stepRows: STEP_ROWS, gaveUp },
    isBusy: (segment) => delivering.isBusy(segment),
  });

  const deliverer = createPersistentLoop(
    async () => started && (await delivering.step()),
    (error) =>
      log.warn({ reason: reasonOf(error), waiting: spool.waiting().length }, 'the archive cannot be written'),
    createBackoff(FIRST_RETRY_MS, LAST_RETRY_MS, random),
    schedule,
  );
  const saver = createPersistentLoop(
    async () => {
      const saved = await saving();
      if (saved) deliverSoon();
      return saved;
    },
    (error) => {
      log.warn({ reason: reasonOf(error) }, 'the spool cannot be written');
      deliverer.wake();
    },
    createBackoff(FIRST_RETRY_MS, LAST_DISK_RETRY_MS, random),
    schedule,
  );

  /** What is wrong, the gravest first. */
  function* troubles(): Generator<string> {
    if (saver.error !== null) yield reasonOf(saver.error);
    else if (!reserve.held) yield 'the disk of the spool is full';
    if (deliverer.error !== null) yield reasonOf(deliverer.error);
    else if (!delivering.prepared) yield 'the archive is being opened';
    const { damagedFiles } = spool;
    if (damagedFiles > 0) yield `${damagedFiles} damaged spool files wait to be looked at`;
  }

  /** Resolves when neither loop has anything to do, or one has failed. */
  async function settle(): Promise<void> {
    seal();
    saver.hurry();
    await saver.settled();
    deliverer.hurry();
    await deliverer.settled();
  }

  return {
    start() {
      started = true;
      deliverer.wake();
    },
    position(row) {
      gatherer.position(row);
      gathered();
    },
    vessel(row) {
      gatherer.vessel(row);
      gathered();
    },
    visit(step) {
      gatherer.visit(step);
      gathered();
    },
    alertEvents(events) {
      for (const event of events) gatherer.alertEvent(event);
      if (events.length > 0) gathered();
    },
    declarations(declarations) {
      for (const declaration of declarations) gatherer.declaration(declaration);
      if (declarations.length > 0) gathered();
    },
    audit(entries) {
      for (const entry of entries) gatherer.audit(entry);
      if (entries.length > 0) gathered();
    },
    health() {
      const wrong = [...troubles()];
      const waitingBatches = spool.waiting().length;
      return {
        degraded: wrong.length > 0 || waitingBatches > BEHIND,
        waitingBatches,
        waitingBytes: spool.waitingBytes,
        savedPositions: spool.savedPositions,
        writtenPositions: delivering.writtenPositions,
        droppedPositions: droppedPositions + delivering.lostPositions,
        damagedFiles: spool.damagedFiles,
        lastError: wrong.length > 0 ? wrong.join('; ') : notice,
      };
    },
    async flush() {
      await settle();
      if (deliverer.error !== null) throw new Error(`not in the archive yet: ${reasonOf(deliverer.error)}`);
    },
    async close(withinMs = 3_000) {
      seal();
      saver.hurry();
      await saver.settled();
      await waitAtMost(settle(), withinMs, schedule);
      deliverer.stop();
      saver.stop();
      cancelSeal?.();
      cancelDelivery?.();
      await saver.settled();
      await spool.close();
    },
  };
}
