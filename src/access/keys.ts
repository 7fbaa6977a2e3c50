import { timingSafeEqual } from 'node:crypto';
import type { AuditNote, Policy, Reader, Subject } from '../model/access.ts';
import type { By, KeyDesk, KeyState } from '../model/access-desk.ts';
import type { Clock } from '../model/ports.ts';
import { membershipFault } from './accounts/desk.ts';
import { isName } from './accounts/names.ts';
import type { StoredKey } from './accounts/record.ts';
import type { Register } from './accounts/register.ts';
import { refused } from './refusals.ts';
import { hashOf, newId, newSecret } from './secrets.ts';
import { firstPurpose } from './sessions/owing.ts';

export interface Keys extends KeyDesk {
  /** Whose key this is, when it is valid; counts as use. */
  whoIs(bearer: string): Reader | null;
  /** By `key/…`, as it stands. */
  again(id: string): Reader | null;
}

export interface KeyParts {
  readonly register: Register;
  readonly policy: Policy;
  readonly readerOf: (subject: Subject) => Reader;
  readonly clock: Clock;
  /** When accounts and keys were last seen. */
  readonly seen: Map<string, string>;
}

const form = /^hw_([0-9a-f]{16})_([\w-]{43})$/;
const dayMs = 86_400_000;
const mostKeys = 1_000;
/** Valid ones of one name: the one that goes and the one that comes. */
const mostOfAName = 2;
/** What a key that nobody has is held against. */
const noHash = hashOf('');

const sameHash = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

/** Keys of programs. */
export function createKeys({ register, policy, readerOf, clock, seen }: KeyParts): Keys {
  /** By what the register has: another state of a key is another object. */
  const readers = new WeakMap<StoredKey, Reader>();

  const isValid = (key: StoredKey): boolean => key.revokedAt === null && Date.parse(key.expiresAt) > clock();

  function used(key: StoredKey | undefined): Reader | null {
    if (key === undefined || !isValid(key)) return null;
    seen.set(key.id, new Date(clock()).toISOString());
    let reader = readers.get(key);
    if (reader === undefined) {
      const { id, name, organisation, roles } = key;
      const purpose = firstPurpose(roles, policy);
      reader = readerOf({ id, name, kind: 'key', organisation, roles, purpose, owes: [], session: null });
      readers.set(key, reader);
    }
    return reader;
  }

  const stateOf = ({ hash: _, ...key }: StoredKey): KeyState => ({
    ...key,
    lastUsedAt: seen.get(key.id) ?? null,
  });

  const noteOf = (by: By, action: string, key: StoredKey, detail: AuditNote['detail']): AuditNote => ({
    ...by,
    ...{ action, object: key.id, outcome: 'done', detail: { name: key.name, ...detail } },
  });

  /** Why nothing of this organisation can be called that; null: it can. */
  function nameFault(name: string, organisation: string) {
    if (!isName(name)) return refused('invalid', 'two to 40 of a-z, 0-9, . _ -, a letter first', 'name');
    const same = [...register.keys()].filter((key) => key.name === name);
    if (register.named(name) !== undefined || same.some((key) => key.organisation !== organisation))
      return refused('conflict', `'${name}' is taken; names are never given twice`, 'name');
    return same.filter(isValid).length >= mostOfAName
      ? refused('conflict', `there are two valid keys '${name}' already; revoke one of them first`, 'name')
      : null;
  }

  return {
    whoIs(bearer) {
      const [, id = '', secret = ''] = form.exec(bearer) ?? [];
      const key = register.key(`key/${id}`);
      const fits = sameHash(hashOf(secret), key?.hash ?? noHash);
      return fits && secret !== '' ? used(key) : null;
    },
    again: (id) => used(register.key(id)),
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
        const detail = { organisation, roles, expiresAt: key.expiresAt };
        await register.put({ key }, noteOf(by, 'key.made', key, detail));
        return { outcome: 'created', key: `hw_${id}_${secret}`, about: stateOf(key) };
      }),
    revoke: (id, by) =>
      register.turn(async () => {
        const key = register.key(id) ?? register.key(`key/${id}`);
        if (key === undefined) return refused('unknown', 'there is no such key');
        if (key.revokedAt !== null) return { outcome: 'revoked', about: stateOf(key) };
        const revoked = { ...key, revokedAt: new Date(clock()).toISOString() };
        await register.put({ key: revoked }, noteOf(by, 'key.revoked', key, {}));
        return { outcome: 'revoked', about: stateOf(revoked) };
      }),
  };
}
