import { timingSafeEqual } from 'node:crypto';
import type { Policy, Reader, Subject } from '../../model/access.ts';
import type { Clock } from '../../model/ports.ts';
import type { StoredKey } from '../accounts/record.ts';
import type { Register } from '../accounts/register.ts';
import type { LastSeen } from '../last-seen.ts';
import { firstPurpose } from '../purposes.ts';
import { hashOf } from '../secrets.ts';

/** Which key opens. */
export interface KeyRing {
  /** Whose key this is, when it is valid; counts as use. */
  whoIs(bearer: string): Reader | null;
  /** By `key/…`, as it stands. */
  again(id: string): Reader | null;
}

const form = /^hw_([0-9a-f]{16})_([\w-]{43})$/;
/** What a key that nobody has is held against. */
const noHash = hashOf('');

const sameHash = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

export const isValid = (key: StoredKey, nowMs: number): boolean =>
  key.revokedAt === null && Date.parse(key.expiresAt) > nowMs;

export function createKeyRing(
  register: Pick<Register, 'key'>,
  policy: Policy,
  readerOf: (subject: Subject) => Reader,
  seen: LastSeen,
  clock: Clock,
): KeyRing {
  /** By what the register has: another state of a key is another object. */
  const readers = new WeakMap<StoredKey, Reader>();

  function made(key: StoredKey): Reader {
    const { id, name, organisation, roles } = key;
    const purpose = firstPurpose(roles, policy);
    const reader = readerOf({ id, name, kind: 'key', organisation, roles, purpose, owes: [], session: null });
    readers.set(key, reader);
    return reader;
  }

  function used(key: StoredKey | undefined): Reader | null {
    if (key === undefined || !isValid(key, clock())) return null;
    seen.note(key.id);
    return readers.get(key) ?? made(key);
  }

  return {
    whoIs(bearer) {
      const [, id, secret] = form.exec(bearer) ?? [];
      if (id === undefined || secret === undefined) return null;
      const key = register.key(`key/${id}`);
      return sameHash(hashOf(secret), key?.hash ?? noHash) ? used(key) : null;
    },
    again: (id) => used(register.key(id)),
  };
}
