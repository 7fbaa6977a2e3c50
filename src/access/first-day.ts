import type { Action, AuditNote, Policy, Reader } from '../model/access.ts';
import type { Clock, Log } from '../model/ports.ts';
import { withLink } from './accounts/desk.ts';
import type { StoredAccount } from './accounts/record.ts';
import type { Register } from './accounts/register.ts';
import type { PasswordHasher } from './passwords/hasher.ts';
import { firstPasswordFault } from './passwords/rules.ts';
import { newId } from './secrets.ts';

/**
 * What may be done while debts are postponed: looking at simulated traffic and handling its alerts. Everything else waits for a password
 * (docs/decisions/first-day.md).
 */
const onTheFirstDay: ReadonlySet<Action> = new Set<Action>([
  'picture.read',
  'history.read',
  'history.export',
  'zones.read',
  'zones.backtest',
  'alerts.read',
  'alerts.act',
  'receivers.read',
  'contracts.read',
  'account.own',
]);

/** The reader, with nothing beyond the first day. */
export const withheld = (reader: Reader): Reader => ({
  subject: reader.subject,
  organisation: reader.organisation,
  may: (action) => (onTheFirstDay.has(action) ? reader.may(action) : 'none'),
  sees: (field) => reader.sees(field),
  owns: (thing) => reader.owns(thing),
  maySee: (zone) => reader.maySee(zone),
});

/** Whether nobody has ever had a password, or came by an OpenID provider. */
export function isFirstDay({ accounts }: Pick<Register, 'accounts'>): boolean {
  for (const { password, federated, generation } of accounts())
    if (password !== null || federated !== null || generation > 1) return false;
  return true;
}

export interface FirstStart {
  readonly register: Register;
  readonly policy: Policy;
  readonly hasher: PasswordHasher;
  /** `HW_ADMIN_PASSWORD` */
  readonly adminPassword: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long the link of a first start works; the next start makes another. */
const linkMs = 3_600_000;
const username = 'admin';
const roles = ['administrator', 'harbourmaster'] as const;

function newAdmin({ organisations }: Policy): StoredAccount {
  const home = organisations.find((organisation) => roles.every((role) => organisation.roles.includes(role)));
  if (home === undefined)
    throw new Error(`the policy has no organisation that may have the roles ${roles.join(' and ')}`);
  return {
    ...{ id: `account/${newId()}`, username, organisation: home.id, roles, disabled: false, password: null },
    ...{ secondFactor: null, recoveryCodes: [], link: null, federated: null, generation: 1 },
  };
}

/**
 * Makes the account `admin` as long as nobody can sign in otherwise: with the password that was set, or with a one-time link.
 * @returns the token of the link; null: there is none to print
 * @throws Error when the password cannot be taken
 */
export async function firstStart(parts: FirstStart): Promise<string | null> {
  const { register, policy, hasher, adminPassword, clock, log } = parts;
  if (!isFirstDay(register)) {
    if (adminPassword !== null)
      log.info({}, 'HW_ADMIN_PASSWORD is for the first start only: it changes no account that is there');
    return null;
  }
  const known = register.named(username);
  const account = known ?? newAdmin(policy);
  const note = (way: string): AuditNote => ({
    ...{
      action: known ? 'account.changed' : 'account.made',
      actor: { id: null, name: 'first start', organisation: null },
    },
    ...{
      address: null,
      purpose: null,
      object: account.id,
      outcome: 'done',
      detail: { username, roles, way },
    },
  });
  if (adminPassword === null) {
    const linked = withLink(account, clock() + linkMs);
    await register.turn(() => register.put({ account: linked.account }, note('link')));
    return linked.token;
  }
  const fault = await firstPasswordFault(adminPassword);
  if (fault !== null) throw new Error(`HW_ADMIN_PASSWORD cannot be used: ${fault}`);
  const password = await hasher.hash(adminPassword);
  await register.turn(() =>
    register.put({ account: { ...account, password, link: null } }, note('password')),
  );
  return null;
}
