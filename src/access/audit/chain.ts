import { mkdir } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { type AppendFile, openAppendFile } from '../../lib/append-file.ts';
import { createGroupCommit } from '../../lib/group-commit.ts';
import type { AuditBook, AuditEntry, AuditNote } from '../../model/access.ts';
import type { Clock, Log } from '../../model/ports.ts';
import { lookAtEnd, setAside } from './ending.ts';
import { entryBehind, type Head, lineOf, plain, sourceOf } from './entry.ts';
import { monthPath, monthPaths } from './lines.ts';
import { type MonthFile, openMonthFile } from './month-file.ts';
import { entriesBehind, findMonth, type Month, monthOf, remember, seqBefore } from './months.ts';

/** The audit as its keeper sees it. */
export interface AuditChain extends AuditBook {
  readonly head: Head;
  /** Number of the last record of another journal that it tells of; 0: of none. */
  cursor(journal: string): number;
  /** Called with entries once they are on disk, in order. */
  subscribe(listener: (entries: readonly AuditEntry[]) => void): void;
  close(): Promise<void>;
}

export interface AuditChainOptions {
  /** Directory of its files, made when absent. */
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly openFile?: (path: string) => Promise<AppendFile>;
}

interface Draft {
  readonly note: AuditNote;
  readonly at: string;
  entry: AuditEntry | null;
}

/** Entries that may wait for a disk that has come to a stand. */
const maxWaiting = 50_000;
/** Entries that are hashed before others get their turn: a few milliseconds. */
const stretch = 200;

const programNote = (action: string, detail: AuditNote['detail']): AuditNote => ({
  ...{ action, actor: null, address: null, purpose: null, object: 'audit', outcome: 'done', detail },
});

/**
 * Opens the audit: sealed lines of JSON in a file a month, each with the hash of the one before, kept for ever. The end that a crash left
 * unfinished is set aside, and the audit says so itself. One process at a time may have it open.
 * @throws Error when it can neither be read nor written
 */
export async function openAuditChain(options: AuditChainOptions): Promise<AuditChain> {
  const { dir, clock, log, openFile = openAppendFile } = options;
  await mkdir(dir, { recursive: true });
  const listeners: ((entries: readonly AuditEntry[]) => void)[] = [];
  const paths = await monthPaths(dir);
  const ending = await lookAtEnd(paths);
  const cursors = new Map(ending.cursors);
  let { head } = ending;
  let degraded: string | null = null;
  const damage = ending.damaged ? `the audit is damaged: havenwacht audit verify says where` : null;

  const months: Month[] = [];
  for (const path of paths) {
    if (path.month === ending.month?.month) break;
    const month = await findMonth(path);
    if (month !== null) months.push(month);
  }
  if (ending.month !== null) months.push(ending.month);
  let file: { readonly month: string; readonly file: MonthFile } | null = null;
  let repaired: object | null = null;
  for (const torn of ending.torn) {
    const { path, month, from, bytes } = torn;
    log.error({ path, from, bytes }, 'the audit ended in what is no entry: set aside beside it');
    await setAside(torn);
    repaired = { month, from, bytes };
  }
  if (ending.month !== null) {
    const { month, path, bytes } = ending.month;
    file = { month, file: await openMonthFile(path, bytes ?? 0, openFile) };
  }

  /** The file of the month; an earlier one is not gone back to when the clock does. */
  async function fileOf(month: string): Promise<{ readonly month: string; readonly file: MonthFile }> {
    if (file !== null && file.month >= month) return file;
    const opened = { month, file: await openMonthFile(monthPath(dir, month).path, 0, openFile) };
    await file?.file.close().catch(() => {});
    file = opened;
    return opened;
  }

  function* notes(
    drafts: readonly Draft[],
    month: string,
    isNew: boolean,
  ): Generator<[AuditNote, string, Draft?]> {
    const at = drafts[0]?.at ?? '';
    if (isNew) yield [programNote('audit.continued', { month, cursors: Object.fromEntries(cursors) }), at];
    if (repaired !== null) yield [programNote('audit.repaired', { ...repaired }), at];
    for (const draft of drafts) yield [draft.note, draft.at, draft];
  }

  async function commit(drafts: readonly Draft[]): Promise<void> {
    const { month, file: target } = await fileOf((drafts[0]?.at ?? '').slice(0, 7));
    const entries: AuditEntry[] = [];
    const lines: Buffer[] = [];
    const made: [Draft, AuditEntry][] = [];
    let last: Head = head;
    for (const [note, at, draft] of notes(drafts, month, target.bytes === 0)) {
      const entry = entryBehind(last, note, at);
      last = entry;
      entries.push(entry);
      lines.push(Buffer.from(lineOf(entry)));
      if (draft !== undefined) made.push([draft, entry]);
      if (entries.length % stretch === 0) await turn();
    }
    const from = target.bytes;
    await target.append(Buffer.concat(lines));
    settle(entries, lines, month, from);
    for (const [draft, entry] of made) draft.entry = entry;
  }

  /** Takes over what is on disk now. */
  function settle(
    entries: readonly AuditEntry[],
    lines: readonly Buffer[],
    month: string,
    from: number,
  ): void {
    let current = months.at(-1);
    if (current?.month !== month) {
      current = monthOf(monthPath(dir, month), head.seq + 1, 0);
      months.push(current);
    }
    let at = from;
    for (const [i, entry] of entries.entries()) {
      remember(current, entry.seq, at);
      at += lines[i]?.length ?? 0;
      const source = sourceOf(entry);
      if (source !== null) cursors.set(source.journal, source.seq);
    }
    current.bytes = at;
    head = entries.at(-1) ?? head;
    repaired = null;
    for (const listener of listeners) listener(entries);
  }

  const group = createGroupCommit(commit, maxWaiting);
  return {
    get head() {
      return head;
    },
    get seq() {
      return head.seq;
    },
    get degraded() {
      return degraded ?? damage;
    },
    cursor: (journal) => cursors.get(journal) ?? 0,
    async record(note) {
      const draft: Draft = { note: plain(note), at: new Date(clock()).toISOString(), entry: null };
      try {
        await group.add([draft]);
      } catch (error) {
        degraded = `the audit cannot be written: ${error instanceof Error ? error.message : String(error)}`;
        log.error({ err: error, action: note.action }, 'the audit cannot be written');
        throw error;
      }
      degraded = null;
      if (draft.entry === null) throw new Error('an entry of the audit was lost');
      return draft.entry;
    },
    behind: (after) => entriesBehind(months.slice(), after),
    seqBefore: (at) => seqBefore(months, at, head.seq),
    async page(after, limit) {
      const found: AuditEntry[] = [];
      for await (const entries of entriesBehind(months, after)) {
        found.push(...entries.slice(0, limit - found.length));
        if (found.length >= limit) break;
      }
      return found;
    },
    subscribe(listener) {
      listeners.push(listener);
    },
    async close() {
      await group.idle();
      await file?.file.close();
      file = null;
    },
  };
}
