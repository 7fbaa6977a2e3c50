import type { AuditNote, Policy } from '../../model/access.ts';
import type {
  AccountChange,
  AccountDesk,
  AccountState,
  By,
  Invitation,
  Refusal,
} from '../../model/access-desk.ts';
import type { Clock } from '../../model/ports.ts';
import type { LastSeen } from '../last-seen.ts';
import { changeNote } from '../notes.ts';
import { refused } from '../refusals.ts';
import { hashOf, newId, newSecret } from '../secrets.ts';
import { membershipFault } from './membership.ts';
import { isName, isTaken } from './names.ts';
import type { StoredAccount } from './record.ts';
import type { Register } from './register.ts';

const linkHours = 24;
export const mostAccounts = 1_000;

/** A one-time link: its token, and the account that it opens. */
export function withLink(account: StoredAccount, untilMs: number) {
  const token = newSecret();
  const until = new Date(untilMs).toISOString();
  return { token, until, account: { ...account, link: { hash: hashOf(token), until } } };
}

/** Whether somebody could sign in and manage accounts. */
const canAdminister = ({ disabled, roles, password, federated }: StoredAccount): boolean =>
  !disabled && roles.includes('administrator') && (password !== null || federated !== null);

export const accountState = (account: StoredAccount, seen: LastSeen): AccountState => ({
  ...{ id: account.id, username: account.username, organisation: account.organisation },
  ...{ roles: account.roles, disabled: account.disabled },
  secondFactor: account.secondFactor !== null,
  lastSeenAt: seen.at(account.id),
});

/** Accounts as administrators and the host see them. */
export function createAccountDesk(
  register: Register,
  policy: Policy,
  seen: LastSeen,
  clock: Clock,
): AccountDesk {
  const stateOf = (account: StoredAccount): AccountState => accountState(account, seen);

  const find = (idOrUsername: string): StoredAccount | undefined =>
    register.account(idOrUsername) ?? register.named(idOrUsername);
  const unknown = (): Refusal => refused('unknown', 'there is no such account');

  async function invite(
    account: StoredAccount,
    by: By,
    action: string,
    detail: AuditNote['detail'],
  ): Promise<Invitation> {
    const { token, until, account: linked } = withLink(account, clock() + linkHours * 3_600_000);
    await register.put({ account: linked }, changeNote(by, action, account.id, detail));
    return { outcome: 'invited', account: stateOf(linked), token, until };
  }

  /** Whether nobody could manage accounts any more if this one were like that. */
  function isLast(before: StoredAccount, after: StoredAccount): boolean {
    if (!canAdminister(before) || canAdminister(after)) return false;
    for (const other of register.accounts()) if (other.id !== before.id && canAdminister(other)) return false;
    return true;
  }

  function changed(before: StoredAccount, { roles, organisation, disabled }: AccountChange): StoredAccount {
    return {
      ...before,
      roles: roles ?? before.roles,
      organisation: organisation ?? before.organisation,
      disabled: disabled ?? before.disabled,
      // who is disabled comes back by a new link only where there is one made since
      link: disabled === true ? null : before.link,
      generation: before.generation + 1,
    };
  }

  return {
    list: () => [...register.accounts()].map(stateOf).sort((a, b) => (a.username < b.username ? -1 : 1)),
    get(idOrUsername) {
      const account = find(idOrUsername);
      return account === undefined ? null : stateOf(account);
    },
    create: ({ username, organisation, roles }, by) =>
      register.turn(async () => {
        if (!isName(username))
          return refused('invalid', 'two to 40 of a-z, 0-9, . _ -, a letter first', 'username');
        if (isTaken(username, register))
          return refused('conflict', `'${username}' is taken; names are never given twice`, 'username');
        const fault = membershipFault(policy, organisation, roles);
        if (fault !== null) return fault;
        if ([...register.accounts()].length >= mostAccounts)
          return refused('conflict', `there are ${mostAccounts} accounts already`);
        const account: StoredAccount = {
          ...{ id: `account/${newId()}`, username, organisation, roles, disabled: false, password: null },
          ...{ secondFactor: null, recoveryCodes: [], link: null, federated: null, generation: 1 },
        };
        return invite(account, by, 'account.made', { username, organisation, roles });
      }),
    change: (id, change, by) =>
      register.turn(async () => {
        const before = register.account(id);
        if (before === undefined) return unknown();
        const after = changed(before, change);
        const fault = membershipFault(policy, after.organisation, after.roles);
        if (fault !== null && change.disabled !== true) return fault;
        if (isLast(before, after))
          return refused('conflict', 'this is the last administrator that can sign in; make another first');
        const seen = ({ roles, organisation, disabled }: StoredAccount) => ({
          roles,
          organisation,
          disabled,
        });
        const action = after.disabled && !before.disabled ? 'account.disabled' : 'account.changed';
        const detail = { before: seen(before), after: seen(after) };
        await register.put({ account: after }, changeNote(by, action, id, detail));
        return { outcome: 'changed', account: stateOf(after) };
      }),
    reset: (id, { secondFactor }, by) =>
      register.turn(async () => {
        const before = register.account(id);
        if (before === undefined) return unknown();
        if (before.federated !== null)
          return refused('conflict', 'this account signs in at its OpenID provider; it needs no link');
        if (before.disabled) return refused('conflict', 'this account is disabled; enable it first');
        const bare = secondFactor ? { secondFactor: null, recoveryCodes: [] } : {};
        const after = { ...before, ...bare, password: null, generation: before.generation + 1 };
        return invite(after, by, 'account.reset', { secondFactor });
      }),
  };
}
