import type { Debt, Policy, Subject } from '../../model/access.ts';
import type { StoredAccount } from '../accounts/record.ts';
import { firstPurpose } from '../purposes.ts';
import type { Session } from './book.ts';

/** How the server treats what is owed. */
export interface DebtRules {
  readonly policy: Policy;
  /** `HW_SECOND_FACTOR` */
  readonly secondFactor: 'required' | 'optional';
  /** Whether debts wait: only simulated traffic is shown, and nobody has a password yet (docs/decisions/first-day.md). */
  readonly postponed: () => boolean;
}

/** What the session has to do first, whether or not that is postponed. */
export function debtsOf(account: StoredAccount, session: Session, rules: DebtRules): readonly Debt[] {
  // the provider has asked for a password and a second factor
  if (account.federated !== null) return [];
  const { policy, secondFactor } = rules;
  const demanded =
    secondFactor === 'required' && account.roles.some((role) => policy.roles[role].secondFactor);
  const owes: Debt[] = [];
  if (account.secondFactor !== null && !session.codeProved) owes.push('code');
  if (account.password === null) owes.push('password');
  if (account.secondFactor === null && demanded) owes.push('second-factor');
  return owes;
}

export function subjectOf(account: StoredAccount, session: Session, rules: DebtRules): Subject {
  const { id, username, organisation, roles } = account;
  return {
    ...{ id, name: username, kind: 'person', organisation, roles, session: session.id },
    purpose: session.purpose ?? firstPurpose(roles, rules.policy),
    owes: rules.postponed() ? [] : debtsOf(account, session, rules),
  };
}
