import { createBackoff } from '../lib/backoff.ts';
import { schedule as realTime, type Schedule } from '../lib/schedule.ts';
import { waitAtMost } from '../lib/wait-at-most.ts';
import type { AlertEvent } from '../model/alert.ts';
import type { Archive, ArchiveHealth, ArchiveRows } from '../model/archive.ts';
import type { Declaration } from '../model/cargo.ts';
import type { Log } from '../model/ports.ts';
import { together } from './batch.ts';
import { deliver } from './deliver.ts';
import { createGatherer } from './gatherer.ts';
import { createPersistentLoop } from './persistent-loop.ts';
import { reasonOf } from './session.ts';
import { openSpool, type Segment } from './spool.ts';

export interface ArchiveWriterOptions {
  /** Directory of the spool. */
  readonly dir: string;
  readonly archive: Archive;
  readonly log: Log;
  /** Bound of the spool on disk. */
  readonly maxBytes?: number;
  /** Longest that rows gather in memory while the archive keeps up: what `kill -9` can cost. */
  readonly flushMs?: number;
  /** Rows a segment while the archive keeps up. */
  readonly maxRows?: number;
  /** Bound of the rows that the disk does not take. */
  readonly maxUnsavedRows?: number;
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
  health(): ArchiveHealth;
  /** Resolves when all that was handed over is in the archive; rejects with the reason when an attempt to write it fails. */
  flush(): Promise<void>;
  /** What is not in the archive within `withinMs` (default 3 s) waits on disk for the next start. */
  close(withinMs?: number): Promise<void>;
}

/** Segments that may wait before the next ones get larger, and rarer, so that an outage makes a bounded number of files. */
const FEW = 4;
/** How much larger (20,000 rows) and rarer (10 s) at most. */
const MAX_ROWS_FACTOR = 10;
const MAX_DELAY_FACTOR = 40;
/** So many waiting segments count as degraded even while each attempt succeeds. */
const BEHIND = 40;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 30_000;

const delayFactor = (waiting: number): number => Math.min(MAX_DELAY_FACTOR, Math.max(1, waiting / FEW));

/**
 * Rows → segments on disk → one archive transaction each → the segment's file goes only after COMMIT. Rejects when the directory cannot be used; an archive
 * that does not answer only makes it degraded, for as long as that lasts.
 */
export async function openArchiveWriter(options: ArchiveWriterOptions): Promise<ArchiveWriter> {
  const { archive, log, schedule = realTime, random = Math.random } = options;
  const { maxBytes = 512 * 1024 * 1024, flushMs = 250, maxRows = 2_000, maxUnsavedRows = 100_000 } = options;
  const spool = await openSpool(options.dir);
  const gatherer = createGatherer();
  let cancelTimer: (() => void) | null = null;
  let started = false;
  let prepared = false;
  let delivering: Segment | null = null;
  let writtenPositions = 0;
  let droppedPositions = 0;
  let notice: string | null = null;

  const warn = (text: string, fields: object = {}): void => {
    notice = text;
    log.warn(fields, text);
  };
  const isFew = (): boolean => spool.waiting.length <= FEW;
  function gathered(): void {
    if (gatherer.rows >= (isFew() ? maxRows : maxRows * MAX_ROWS_FACTOR)) seal();
    else cancelTimer ??= schedule(flushMs * delayFactor(spool.waiting.length), seal);
  }

  function seal(): void {
    cancelTimer?.();
    cancelTimer = null;
    const positions = gatherer.takePositions();
    if (positions !== null) spool.add('positions', positions);
    const records = gatherer.takeRecords();
    if (records !== null) spool.add('records', records);
    dropWhile(
      (unsaved) => unsaved.reduce((sum, s) => sum + s.rows, 0) > maxUnsavedRows,
      (s) => !s.saved,
    );
    saver.wake();
  }

  /** Gives up the oldest positions among the candidates, then the oldest records. */
  function dropWhile(
    isTooMuch: (candidates: Segment[]) => boolean,
    isCandidate: (s: Segment) => boolean,
  ): void {
    for (;;) {
      const candidates = spool.waiting.filter(isCandidate);
      if (!isTooMuch(candidates)) return;
      const free = candidates.filter((s) => s !== delivering);
      const victim = free.find((s) => s.kind === 'positions') ?? free[0];
      if (victim === undefined) return;
      if (victim.kind === 'positions') droppedPositions += victim.rows;
      warn(`the spool is full: ${victim.rows} ${victim.kind} were given up`, { segment: victim.seq });
      void spool.remove(victim, false).catch((error: unknown) => warn(reasonOf(error)));
    }
  }

  async function saveOldest(): Promise<boolean> {
    const segment = spool.waiting.find((s) => !s.saved);
    if (segment === undefined) return false;
    await spool.save(segment);
    if (!isFew() && segment !== delivering) segment.batch = null;
    dropWhile(
      () => spool.bytes > maxBytes,
      (s) => s.saved,
    );
    deliverer.wake();
    return true;
  }

  async function deliverOldest(): Promise<boolean> {
    if (!started) return false;
    if (!prepared) await archive.prepare();
    prepared = true;
    const [segment] = spool.waiting;
    // A disk that fails must not keep rows from an archive that works.
    if (segment === undefined || (!segment.saved && saver.error === null)) return false;
    delivering = segment;
    try {
      await write(segment);
    } catch (error) {
      prepared = false;
      throw error;
    } finally {
      delivering = null;
    }
    return true;
  }

  async function write(segment: Segment): Promise<void> {
    const { batch, damage } = await spool.load(segment);
    const refused = await deliver(archive, batch);
    for (const row of refused) {
      warn(`the archive refused a row: ${reasonOf(row.error)}`, { segment: segment.seq });
    }
    if (refused.length > 0) {
      await spool.setAside(segment, together(refused.map(({ batch: row }) => row)));
    }
    if (damage !== null) warn(`a spool file is damaged: ${damage}`, { segment: segment.seq });
    if (segment.kind === 'positions') {
      writtenPositions += batch.positions.length - refused.length;
      droppedPositions += segment.rows - batch.positions.length + refused.length;
    }
    await spool.remove(segment, damage !== null);
  }

  const backoff = () => createBackoff(FIRST_RETRY_MS, LAST_RETRY_MS, random);
  const deliverer = createPersistentLoop(
    deliverOldest,
    (error) =>
      log.warn({ reason: reasonOf(error), waiting: spool.waiting.length }, 'the archive cannot be written'),
    backoff(),
    schedule,
  );
  const saver = createPersistentLoop(
    saveOldest,
    (error) => {
      log.warn({ reason: reasonOf(error) }, 'the spool cannot be written');
      deliverer.wake();
    },
    backoff(),
    schedule,
  );

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
    health() {
      const error = deliverer.error ?? saver.error;
      const waitingBatches = spool.waiting.length;
      return {
        degraded: !prepared || error !== null || waitingBatches > BEHIND,
        waitingBatches,
        waitingBytes: spool.bytes,
        writtenPositions,
        droppedPositions,
        lastError: error !== null ? reasonOf(error) : prepared ? notice : 'the archive is being opened',
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
      cancelTimer?.();
      await spool.idle();
    },
  };
}
