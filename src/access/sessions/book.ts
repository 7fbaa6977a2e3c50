import type { Purpose } from '../../model/access.ts';
import { hashOf, newId, newSecret } from '../secrets.ts';

/** A session in memory. Times in ms are of a clock that never jumps, so that setting the server's clock lengthens none. */
export interface Session {
  readonly id: string;
  /** SHA-256 of the present secret. */
  hash: string;
  readonly account: string;
  /** Of the account; when that has another, the session is over. */
  generation: number;
  readonly begunAt: string;
  readonly begunMs: number;
  usedMs: number;
  readonly address: string;
  readonly agent: string | null;
  /** A code of the second factor was given. */
  codeProved: boolean;
  /** Null: the first that its roles have. */
  purpose: Purpose | null;
  purposeEndsMs: number | null;
  purposeReason: string | null;
  /** Secret of a second factor that is being set up; base32. */
  enrolling: string | null;
}

export type NewSession = Pick<Session, 'account' | 'generation' | 'address' | 'agent' | 'begunAt'>;
/** Why a session ended. */
export type EndOf = 'idle' | 'too-old' | 'one-too-many' | 'ended' | 'account-changed';

export interface SessionBook {
  /** Begins one; the account's longest unused gives way when it has too many. The secret is not kept. */
  begin(about: NewSession): { readonly session: Session; readonly secret: string };
  /** Those that are over are not found. Counts as use. */
  bySecret(secret: string): Session | null;
  byId(id: string): Session | null;
  use(session: Session): void;
  /** A new secret; the one before is worth nothing. */
  rotate(session: Session): string;
  /** Latest first. */
  of(account: string): readonly Session[];
  all(): Iterable<Session>;
  end(session: Session, why: EndOf): void;
  /** Ends what is over. */
  sweep(): void;
  /** Ms that are left. */
  idleLeftMs(session: Session): number;
  leftMs(session: Session): number;
  /** Puts back one of an earlier run. */
  restore(session: Session): void;
  onEnd(listener: (session: Session, why: EndOf) => void): void;
}

export const sessionLimits = { idleMs: 30 * 60_000, longestMs: 12 * 3_600_000, anAccount: 5 };

export function createSessionBook(elapsed: () => number, limits = sessionLimits): SessionBook {
  const byHash = new Map<string, Session>();
  const byId = new Map<string, Session>();
  const ofAccount = new Map<string, Set<Session>>();
  const listeners: ((session: Session, why: EndOf) => void)[] = [];

  const idleLeftMs = (session: Session): number => session.usedMs + limits.idleMs - elapsed();
  const leftMs = (session: Session): number => session.begunMs + limits.longestMs - elapsed();

  function put(session: Session): void {
    byHash.set(session.hash, session);
    byId.set(session.id, session);
    const siblings = ofAccount.get(session.account) ?? new Set();
    ofAccount.set(session.account, siblings.add(session));
  }

  function end(session: Session, why: EndOf): void {
    if (!byId.delete(session.id)) return;
    byHash.delete(session.hash);
    const siblings = ofAccount.get(session.account);
    siblings?.delete(session);
    if (siblings?.size === 0) ofAccount.delete(session.account);
    for (const listener of listeners) listener(session, why);
  }

  /** The session when it still stands; one whose time is up ends here. */
  function standing(session: Session | undefined): Session | null {
    if (session === undefined) return null;
    const why = leftMs(session) <= 0 ? 'too-old' : idleLeftMs(session) <= 0 ? 'idle' : null;
    if (why === null) return session;
    end(session, why);
    return null;
  }

  const of = (account: string): readonly Session[] =>
    [...(ofAccount.get(account) ?? [])]
      .filter((session) => standing(session) !== null)
      .sort((a, b) => b.usedMs - a.usedMs);

  return {
    begin(about) {
      for (const surplus of of(about.account).slice(limits.anAccount - 1)) end(surplus, 'one-too-many');
      const secret = newSecret();
      const nowMs = elapsed();
      const session: Session = {
        ...about,
        ...{ id: newId(), hash: hashOf(secret), begunMs: nowMs, usedMs: nowMs },
        ...{ codeProved: false, purpose: null, purposeEndsMs: null, purposeReason: null, enrolling: null },
      };
      put(session);
      return { session, secret };
    },
    bySecret(secret) {
      const session = standing(byHash.get(hashOf(secret)));
      if (session !== null) session.usedMs = elapsed();
      return session;
    },
    byId: (id) => standing(byId.get(id)),
    use(session) {
      session.usedMs = elapsed();
    },
    rotate(session) {
      const secret = newSecret();
      byHash.delete(session.hash);
      session.hash = hashOf(secret);
      byHash.set(session.hash, session);
      return secret;
    },
    of,
    all: () => byId.values(),
    end,
    sweep() {
      for (const session of byId.values()) standing(session);
    },
    idleLeftMs,
    leftMs,
    restore: put,
    onEnd(listener) {
      listeners.push(listener);
    },
  };
}
