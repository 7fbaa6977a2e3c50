import type { Schedule } from '../../lib/schedule.ts';
import type { Reader, Subject } from '../../model/access.ts';
import type { By, SessionDesk, SessionState } from '../../model/access-desk.ts';
import { accountState } from '../accounts/desk.ts';
import type { StoredAccount } from '../accounts/record.ts';
import { withheld } from '../first-day.ts';
import type { LastSeen } from '../last-seen.ts';
import { changeNote } from '../notes.ts';
import { purposesOf } from '../purposes.ts';
import type { EndOf, Session } from './book.ts';
import type { SessionFile } from './file.ts';
import { debtsOf, subjectOf } from './owing.ts';
import type { SessionParts } from './parts.ts';
import { createPay } from './pay.ts';
import { createPurposes } from './purpose.ts';
import { createSignIn } from './sign-in.ts';

export interface Sessions extends SessionDesk {
  /** Who has this secret; counts as use. */
  whoIs(secret: string): Reader | null;
  /** The session as it stands; counts as use. */
  again(id: string): Reader | null;
  /** Called when sessions ended or what they may has changed. */
  onChange(listener: () => void): () => void;
  /** Null while sessions can be written, else why not. */
  readonly degraded: string | null;
  close(): Promise<void>;
}

export interface SessionsOptions extends Omit<SessionParts, 'readerOf' | 'stateOf' | 'changed'> {
  readonly readerOf: (subject: Subject) => Reader;
  readonly file: Pick<SessionFile, 'save' | 'idle'>;
  readonly seen: LastSeen;
  readonly schedule: Schedule;
}

const sweepMs = 1_000;
/** What is only used is written after so long; what a purpose that lapsed changed with the next sweep; everything else at once. */
const usedMs = 60_000;

/** The sessions: found by their secret, held against the clock, and written down so that a restart signs nobody out. */
export function createSessions(options: SessionsOptions): Sessions {
  const { register, book, rules, clock, elapsed, log, seen, file, schedule, audit } = options;
  const listeners = new Set<() => void>();
  /** What the policy says of a session, until something of it changes. */
  let readers = new WeakMap<Session, Reader>();
  let degraded: string | null = null;
  let isDirty = false;
  let savedMs = elapsed();
  let isNews = false;

  const accountOf = (session: Session): StoredAccount | undefined => register.account(session.account);

  function readerOf(session: Session): Reader | null {
    const known = readers.get(session);
    if (known !== undefined) return known;
    const account = accountOf(session);
    if (account === undefined) return null;
    const subject = subjectOf(account, session, rules);
    const isPostponed = subject.owes.length < debtsOf(account, session, rules).length;
    const reader = isPostponed ? withheld(options.readerOf(subject)) : options.readerOf(subject);
    readers.set(session, reader);
    return reader;
  }

  const inMs = (ms: number): string => new Date(clock() + ms).toISOString();

  function stateOf(session: Session): SessionState | null {
    const account = accountOf(session);
    if (account === undefined) return null;
    const { purpose, owes } = subjectOf(account, session, rules);
    const { purposeEndsMs, purposeReason } = session;
    return {
      ...{ id: session.id, account: accountState(account, seen), purpose, owes },
      purposes: purposesOf(account.roles, rules.policy),
      purposeUntil: purposeEndsMs === null ? null : inMs(purposeEndsMs - elapsed()),
      purposeReason,
      idleAt: inMs(Math.min(book.idleLeftMs(session), book.leftMs(session))),
      endsAt: inMs(book.leftMs(session)),
    };
  }

  function changed(session: Session): void {
    readers.delete(session);
    isDirty = true;
    isNews = true;
  }

  async function save(): Promise<void> {
    isDirty = false;
    savedMs = elapsed();
    try {
      await file.save();
      degraded = null;
    } catch (error) {
      isDirty = true;
      const reason = error instanceof Error ? error.message : String(error);
      if (degraded === null) log.error({ err: error }, 'the sessions cannot be written');
      degraded = `sessions cannot be written: a restart may sign people out, or in again (${reason})`;
    }
  }

  /** The same, and the new secret is known after a crash too before anybody has it. */
  const kept =
    <A extends readonly unknown[], T extends { readonly outcome: string }>(
      act: (...asked: A) => Promise<T>,
    ) =>
    async (...asked: A): Promise<T> => {
      const answer = await act(...asked);
      if (answer.outcome === 'admitted') await save();
      return answer;
    };

  function tell(): void {
    isNews = false;
    for (const listener of listeners) listener();
  }

  const parts: SessionParts = { ...options, readerOf, stateOf, changed };
  const purposes = createPurposes(parts);
  const signing = createSignIn(parts);
  const paying = createPay(parts);

  /** Who ended it; by itself it ends for the account whose it was. */
  function endedNote(session: Session, why: EndOf, by: By | null) {
    const account = accountOf(session);
    const own = account && { id: account.id, name: account.username, organisation: account.organisation };
    const { address, purpose } = session;
    const detail = { why, session: session.id };
    return changeNote(
      by ?? { actor: own ?? null, address, purpose },
      'session.ended',
      session.account,
      detail,
    );
  }

  book.onEnd((session, why) => {
    changed(session);
    if (why === 'ended') return;
    audit
      .record(endedNote(session, why, null))
      .catch((error) => log.error({ err: error }, 'the audit refuses the end of a session'));
  });

  /** Ends those of an account that has changed. */
  function follow(account: StoredAccount): void {
    for (const session of book.of(account.id))
      if (session.generation !== account.generation) book.end(session, 'account-changed');
  }
  register.onPut((change) => {
    // who has a password ends the first day, and changed roles change what is seen
    readers = new WeakMap();
    if ('account' in change) follow(change.account);
    isDirty = true;
    tell();
  });
  for (const session of book.all()) {
    const account = accountOf(session);
    if (account === undefined) book.end(session, 'account-changed');
    else follow(account);
  }

  let cancel = (): void => {};
  function sweep(): void {
    book.sweep();
    for (const session of book.all()) if (purposes.lapse(session)) changed(session);
    if (isNews) tell();
    if (elapsed() - savedMs >= usedMs && seen.takeNews()) isDirty = true;
    if (isDirty) void save();
    cancel = schedule(sweepMs, sweep);
  }
  cancel = schedule(sweepMs, sweep);

  function used(session: Session): Reader | null {
    if (purposes.lapse(session)) changed(session);
    book.use(session);
    const reader = readerOf(session);
    if (reader !== null) seen.note(session.account);
    return reader;
  }

  return {
    signIn: kept(signing.signIn),
    signInByLink: kept(signing.signInByLink),
    signInFederated: kept(signing.signInFederated),
    proveCode: kept(paying.proveCode),
    setPassword: kept(paying.setPassword),
    beginSecondFactor: paying.beginSecondFactor,
    confirmSecondFactor: kept(paying.confirmSecondFactor),
    takePurpose: kept(purposes.takePurpose),
    state(id) {
      const session = book.byId(id);
      return session === null ? null : stateOf(session);
    },
    brokenGlass: () =>
      [...book.all()].flatMap((session) => {
        const { account, purpose, purposeUntil: until, purposeReason: reason } = stateOf(session) ?? {};
        if (account === undefined || purpose !== 'emergency' || !until || !reason) return [];
        return [{ by: account.username, organisation: account.organisation, reason, until }];
      }),
    of: (account) =>
      book.of(account).map((session) => ({
        ...{ id: session.id, begunAt: session.begunAt, address: session.address, agent: session.agent },
        lastSeenAt: inMs(session.usedMs - elapsed()),
      })),
    async end(account, id, by) {
      const session = book.byId(id);
      if (session === null || session.account !== account) return false;
      book.end(session, 'ended');
      tell();
      await save();
      // nobody stays signed in because the audit cannot be written
      await audit
        .record(endedNote(session, 'ended', by))
        .catch((error) => log.error({ err: error }, 'the audit refuses the end of a session'));
      return true;
    },
    whoIs(secret) {
      const session = book.bySecret(secret);
      return session === null ? null : used(session);
    },
    again(id) {
      const session = book.byId(id);
      return session === null ? null : used(session);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get degraded() {
      return degraded;
    },
    async close() {
      cancel();
      await file.idle();
      await save();
    },
  };
}
