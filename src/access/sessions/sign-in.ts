import type { Admitted, Federated, From, Refusal, SessionDesk } from '../../model/access-desk.ts';
import { mostAccounts } from '../accounts/desk.ts';
import { freeName } from '../accounts/names.ts';
import type { StoredAccount } from '../accounts/record.ts';
import { refused } from '../refusals.ts';
import { hashOf, newId } from '../secrets.ts';
import { admitted, attempt, type Looked, noteOf, refusalNote, type SessionParts } from './parts.ts';

type SignIn = Pick<SessionDesk, 'signIn' | 'signInByLink' | 'signInFederated'>;

const longestAgent = 200;

/** The three ways in: password, one-time link, OpenID provider. */
export function createSignIn(parts: SessionParts): SignIn {
  const { register, book, hasher, audit, clock } = parts;

  /** The audit has it already. */
  function begin(account: StoredAccount, from: From): Admitted {
    const { session, secret } = book.begin({
      ...{ account: account.id, generation: account.generation, begunAt: new Date(clock()).toISOString() },
      ...{ address: from.address, agent: from.agent?.slice(0, longestAgent) ?? null },
    });
    return admitted(parts, session, secret);
  }

  /** Failures are forgotten when nothing more is asked for: a password that is known must not help to try codes. */
  const endOf = (account: StoredAccount): 'part' | 'right' =>
    account.secondFactor === null ? 'right' : 'part';

  async function wrong(
    account: StoredAccount | undefined,
    from: From,
    why: string,
    detail: string,
  ): Promise<Looked<Admitted>> {
    await audit.record(refusalNote(account, from, why));
    return { end: 'wrong', answer: refused('credentials', detail) };
  }

  async function byPassword(
    account: StoredAccount | undefined,
    password: string,
    from: From,
  ): Promise<Looked<Admitted>> {
    const kept = account?.disabled === false ? account.password : null;
    const fits = await hasher.verify(kept, password);
    const refusal = 'the name or the password is wrong';
    if (!fits || account === undefined) return wrong(account, from, 'name or password', refusal);
    await audit.record(noteOf(account, 'session.begun', from, 'done', { way: 'password' }));
    // it may have been disabled or changed while this was looked at and written down
    const now = register.account(account.id);
    if (now?.generation !== account.generation) return wrong(account, from, 'changed meanwhile', refusal);
    return { end: endOf(now), answer: begin(now, from) };
  }

  function holderOf(hash: string): StoredAccount | undefined {
    for (const account of register.accounts()) if (account.link?.hash === hash) return account;
    return undefined;
  }

  async function byLink(hash: string, from: From): Promise<Looked<Admitted>> {
    const stale = 'this link was used, or is too old; ask for a new one';
    if (holderOf(hash) === undefined) return wrong(undefined, from, 'link', stale);
    return register.turn(async () => {
      const account = holderOf(hash);
      const isGood = account?.link != null && !account.disabled && Date.parse(account.link.until) > clock();
      if (!isGood) return wrong(account, from, 'link', stale);
      const next = { ...account, link: null };
      await register.put({ account: next }, noteOf(next, 'session.begun', from, 'done', { way: 'link' }));
      return { end: endOf(next), answer: begin(next, from) };
    });
  }

  function vouched(who: Federated): StoredAccount {
    const { issuer, subject, organisation, roles } = who;
    for (const account of register.accounts())
      if (account.federated?.issuer === issuer && account.federated.subject === subject)
        return { ...account, organisation, roles };
    return {
      ...{ id: `account/${newId()}`, username: freeName(who.username, register), organisation, roles },
      ...{ disabled: false, password: null, secondFactor: null, recoveryCodes: [], link: null },
      ...{ federated: { issuer, subject }, generation: 1 },
    };
  }

  const federated = (who: Federated, from: From): Promise<Admitted | Refusal> =>
    register.turn(async () => {
      const wanted = vouched(who);
      const known = register.account(wanted.id);
      if (known?.disabled === true) {
        await audit.record(refusalNote(known, from, 'disabled'));
        return refused('credentials', 'this account is disabled; ask an administrator');
      }
      if (known === undefined && [...register.accounts()].length >= mostAccounts)
        return refused('conflict', `there are ${mostAccounts} accounts already; ask an administrator`);
      const isSame =
        known?.organisation === wanted.organisation && known.roles.join() === wanted.roles.join();
      const account =
        known === undefined || isSame ? wanted : { ...wanted, generation: known.generation + 1 };
      const { organisation, roles } = account;
      const action = known === undefined ? 'account.made' : 'account.changed';
      const detail = { organisation, roles, issuer: who.issuer };
      if (!isSame) await register.put({ account }, noteOf(account, action, from, 'done', detail));
      await audit.record(noteOf(account, 'session.begun', from, 'done', { way: 'openid' }));
      return begin(account, from);
    });

  return {
    signIn(username, password, from) {
      const name = username.trim().toLowerCase();
      const account = register.named(name);
      return attempt(parts, name, account, from, () => byPassword(account, password, from));
    },
    signInByLink(token, from) {
      const hash = hashOf(token);
      const account = holderOf(hash);
      return attempt(parts, account?.username ?? null, account, from, () => byLink(hash, from));
    },
    signInFederated: federated,
  };
}
