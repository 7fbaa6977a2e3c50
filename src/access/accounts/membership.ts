import type { Policy, Role } from '../../model/access.ts';
import type { Refusal } from '../../model/access-desk.ts';
import { refused } from '../refusals.ts';

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
  if (roles.length > 0 && foreign === undefined) return null;
  const fault = `${found.name} has no ${foreign ?? 'people without a role'}`;
  return refused('invalid', `${fault}; it may have: ${found.roles.join(', ')}`, 'roles');
}
