import type { Policy } from '../../model/access.ts';
import type { KeyDesk, KeyState } from '../../model/access-desk.ts';
import type { Clock } from '../../model/ports.ts';
import { membershipFault } from '../accounts/membership.ts';
import { isName } from '../accounts/names.ts';
import type { StoredKey } from '../accounts/record.ts';
import type { Register } from '../accounts/register.ts';
import type { LastSeen } from '../last-seen.ts';
import { changeNote } from '../notes.ts';
import { refused } from '../refusals.ts';
import { hashOf, newId, newSecret } from '../secrets.ts';
import { isValid } from './ring.ts';

const dayMs = 86_400_000;
const mostKeys = 1_000;
/** Valid ones of one name: the one that goes and the one that comes. */
const mostOfAName = 2;

/** Keys of programs, as administrators and the host see them. */
export function createKeyDesk(register: Register, policy: Policy, seen: LastSeen, clock: Clock): KeyDesk {
  const stateOf = ({ hash: _, ...key }: StoredKey): KeyState => ({ ...key, lastUsedAt: seen.at(key.id) });

  /** Why nothing of this organisation can be called that; null: it can. */
  function nameFault(name: string, organisation: string) {
    if (!isName(name)) return refused('invalid', 'two to 40 of a-z, 0-9, . _ -, a letter first', 'name');
    const same = [...register.keys()].filter((key) => key.name === name);
    if (register.named(name) !== undefined || same.some((key) => key.organisation !== organisation))
      return refused('conflict', `'${name}' is taken; names are never given twice`, 'name');
    return same.filter((key) => isValid(key, clock())).length >= mostOfAName
      ? refused('conflict', `there are two valid keys '${name}' already; revoke one of them first`, 'name')
      : null;
  }

  return {
    list: () =>
      [...register.keys()]
        .map(stateOf)
        .sort((a, b) => (`${a.name} ${a.createdAt}` < `${b.name} ${b.createdAt}` ? -1 : 1)),
    create: ({ name, organisation, roles, days }, by) =>
      register.turn(async () => {
        const fault = nameFault(name, organisation) ?? membershipFault(policy, organisation, roles);
        if (fault !== null) return fault;
        if ([...register.keys()].length >= mostKeys)
          return refused('conflict', `there are ${mostKeys} keys already`);
        const [id, secret, nowMs] = [newId(), newSecret(), clock()];
        const key: StoredKey = {
          ...{ id: `key/${id}`, name, organisation, roles, hash: hashOf(secret), revokedAt: null },
          createdAt: new Date(nowMs).toISOString(),
          expiresAt: new Date(nowMs + days * dayMs).toISOString(),
        };
        const detail = { name, organisation, roles, expiresAt: key.expiresAt };
        await register.put({ key }, changeNote(by, 'key.made', key.id, detail));
        return { outcome: 'created', key: `hw_${id}_${secret}`, about: stateOf(key) };
      }),
    revoke: (id, by) =>
      register.turn(async () => {
        const key = register.key(id) ?? register.key(`key/${id}`);
        if (key === undefined) return refused('unknown', 'there is no such key');
        if (key.revokedAt !== null) return { outcome: 'revoked', about: stateOf(key) };
        const revoked = { ...key, revokedAt: new Date(clock()).toISOString() };
        await register.put({ key: revoked }, changeNote(by, 'key.revoked', key.id, { name: key.name }));
        return { outcome: 'revoked', about: stateOf(revoked) };
      }),
  };
}
