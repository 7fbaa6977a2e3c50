import type { Admitted, From, Refusal, SessionDesk } from '../../model/access-desk.ts';
import type { StoredAccount } from '../accounts/record.ts';
import { passwordFault } from '../passwords/rules.ts';
import { refused } from '../refusals.ts';
import { newTotpSecret, takeCode, totpUri } from '../second-factor.ts';
import { hashOf, newRecoveryCodes, readRecoveryCode } from '../secrets.ts';
import type { Session } from './book.ts';
import { debtsOf } from './owing.ts';
import {
  attempt,
  ended,
  isRefusal,
  type Looked,
  noteOf,
  refusalNote,
  renewed,
  type SessionParts,
  standing,
} from './parts.ts';

type Pay = Pick<SessionDesk, 'proveCode' | 'setPassword' | 'beginSecondFactor' | 'confirmSecondFactor'>;

/** What a code was good for: the account as it is after it. */
function afterCode(account: StoredAccount, code: string, nowMs: number): StoredAccount | null {
  if (account.secondFactor !== null) {
    const secondFactor = takeCode(account.secondFactor, code, nowMs);
    if (secondFactor !== null) return { ...account, secondFactor };
  }
  const hash = hashOf(readRecoveryCode(code));
  const recoveryCodes = account.recoveryCodes.filter((kept) => kept !== hash);
  return recoveryCodes.length < account.recoveryCodes.length ? { ...account, recoveryCodes } : null;
}

/** How a session pays what it owes, and how its owner changes it later. Each payment gives it a new secret. */
export function createPay(parts: SessionParts): Pay {
  const { register, hasher, audit, rules, port, clock } = parts;

  const wrong = async (account: StoredAccount, from: From, why: string, detail: string, field: string) => {
    await audit.record(refusalNote(account, from, why, why === 'code' ? 'code.refused' : 'password.refused'));
    return { end: 'wrong', answer: refused('credentials', detail, field) } as const;
  };

  /** The account as it is in a turn, for a session that still stands. */
  const fresh = (session: Session): StoredAccount | null => {
    const now = standing(parts, session.id);
    return isRefusal(now) ? null : now.account;
  };
  const codeOf = (session: Session, code: string, from: From): Promise<Looked<Admitted>> =>
    register.turn(async () => {
      const account = fresh(session);
      if (account === null) return { end: 'part', answer: ended() };
      const next = afterCode(account, code, clock());
      if (next === null) return wrong(account, from, 'code', 'this code is wrong, too old or used', 'code');
      const way = next.secondFactor === account.secondFactor ? 'recovery-code' : 'totp';
      const detail = { way, recoveryCodesLeft: next.recoveryCodes.length };
      await register.put({ account: next }, noteOf(next, 'code.accepted', from, 'done', detail));
      session.codeProved = true;
      return { end: 'right', answer: renewed(parts, session) };
    });

  /** Whether somebody may set a password now; what they have to prove it with is looked at here. */
  async function proved(account: StoredAccount, current: string | null, from: From): Promise<true | Refusal> {
    if (account.password === null) return true;
    if (current === null) return refused('invalid', 'give the present password too', 'current');
    return attempt<true>(parts, account.username, account, from, async () => {
      if (await hasher.verify(account.password, current)) return { end: 'right', answer: true };
      return wrong(account, from, 'current password', 'the present password is wrong', 'current');
    });
  }

  const keepPassword = (session: Session, before: string | null, password: string, from: From) =>
    register.turn(async () => {
      const account = fresh(session);
      if (account === null) return ended();
      if (account.password !== before)
        return refused('conflict', 'the password was changed meanwhile; sign in again');
      const next = { ...account, password, generation: account.generation + 1 };
      session.generation = next.generation;
      try {
        await register.put({ account: next }, noteOf(next, 'password.changed', from, 'done'));
      } finally {
        session.generation = register.account(account.id)?.generation ?? account.generation;
      }
      return renewed(parts, session);
    });

  async function setPassword(id: string, current: string | null, password: string, from: From) {
    const found = standing(parts, id);
    if (isRefusal(found)) return found;
    const { session, account } = found;
    if (account.federated !== null)
      return refused('conflict', 'the password of this account is at its OpenID provider');
    if (debtsOf(account, session, rules).includes('code'))
      return refused('conflict', 'the code of the second factor comes first');
    const may = await proved(account, current, from);
    if (may !== true) return may;
    const fault = await passwordFault(password, { ...account, port });
    if (fault !== null) return refused('invalid', fault, 'password');
    const hash = await attemptHash(password);
    return typeof hash === 'string' ? keepPassword(session, account.password, hash, from) : hash;
  }

  async function attemptHash(password: string): Promise<string | Refusal> {
    try {
      return await hasher.hash(password);
    } catch {
      return refused('busy', 'too many passwords are being checked; try again', null, 1000);
    }
  }

  const enroll = (session: Session, secret: string, code: string, from: From) =>
    register.turn(async (): Promise<Looked<Admitted & { recoveryCodes: readonly string[] }>> => {
      const account = fresh(session);
      if (account === null) return { end: 'part', answer: ended() };
      if (account.secondFactor !== null)
        return { end: 'part', answer: refused('conflict', 'this account has a second factor') };
      const secondFactor = takeCode({ secret, usedPeriod: 0 }, code, clock());
      if (secondFactor === null)
        return wrong(account, from, 'code', 'this code does not fit; check the clock of the phone', 'code');
      const recoveryCodes = newRecoveryCodes();
      const kept = recoveryCodes.map((code) => hashOf(readRecoveryCode(code)));
      const next = { ...account, secondFactor, recoveryCodes: kept };
      await register.put({ account: next }, noteOf(next, 'second-factor.begun', from, 'done'));
      session.codeProved = true;
      session.enrolling = null;
      const answer = renewed(parts, session);
      return { end: 'right', answer: isRefusal(answer) ? answer : { ...answer, recoveryCodes } };
    });

  return {
    async proveCode(id, code, from) {
      const found = standing(parts, id);
      if (isRefusal(found)) return found;
      const { session, account } = found;
      if (!debtsOf(account, session, rules).includes('code'))
        return refused('conflict', 'no code is asked for');
      return attempt(parts, account.username, account, from, () => codeOf(session, code, from));
    },
    setPassword,
    async beginSecondFactor(id) {
      const found = standing(parts, id);
      if (isRefusal(found)) return found;
      const { session, account } = found;
      if (account.federated !== null)
        return refused('conflict', 'the second factor of this account is at its OpenID provider');
      if (account.secondFactor !== null)
        return refused('conflict', 'this account has a second factor; an administrator can take it away');
      session.enrolling = newTotpSecret();
      const uri = totpUri(session.enrolling, port, account.username);
      return { outcome: 'begun', secret: session.enrolling, uri };
    },
    async confirmSecondFactor(id, code, from) {
      const found = standing(parts, id);
      if (isRefusal(found)) return found;
      const { session, account } = found;
      const secret = session.enrolling;
      if (secret === null) return refused('conflict', 'begin the second factor first');
      return attempt(parts, account.username, account, from, () => enroll(session, secret, code, from));
    },
  };
}
