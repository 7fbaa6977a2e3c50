import { type JournalFile, openJournal } from '../lib/journal.ts';
import { createTurns } from '../lib/turns.ts';
import type { Clock, Log } from '../model/ports.ts';
import type { SecurityLevel, SecurityLevelState, SecurityLevels } from '../model/security-level.ts';

export interface SecurityLevelRegister extends SecurityLevels {
  /** Null while the disk takes changes, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

export interface SecurityLevelOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** Changes that may wait for a disk that has come to a stand. */
const maxWaiting = 100;
/** Changes kept, beside the latest of each facility. */
const keep = 10_000;

const neverSet: SecurityLevelState = { zone: null, level: 1, at: null, by: null, reason: null };

/** The latest of the port and of each facility, and the newest changes. */
function condense(states: readonly SecurityLevelState[]): readonly SecurityLevelState[] {
  const latest = new Map(states.map((state) => [state.zone, state]));
  const cut = states.length - keep;
  return states.filter((state, i) => i >= cut || latest.get(state.zone) === state);
}

/**
 * Opens the security levels. The file has every change; the latest of the port and of each facility counts.
 * @throws Error when it can neither be read nor written, or is of a newer version
 */
export async function openSecurityLevels(options: SecurityLevelOptions): Promise<SecurityLevelRegister> {
  const { path, clock, log, openFile } = options;
  const journal = await openJournal<SecurityLevelState>({
    ...{ path, kind: 'security-levels', log, condense, slack: keep },
    ...(openFile ? { openFile } : {}),
  });
  const latest = new Map(journal.recovered.map((state) => [state.zone, state]));
  const turns = createTurns(maxWaiting, 'changes of the security level');
  const listeners = new Set<() => void>();
  let degraded: string | null = null;

  const stateOf = (zone: string | null): SecurityLevelState => latest.get(zone) ?? { ...neverSet, zone };

  async function set(
    zone: string | null,
    level: SecurityLevel,
    by: string,
    reason: string,
  ): Promise<SecurityLevelState> {
    const before = stateOf(zone);
    if (before.level === level && before.reason === reason) return before;
    const state = { zone, level, at: new Date(clock()).toISOString(), by, reason };
    try {
      await journal.append([state]);
      degraded = null;
    } catch (error) {
      degraded = `security levels cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error }, 'the security levels cannot be written');
      throw error;
    }
    latest.set(zone, state);
    if (level !== before.level) {
      log.warn({ zone, level, before: before.level, by, reason }, 'the security level is another');
      for (const listener of listeners) listener();
    }
    return state;
  }

  return {
    get port() {
      return stateOf(null);
    },
    get facilities() {
      const set = [...latest.values()].filter(({ zone }) => zone !== null);
      return set.sort((a, b) => ((a.zone ?? '') < (b.zone ?? '') ? -1 : 1));
    },
    levelOf(zoneId) {
      const own = stateOf(zoneId).level;
      const port = stateOf(null).level;
      return own > port ? own : port;
    },
    set: (...change) => turns.take(() => set(...change)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get degraded() {
      return degraded;
    },
    async close() {
      await turns.idle();
      await journal.close();
    },
  };
}
