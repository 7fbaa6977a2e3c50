import type { Policy, Purpose, Role } from '../model/access.ts';

/** What these roles may be at, the first in front. */
export function purposesOf(roles: readonly Role[], policy: Policy): readonly Purpose[] {
  const found = roles.flatMap((role) => Object.keys(policy.roles[role].purposes) as Purpose[]);
  return [...new Set(found)];
}

export const firstPurpose = (roles: readonly Role[], policy: Policy): Purpose =>
  purposesOf(roles, policy)[0] ?? 'duty';
