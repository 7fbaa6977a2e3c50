import type { AuditNote, AuditTrail, Purpose, Reader } from '../../model/access.ts';
import type { Admitted, From, Refusal, SessionState } from '../../model/access-desk.ts';
import type { Clock, Log } from '../../model/ports.ts';
import type { StoredAccount } from '../accounts/record.ts';
import type { Register } from '../accounts/register.ts';
import { Busy, type PasswordHasher } from '../passwords/hasher.ts';
import { refused } from '../refusals.ts';
import type { AttemptEnd, Throttle } from '../throttle.ts';
import type { Session, SessionBook } from './book.ts';
import type { DebtRules } from './owing.ts';

/** What the ways into a session stand on. */
export interface SessionParts {
  readonly register: Register;
  readonly book: SessionBook;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly audit: Pick<AuditTrail, 'record'>;
  readonly rules: DebtRules;
  /** Name of the port, as authenticators show it. */
  readonly port: string;
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly log: Log;
  /** Every action of the policy, for this session as it stands. */
  readerOf(session: Session): Reader | null;
  stateOf(session: Session): SessionState | null;
  /** Something of the session is other than it was. */
  changed(session: Session): void;
}

/** What is written down of a session's account. */
export function noteOf(
  account: StoredAccount,
  action: string,
  from: From,
  outcome: AuditNote['outcome'],
  detail: AuditNote['detail'] = {},
  purpose: Purpose | null = null,
): AuditNote {
  const { id, username: name, organisation } = account;
  return {
    ...{ action, actor: { id, name, organisation }, address: from.address, purpose },
    ...{ object: id, outcome, detail },
  };
}

/** The session under a new secret. */
export function admitted(parts: SessionParts, session: Session, secret: string): Admitted {
  parts.changed(session);
  const state = parts.stateOf(session);
  if (state === null) throw new Error('the session ended while it began');
  return { outcome: 'admitted', session: state, secret };
}

/** The session goes on under a new secret, unless it ended meanwhile. */
export function renewed(parts: SessionParts, session: Session): Admitted | Refusal {
  if (parts.book.byId(session.id) === null) return ended();
  return admitted(parts, session, parts.book.rotate(session));
}

export const ended = (): Refusal => refused('credentials', 'the session has ended; sign in again');

/** A session that was named, with its account. */
export interface Standing {
  readonly session: Session;
  readonly account: StoredAccount;
}

export function standing({ register, book }: SessionParts, id: string): Standing | Refusal {
  const session = book.byId(id);
  const account = session === null ? undefined : register.account(session.account);
  return session === null || account === undefined ? ended() : { session, account };
}

export const isRefusal = (value: object): value is Refusal =>
  'outcome' in value && value.outcome === 'refused';

/** What looking at a password, link or code came to. */
export interface Looked<T> {
  readonly end: AttemptEnd;
  readonly answer: T | Refusal;
}

/**
 * Looks at what somebody gave, if it is not too soon: every way in goes through here.
 * @param name what was given as a name, known or not; null: none
 * @param account who it is about, for the audit
 */
export async function attempt<T>(
  { throttle, audit }: SessionParts,
  name: string | null,
  account: StoredAccount | undefined,
  from: From,
  look: () => Promise<Looked<T>>,
): Promise<T | Refusal> {
  const begun = throttle.begin(name, from.address);
  if ('waitMs' in begun) {
    if (begun.isNews) await audit.record(refusalNote(account, from, 'too many attempts'));
    return refused('throttled', 'too many attempts; wait a little before the next one', null, begun.waitMs);
  }
  let end: AttemptEnd = 'part';
  try {
    const looked = await look();
    end = looked.end;
    return looked.answer;
  } catch (error) {
    if (error instanceof Busy)
      return refused('busy', 'too many people sign in at this moment; try again', null, 1000);
    throw error;
  } finally {
    begun.end(end);
  }
}

/** Names that nobody has are not written down: people type passwords there. */
export const refusalNote = (
  account: StoredAccount | undefined,
  from: From,
  why: string,
  action = 'session.refused',
): AuditNote =>
  account === undefined
    ? {
        ...{ action, actor: null, address: from.address, purpose: null },
        ...{ object: null, outcome: 'denied', detail: { why } },
      }
    : noteOf(account, action, from, 'denied', { why });
