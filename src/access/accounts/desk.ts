import type { AuditNote, Policy, Role } from '../../model/access.ts';
import type {
  AccountChange,
  AccountDesk,
  AccountState,
  By,
  Invitation,
  Refusal,
} from '../../model/access-desk.ts';
import type { Clock } from '../../model/ports.ts';
import { refused } from '../refusals.ts';
import { hashOf, newId, newSecret } from '../secrets.ts';
import { isName, isTaken } from './names.ts';
import type { StoredAccount } from './record.ts';
import type { Register } from './register.ts';

export interface AccountParts {
  readonly register: Register;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly stateOf: (account: StoredAccount) => AccountState;
}

const linkHours = 24;
const mostAccounts = 1_000;

/** Why this organisation cannot have somebody with these roles; null: it can. */
export function membershipFault(
  { organisations }: Policy,
  organisation: string,
  roles: readonly Role[],
): Refusal | null {
  const found = organisations.find(({ id }) => id === organisation);
  if (found === undefined) {
    const known = organisations.map(({ id }) => id).join(', ');
    return refused('invalid', `there is no organisation '${organisation}'; known: ${known}`, 'organisation');
  }
  const foreign = roles.find((role) => !found.roles.includes(role));
  if (roles.length === 0 || foreign !== undefined)
    return refused(
      'invalid',
      `${found.name} has no ${foreign ?? 'role at all'}; it may have: ${found.roles.join(', ')}`,
      'roles',
    );
  return null;
}

/** A one-time link: its token, and the account that it opens. */
export function withLink(account: StoredAccount, untilMs: number) {
  const token = newSecret();
  const until = new Date(untilMs).toISOString();
  return { token, until, account: { ...account, link: { hash: hashOf(token), until } } };
}

/** Whether somebody could sign in and manage accounts. */
const canAdminister = ({ disabled, roles, password, federated }: StoredAccount): boolean =>
  !disabled && roles.includes('administrator') && (password !== null || federated !== null);

/** Accounts as administrators and the host see them. */
export function createAccountDesk({ register, policy, clock, stateOf }: AccountParts): AccountDesk {
  const find = (idOrUsername: string): StoredAccount | undefined =>
    register.account(idOrUsername) ?? register.named(idOrUsername);
  const unknown = (): Refusal => refused('unknown', 'there is no such account');

  const noteOf = (by: By, action: string, object: string, detail: AuditNote['detail']): AuditNote => ({
    ...by,
    ...{ action, object, outcome: 'done', detail },
  });

  async function invite(
    account: StoredAccount,
    by: By,
    action: string,
    detail: AuditNote['detail'],
  ): Promise<Invitation> {
    const { token, until, account: linked } = withLink(account, clock() + linkHours * 3_600_000);
    await register.put({ account: linked }, noteOf(by, action, account.id, detail));
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
        await register.put({ account: after }, noteOf(by, action, id, detail));
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
