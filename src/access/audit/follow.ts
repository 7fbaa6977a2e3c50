import type { AuditNote } from '../../model/access.ts';
import type { Log } from '../../model/ports.ts';
import type { AuditChain } from './chain.ts';

/** What somebody did, by the number of its record in the journal that is the truth about it. */
export interface Told {
  readonly seq: number;
  readonly note: AuditNote;
}

/** A journal whose records are to be in the audit. Numbers rise; they may have gaps. */
export interface Followed {
  /** Names it in `detail.source`. */
  readonly journal: string;
  /** Number of the last record that it has on disk. */
  last(): number;
  /** What people did, of the records on disk behind `seq`, oldest first. */
  behind(seq: number): readonly Told[];
  /** Called with what people did once its record is on disk, before they are answered. */
  subscribe(listener: (told: readonly Told[]) => void): void;
}

/** Takes one journal over into the audit. */
export interface Follower {
  /**
   * What a person does: once it is on disk, and in the audit, it is answered. Rejects before anything is done while the audit
   * cannot be written.
   */
  through<T>(change: () => Promise<T>): Promise<T>;
  /** Null while the audit keeps up, else why not. */
  readonly degraded: string | null;
  close(): void;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
/** Entries that are handed over together: some milliseconds of work. */
const mostAtOnce = 200;

/**
 * Follows a journal; nobody may do anything yet. What a crash cut off from the audit is completed before it resolves; while the disk refuses that, it resolves nevertheless and
 * goes on trying.
 */
export async function follow(
  chain: AuditChain,
  followed: Followed,
  { log, retryMs = 1_000 }: { readonly log: Log; readonly retryMs?: number },
): Promise<Follower> {
  const { journal } = followed;
  let waiting: Told[] = [];
  let degraded: string | null = null;
  let writing: Promise<void> | null = null;
  let closed = false;

  const entryOf = ({ seq, note }: Told): AuditNote => ({
    ...note,
    detail: { ...note.detail, source: { journal, seq } },
  });

  /** Hands over what waits, until nothing does or the disk refuses. @returns whether nothing waits */
  async function handOver(): Promise<boolean> {
    while (waiting.length > 0) {
      const some = waiting.splice(0, mostAtOnce);
      const written = await Promise.allSettled(some.map((told) => chain.record(entryOf(told))));
      const refused = some.filter((_, i) => written[i]?.status === 'rejected');
      const failure = written.find((one) => one.status === 'rejected');
      if (failure === undefined) continue;
      waiting = [...refused, ...waiting];
      const reason = failure.reason instanceof Error ? failure.reason.message : String(failure.reason);
      degraded = `what people did waits for the audit: ${reason}`;
      log.error(
        { journal, waiting: waiting.length, reason },
        'the audit does not take what was done; tried again',
      );
      return false;
    }
    degraded = null;
    return true;
  }

  async function write(): Promise<void> {
    while (!(await handOver()) && !closed) await pause(retryMs);
    writing = null;
  }

  const cursor = chain.cursor(journal);
  const last = followed.last();
  if (cursor > last) {
    log.error(
      { journal, last, audited: cursor },
      'a journal ends before what the audit tells of it: was it restored?',
    );
    const about = { actor: null, address: null, purpose: null, object: `journal/${journal}` };
    const detail = { audited: cursor };
    waiting = [{ seq: last, note: { action: 'journal.behind', ...about, outcome: 'failed', detail } }];
  } else waiting = [...followed.behind(cursor)];
  if (!(await handOver())) writing = pause(retryMs).then(write);
  followed.subscribe((told) => {
    waiting.push(...told);
    if (told.length > 0) writing ??= write();
  });

  return {
    async through(change) {
      if (degraded !== null) throw new Error(degraded);
      const result = await change();
      await writing;
      return result;
    },
    get degraded() {
      return degraded;
    },
    close() {
      closed = true;
    },
  };
}
