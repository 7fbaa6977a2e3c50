import type { AuditNote, Role } from '../../model/access.ts';
import type { SecondFactor } from '../second-factor.ts';

/** What `accounts.journal` keeps. Of passwords, codes, links and keys there are only hashes; the secret of a second factor is as it is. */

export interface StoredAccount {
  /** `account/…` */
  readonly id: string;
  readonly username: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** Argon2id, encoded; null: none yet, or taken away. */
  readonly password: string | null;
  readonly secondFactor: SecondFactor | null;
  /** SHA-256 of recovery codes that were not used. */
  readonly recoveryCodes: readonly string[];
  readonly link: StoredLink | null;
  /** Whom an OpenID provider knows it by. */
  readonly federated: { readonly issuer: string; readonly subject: string } | null;
  /** Rises when all sessions end: those that began before count no more, also after a restart. */
  readonly generation: number;
}

export interface StoredLink {
  /** SHA-256 */
  readonly hash: string;
  /** ISO 8601 UTC */
  readonly until: string;
}

export interface StoredKey {
  /** `key/…` */
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** SHA-256 */
  readonly hash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** One change: how an account or key is from then on, and what the audit has to say of it. */
export interface AccessRecord {
  /** Rises by one. */
  readonly seq: number;
  readonly at: string;
  readonly account?: StoredAccount;
  readonly key?: StoredKey;
  /** Null: nothing that the audit wants. */
  readonly note: AuditNote | null;
  /** Records up to this `seq` had been audited when this one was written. */
  readonly audited: number;
}

/** The latest state of everything, and what was not audited. */
export function condense(records: readonly AccessRecord[]): readonly AccessRecord[] {
  const latest = new Map<string, AccessRecord>();
  for (const record of records) latest.set(record.account?.id ?? record.key?.id ?? '', record);
  const audited = records.at(-1)?.audited ?? 0;
  return records.filter(
    (record) =>
      latest.get(record.account?.id ?? record.key?.id ?? '') === record ||
      (record.note !== null && record.seq > audited),
  );
}
