import type { AuditNote, Debt, Purpose, Role } from './access.ts';

/** Accounts, sessions and keys, as routes and commands ask for them. Times are ISO 8601 UTC. What cannot be written to disk rejects. */

/** From where a person asks. */
export interface From {
  readonly address: string;
  /** `User-Agent`, for the list of sessions. */
  readonly agent: string | null;
}

/** Who asks for a change, and from where, as the audit will say it. A `Subject` fits `actor`. */
export interface By {
  readonly actor: AuditNote['actor'];
  /** Null: on the host. */
  readonly address: string | null;
  readonly purpose: Purpose | null;
}

export const refusalCauses = [
  /** Name, password, link or code are wrong, or no longer valid: which of them is not said. */
  'credentials',
  /** Too many attempts; `retryAfterS` says when the next one is looked at. */
  'throttled',
  /** Too many passwords are being checked at this moment. */
  'busy',
  /** What was given cannot be taken: `field` and `detail` say why. */
  'invalid',
  /** There is no such account, session or key. */
  'unknown',
  /** It does not fit how things stand: the name is taken, the debt is not owed. */
  'conflict',
] as const;
export type RefusalCause = (typeof refusalCauses)[number];

/** Nothing was done. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly cause: RefusalCause;
  /** One sentence for the person who asked: what to do. */
  readonly detail: string;
  /** Of the body; null: none alone. */
  readonly field: string | null;
  /** Whole seconds, from 1; null unless throttled or busy. */
  readonly retryAfterS: number | null;
}

export interface AccountState {
  /** `account/…`; for ever the same. */
  readonly id: string;
  readonly username: string;
  /** Id of its organisation. */
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** It has one. */
  readonly secondFactor: boolean;
  readonly lastSeenAt: string | null;
}

/** A session as it stands. */
export interface SessionState {
  /** Names it in lists and in `Subject.session`; not the secret of the cookie, and the same as long as it lasts. */
  readonly id: string;
  readonly account: AccountState;
  readonly purpose: Purpose;
  /** Those that can be taken. */
  readonly purposes: readonly Purpose[];
  /** When it falls back to the first purpose; null unless the glass is broken. */
  readonly purposeUntil: string | null;
  /** Why the glass was broken; null unless it is. */
  readonly purposeReason: string | null;
  readonly owes: readonly Debt[];
  readonly idleAt: string;
  readonly endsAt: string;
}

/** Somebody who has broken the glass. */
export interface BrokenGlass {
  readonly by: string;
  readonly organisation: string;
  readonly reason: string;
  readonly until: string;
}

/** A session as lists show it. */
export interface SessionSummary {
  readonly id: string;
  readonly begunAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
  readonly agent: string | null;
}

/** A session that begins, or goes on, under a new secret: the cookie is set anew, and the old one is worth nothing. */
export interface Admitted {
  readonly outcome: 'admitted';
  readonly session: SessionState;
  /** For the cookie; 256 bits, base64url. Not kept. */
  readonly secret: string;
}

/** Somebody whom an OpenID provider has vouched for, second factor included. */
export interface Federated {
  readonly issuer: string;
  /** `sub`: with the issuer it is what the account is known by. */
  readonly subject: string;
  /** Wished for; when another account has it, one like it is taken. */
  readonly username: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

export interface PurposeWish {
  readonly purpose: Purpose;
  /** Needed for `emergency`. */
  readonly reason?: string;
  /** Needed for `emergency`: after them the first purpose comes back by itself. */
  readonly minutes?: number;
}

/** Sessions of persons. `session` is `Subject.session`. */
export interface SessionDesk {
  signIn(username: string, password: string, from: From): Promise<Admitted | Refusal>;
  /** By the one-time link of a first start, an invitation or a recovery; it works once. */
  signInByLink(token: string, from: From): Promise<Admitted | Refusal>;
  /** Makes the account when it is the first time; its organisation and roles become those given. */
  signInFederated(who: Federated, from: From): Promise<Admitted | Refusal>;
  /** Pays the debt `code` with one of the second factor, or a recovery code. */
  proveCode(session: string, code: string, from: From): Promise<Admitted | Refusal>;
  /** `current` null: only while the session owes a password. Ends the account's other sessions. */
  setPassword(
    session: string,
    current: string | null,
    password: string,
    from: From,
  ): Promise<Admitted | Refusal>;
  /** The secret is shown once, and counts when it is confirmed. An account that has a second factor is refused. */
  beginSecondFactor(
    session: string,
  ): Promise<{ readonly outcome: 'begun'; readonly secret: string; readonly uri: string } | Refusal>;
  confirmSecondFactor(
    session: string,
    code: string,
    from: From,
  ): Promise<(Admitted & { readonly recoveryCodes: readonly string[] }) | Refusal>;
  takePurpose(session: string, wish: PurposeWish, from: From): Promise<Admitted | Refusal>;
  /** Null: there is none, or no longer. */
  state(session: string): SessionState | null;
  /** Who has broken the glass and for how long still; told to those who answer for the fields behind it. */
  brokenGlass(): readonly BrokenGlass[];
  /** Sessions of an account (`account/…`), latest first. */
  of(account: string): readonly SessionSummary[];
  /** Ends a session of that account. False: it has none of this id. */
  end(account: string, session: string, by: By): Promise<boolean>;
}

/** An account and the token of its one-time link, which is not kept. */
export interface Invitation {
  readonly outcome: 'invited';
  readonly account: AccountState;
  readonly token: string;
  readonly until: string;
}

export interface NewAccount {
  readonly username: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

export interface AccountChange {
  readonly roles?: readonly Role[];
  readonly organisation?: string;
  readonly disabled?: boolean;
}

/** Accounts of persons. They are never deleted: a name is never given to another. */
export interface AccountDesk {
  /** By username. */
  list(): readonly AccountState[];
  /** By id or username. */
  get(idOrUsername: string): AccountState | null;
  create(account: NewAccount, by: By): Promise<Invitation | Refusal>;
  /** Ends all its sessions. The last administrator that can sign in keeps that role and stays enabled. */
  change(
    id: string,
    change: AccountChange,
    by: By,
  ): Promise<{ readonly outcome: 'changed'; readonly account: AccountState } | Refusal>;
  /** A new one-time link; the password and all sessions end at once, and the second factor when `secondFactor` says so. */
  reset(id: string, what: { readonly secondFactor: boolean }, by: By): Promise<Invitation | Refusal>;
}

export interface KeyState {
  /** `key/…`. */
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Known to the minute. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewKey {
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly days: number;
}

/** Keys of programs. Two valid ones of an organisation may share a name, so that one can take over from the other. */
export interface KeyDesk {
  /** By name, then time. */
  list(): readonly KeyState[];
  create(
    key: NewKey,
    by: By,
  ): Promise<{ readonly outcome: 'created'; readonly key: string; readonly about: KeyState } | Refusal>;
  /** Works at once. A key that is revoked already stays so. */
  revoke(id: string, by: By): Promise<{ readonly outcome: 'revoked'; readonly about: KeyState } | Refusal>;
}
