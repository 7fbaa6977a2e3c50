import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../lib/replace-file.ts';
import { type Purpose, purposes } from '../../model/access.ts';
import type { Clock, Log } from '../../model/ports.ts';
import type { LastSeen } from '../last-seen.ts';
import type { Session, SessionBook } from './book.ts';

/**
 * `sessions.json`: who is signed in, so that a restart signs nobody out. Of secrets there are only hashes. Ages and not times are kept: a clock that is set
 * back while the server is down lengthens no session.
 */
interface SavedSession
  extends Pick<
    Session,
    | 'id'
    | 'hash'
    | 'account'
    | 'generation'
    | 'begunAt'
    | 'address'
    | 'agent'
    | 'codeProved'
    | 'purposeReason'
  > {
  readonly ageMs: number;
  readonly idleMs: number;
  readonly purpose: Purpose | null;
  readonly purposeLeftMs: number | null;
}

interface Saved {
  readonly version: 1;
  readonly savedAtMs: number;
  readonly sessions: readonly SavedSession[];
  /** When accounts and keys were last seen: their ids, and ISO 8601 UTC. */
  readonly seen: Readonly<Record<string, string>>;
}

export interface SessionFile {
  /** Writes what there is now; resolves when it is on disk. Calls that come while one is under way share the next. */
  save(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

function isSaved(value: unknown): value is SavedSession {
  if (typeof value !== 'object' || value === null) return false;
  const s = value as Partial<Record<keyof SavedSession, unknown>>;
  return (
    [s.id, s.hash, s.account, s.begunAt, s.address].every(isText) &&
    [s.generation, s.ageMs, s.idleMs].every(isAmount) &&
    (s.agent === null || isText(s.agent)) &&
    typeof s.codeProved === 'boolean' &&
    (s.purpose === null || purposes.some((known) => known === s.purpose)) &&
    (s.purposeReason === null || isText(s.purposeReason)) &&
    (s.purposeLeftMs === null || isAmount(s.purposeLeftMs))
  );
}

export interface SessionFileOptions {
  readonly path: string;
  readonly book: SessionBook;
  readonly seen: LastSeen;
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly log: Log;
  readonly write?: (path: string, text: string) => Promise<void>;
}

/** Takes up what the file has; a damaged file signs everybody out, which is said. */
export async function openSessionFile(options: SessionFileOptions): Promise<SessionFile> {
  const { path, book, seen, clock, elapsed, log, write = (to, text) => replaceFile(to, [text]) } = options;

  function take({ savedAtMs, sessions, seen: seenBefore }: Saved): void {
    const downMs = Math.max(0, clock() - savedAtMs);
    const nowMs = elapsed();
    for (const saved of sessions.filter(isSaved)) {
      const { ageMs, idleMs, purposeLeftMs, ...session } = saved;
      book.restore({
        ...session,
        begunMs: nowMs - ageMs - downMs,
        usedMs: nowMs - idleMs - downMs,
        purposeEndsMs: purposeLeftMs === null ? null : nowMs + purposeLeftMs - downMs,
        enrolling: null,
      });
    }
    for (const [id, at] of Object.entries(seenBefore)) if (isText(at)) seen.restore(id, at);
    book.sweep();
  }

  function text(): string {
    const nowMs = elapsed();
    const sessions = [...book.all()].map((session): SavedSession => {
      const { begunMs, usedMs, purposeEndsMs, enrolling: _, ...kept } = session;
      const purposeLeftMs = purposeEndsMs === null ? null : Math.max(0, purposeEndsMs - nowMs);
      return { ...kept, ageMs: nowMs - begunMs, idleMs: nowMs - usedMs, purposeLeftMs };
    });
    const saved: Saved = { version: 1, savedAtMs: clock(), sessions, seen: seen.all() };
    return JSON.stringify(saved);
  }

  try {
    const saved = JSON.parse(await readFile(path, 'utf8')) as Saved;
    if (saved.version !== 1 || !Array.isArray(saved.sessions)) throw new Error('it is no file of sessions');
    take(saved);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.warn({ err: error, path }, 'the sessions cannot be read: everybody has to sign in again');
  }

  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return {
    save() {
      next ??= current
        .catch(() => {})
        .then(() => {
          next = null;
          current = write(path, text());
          return current;
        });
      return next;
    },
    async idle() {
      while (next !== null) await next.catch(() => {});
      await current.catch(() => {});
    },
  };
}
