import { type JournalFile, openJournal } from '../../lib/journal.ts';
import { createTurns } from '../../lib/turns.ts';
import type { AuditEntry, AuditNote, AuditTrail } from '../../model/access.ts';
import type { Clock, Log } from '../../model/ports.ts';
import { type AccessRecord, condense, type StoredAccount, type StoredKey } from './record.ts';

/** Accounts and keys as they stand; the file is the truth. */
export interface Register {
  account(id: string): StoredAccount | undefined;
  named(username: string): StoredAccount | undefined;
  accounts(): Iterable<StoredAccount>;
  /** By `key/…`. */
  key(id: string): StoredKey | undefined;
  keys(): Iterable<StoredKey>;
  /** Reading and writing as one: nothing else is written meanwhile. Rejects when too many wait. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Within a turn. Resolves when it is on disk, in force, and audited. Rejects when the disk refuses: then it is not in force; when only the
   * audit refuses it is, the caller says that it failed, and the audit gets it before anything else is changed.
   */
  put(change: Change, note: AuditNote | null): Promise<void>;
  /** Called when something is in force, before it is audited. */
  onPut(listener: (change: Change) => void): void;
  /** Null while changes can be written, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

export type Change = { readonly account: StoredAccount } | { readonly key: StoredKey };

/** The audit, as far as it has to know what it owes to a journal. */
export interface AccountAudit extends Pick<AuditTrail, 'record'> {
  /** A number below those of all entries that were written since (ISO 8601 UTC). */
  seqBefore(at: string): number;
  behind(after: number): AsyncIterable<readonly Pick<AuditEntry, 'detail'>[]>;
}

export interface RegisterOptions {
  readonly path: string;
  /** Null: no audit is open; the next server that opens the journal has it audited. */
  readonly audit: AccountAudit | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** Changes that may wait for a disk that has come to a stand. */
const maxWaiting = 100;

/**
 * Opens the journal and has audited what a crash left unaudited: a record is on disk before its note is.
 * @throws Error when it can neither be read nor written, is of a newer version, or the audit refuses what it owes
 */
export async function openAccounts({
  path,
  audit,
  clock,
  log,
  openFile,
}: RegisterOptions): Promise<Register> {
  const journal = await openJournal<AccessRecord>({
    ...{ path, kind: 'accounts', log, condense, maxWaiting },
    ...(openFile ? { openFile } : {}),
  });
  const accounts = new Map<string, StoredAccount>();
  const byName = new Map<string, StoredAccount>();
  const keys = new Map<string, StoredKey>();
  const turns = createTurns(maxWaiting, 'changes of accounts');
  const listeners: ((change: Change) => void)[] = [];
  let degraded: string | null = null;
  let seq = 0;
  let audited = 0;
  /** Records whose notes the audit has not taken yet, oldest first. */
  let owed: AccessRecord[] = [];

  function take(change: Partial<{ account: StoredAccount; key: StoredKey }>): void {
    if (change.account) {
      accounts.set(change.account.id, change.account);
      byName.set(change.account.username, change.account);
    }
    if (change.key) keys.set(change.key.id, change.key);
  }

  async function settle(known: ReadonlySet<unknown> = new Set()): Promise<void> {
    while (audit !== null && owed[0] !== undefined) {
      const { seq: number, at, note } = owed[0];
      const name = `accounts/${number}`;
      if (note !== null && !known.has(name))
        await audit.record({ ...note, detail: { ...note.detail, record: name, at } });
      owed.shift();
      audited = number;
    }
  }

  /** Which records the audit has since the first that it may not have. */
  async function auditedSince(at: string): Promise<ReadonlySet<unknown>> {
    const names = new Set<unknown>();
    if (audit === null) return names;
    for await (const entries of audit.behind(audit.seqBefore(at)))
      for (const { detail } of entries) names.add(detail['record']);
    return names;
  }

  async function write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      degraded = null;
    } catch (error) {
      degraded = `changes of accounts cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error }, 'the accounts cannot be written');
      throw error;
    }
  }

  for (const record of journal.recovered) {
    take(record);
    seq = record.seq;
    audited = record.audited;
  }
  owed = journal.recovered.filter((record) => record.seq > audited);
  if (owed[0] !== undefined) await settle(await auditedSince(owed[0].at));

  return {
    account: (id) => accounts.get(id),
    named: (username) => byName.get(username),
    accounts: () => accounts.values(),
    key: (id) => keys.get(id),
    keys: () => keys.values(),
    turn: turns.take,
    put: (change, note) =>
      write(async () => {
        await settle();
        const record: AccessRecord = {
          ...{ seq: seq + 1, at: new Date(clock()).toISOString(), ...change, note, audited },
        };
        await journal.append([record]);
        seq = record.seq;
        take(change);
        owed.push(record);
        for (const listener of listeners) listener(change);
        await settle();
      }),
    onPut(listener) {
      listeners.push(listener);
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
