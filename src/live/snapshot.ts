import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../lib/replace-file.ts';
import { schedule as realSchedule, type Schedule } from '../lib/schedule.ts';
import type { LiveStore, Log } from '../model/ports.ts';
import type { Vessel } from '../model/vessel.ts';
import { fromJson, toJson } from './vessel-json.ts';

export interface SnapshotOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Between two snapshots, when something changed; default 5 s. */
  readonly intervalMs?: number;
  readonly schedule?: Schedule;
}

const VERSION = 1;
/** Vessels turned into text in one turn of the event loop: about 2 ms. */
const VESSELS_A_TURN = 500;

function* linesOf(vessels: readonly Vessel[]): Iterable<string> {
  yield `${JSON.stringify({ havenwacht: 'live', version: VERSION })}\n`;
  for (let i = 0; i < vessels.length; i += VESSELS_A_TURN) {
    yield vessels
      .slice(i, i + VESSELS_A_TURN)
      .map((vessel) => `${toJson(vessel)}\n`)
      .join('');
  }
  yield `${JSON.stringify({ end: true, count: vessels.length })}\n`;
}

/** Header or footer; nothing when it is neither. */
function parse(line: string | undefined): { version?: unknown; end?: unknown; count?: unknown } {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/**
 * The live picture in the file `<dataDir>/live.ndjson`: a header with the version, one vessel a line, a footer with their
 * number. Written as a whole beside the old one, so that a crash leaves one or the other. It keeps references and writes
 * vessels as they are at that moment. Alert events have no reader here: their truth is the journal.
 */
export function createSnapshotStore(options: SnapshotOptions): LiveStore {
  const { dataDir, log, intervalMs = 5000, schedule = realSchedule } = options;
  const path = join(dataDir, 'live.ndjson');
  const vessels = new Map<number, Vessel>();
  let changed = false;
  let writing: Promise<void> | null = null;
  let degraded: string | null = null;
  let closed = false;
  let cancel = (): void => {};

  async function write(): Promise<void> {
    changed = false;
    try {
      await mkdir(dataDir, { recursive: true });
      await replaceFile(path, linesOf([...vessels.values()]));
      if (degraded !== null) log.info({ path }, 'the live picture is saved again');
      degraded = null;
    } catch (error) {
      changed = true;
      const reason = error instanceof Error ? error.message : String(error);
      if (degraded === null) log.error({ path, reason }, 'the live picture could not be saved');
      degraded = `The live picture cannot be saved to ${path}: ${reason}`;
      throw error;
    }
  }

  /** One write at a time; a caller gets one that began after its call. */
  async function flush(): Promise<void> {
    while (writing !== null) await writing.catch(() => {});
    if (!changed) return;
    writing = write();
    try {
      await writing;
    } finally {
      writing = null;
    }
  }

  function arm(): void {
    if (closed) return;
    cancel = schedule(intervalMs, () => {
      // What went wrong stands in `degraded`, and the next round tries again.
      void flush().then(arm, arm);
    });
  }
  arm();

  return {
    async load() {
      let lines: string[];
      try {
        lines = (await readFile(path, 'utf8')).split('\n');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
          return { vessels: [], damaged: 0 };
        throw error;
      }
      if (lines.at(-1) === '') lines.pop();
      const header = parse(lines.shift());
      if (typeof header.version === 'number' && header.version !== VERSION) {
        log.warn({ path, version: header.version }, 'the saved live picture is of another version: left out');
        return { vessels: [], damaged: lines.length };
      }
      const footer = parse(lines.at(-1));
      const expected = footer.end === true ? Number(footer.count) : Number.NaN;
      if (footer.end === true) lines.pop();
      const found: Vessel[] = [];
      for (const [i, line] of lines.entries()) {
        const vessel = fromJson(line);
        if (vessel) found.push(vessel);
        if (i % VESSELS_A_TURN === VESSELS_A_TURN - 1) await new Promise((resolve) => setImmediate(resolve));
      }
      for (const vessel of found) if (!vessels.has(vessel.mmsi)) vessels.set(vessel.mmsi, vessel);
      const total = Number.isNaN(expected) ? lines.length + 1 : Math.max(expected, lines.length);
      const damaged = total - found.length;
      if (damaged > 0)
        log.warn({ path, damaged, loaded: found.length }, 'parts of the saved live picture are damaged');
      return { vessels: found, damaged };
    },
    put(latest) {
      for (const vessel of latest) vessels.set(vessel.mmsi, vessel);
      if (latest.length > 0) changed = true;
    },
    remove(mmsis) {
      for (const mmsi of mmsis) if (vessels.delete(mmsi)) changed = true;
    },
    alerts() {},
    flush,
    get degraded() {
      return degraded;
    },
    async close() {
      closed = true;
      cancel();
      await flush().catch(() => {});
    },
  };
}
