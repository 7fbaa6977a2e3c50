import { type Static, Type } from 'typebox';
import { actions, debts, fieldGroups, purposes, roles } from '../model/access.ts';
import { Instant, nullable } from './common.ts';

/** Sessions and accounts, as they travel over HTTP. */

const strict = { additionalProperties: false };
const Username = Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-z][a-z0-9._-]*$' });
const Password = Type.String({ minLength: 1, maxLength: 256 });
export const RoleSchema = Type.Enum([...roles]);
export const PurposeSchema = Type.Enum([...purposes]);
const ReachSchema = Type.Enum(['none', 'own', 'all']);

/** POST /session */
export const SignInBody = Type.Object(
  { username: Type.String({ maxLength: 100 }), password: Password },
  strict,
);
/** POST /session/link: the one-time link of a first start, an invitation or a recovery. */
export const LinkBody = Type.Object({ token: Type.String({ maxLength: 200 }) }, strict);
/** POST /session/code: of the second factor, or one of the recovery codes. */
export const CodeBody = Type.Object({ code: Type.String({ maxLength: 40 }) }, strict);
/** PUT /session/password; `current` may be left out while the session owes a password. */
export const PasswordBody = Type.Object(
  { current: Type.Optional(Password), password: Type.String({ maxLength: 256 }) },
  strict,
);
/** PUT /session/purpose; `emergency` needs a reason and at most 240 minutes. */
export const PurposeBody = Type.Object(
  {
    purpose: PurposeSchema,
    reason: Type.Optional(Type.String({ minLength: 10, maxLength: 500 })),
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
  },
  strict,
);

export const AccountView = Type.Object(
  {
    id: Type.String(),
    username: Username,
    organisation: Type.String(),
    roles: Type.Array(RoleSchema),
    disabled: Type.Boolean(),
    secondFactor: Type.Boolean({ description: 'It has one' }),
    lastSeenAt: nullable(Instant),
  },
  { $id: 'Account' },
);
export type AccountView = Static<typeof AccountView>;

/** GET /session, and the answer of whatever changes it. */
export const SessionView = Type.Object(
  {
    id: Type.String({ description: 'Names the session in lists; it is not the secret of the cookie' }),
    account: AccountView,
    organisation: Type.Object({ id: Type.String(), name: Type.String(), confined: Type.Boolean() }),
    purpose: PurposeSchema,
    purposes: Type.Array(PurposeSchema, { description: 'Those that can be taken' }),
    purposeUntil: nullable(Instant),
    purposeReason: Type.Optional(nullable(Type.String({ description: 'Why the glass was broken' }))),
    owes: Type.Array(Type.Enum([...debts]), {
      description: 'What has to be done before anything else, in this order',
    }),
    may: Type.Record(Type.Enum([...actions]), ReachSchema),
    sees: Type.Record(Type.Enum([...fieldGroups]), ReachSchema),
    idleAt: Instant,
    endsAt: Instant,
  },
  { $id: 'Session' },
);
export type SessionView = Static<typeof SessionView>;

/** POST /session/second-factor begins it: the secret is shown once. PUT with a code confirms it. */
export const SecondFactorBegun = Type.Object({
  secret: Type.String({ description: 'Base32, to type in' }),
  uri: Type.String({ description: 'otpauth://…, what the picture holds' }),
  qrSvg: Type.String({ description: 'The picture: an SVG document' }),
});
export type SecondFactorBegun = Static<typeof SecondFactorBegun>;
export const SecondFactorConfirmed = Type.Object({
  recoveryCodes: Type.Array(Type.String(), { description: 'Shown once; each works once' }),
  session: SessionView,
});
export type SecondFactorConfirmed = Static<typeof SecondFactorConfirmed>;

/** GET /session/all: sessions of the account. DELETE /session/all/{id} ends one. */
export const SessionList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      current: Type.Boolean(),
      begunAt: Instant,
      lastSeenAt: Instant,
      address: Type.String(),
      agent: nullable(Type.String()),
    }),
  ),
  next: Type.Null(),
});
export type SessionList = Static<typeof SessionList>;

/** GET /sign-in: what the sign-in page needs to know before anybody has signed in. */
export const SignInOptions = Type.Object({
  port: Type.String({ description: 'Name of the port' }),
  openId: nullable(Type.Object({ name: Type.String(), path: Type.String() })),
  demo: Type.Boolean(),
});
export type SignInOptions = Static<typeof SignInOptions>;

/** POST /accounts; answered with a one-time link to hand over. PATCH /accounts/{id} */
export const NewAccountBody = Type.Object(
  {
    username: Username,
    organisation: Type.String(),
    roles: Type.Array(RoleSchema, { minItems: 1, maxItems: 5 }),
  },
  strict,
);
export const AccountChangeBody = Type.Object(
  {
    roles: Type.Optional(Type.Array(RoleSchema, { minItems: 1, maxItems: 5 })),
    organisation: Type.Optional(Type.String()),
    disabled: Type.Optional(Type.Boolean()),
  },
  strict,
);
/** POST /accounts/{id}/link: a new one-time link; password and sessions end, and with `secondFactor` the second factor too. */
export const RecoveryBody = Type.Object({ secondFactor: Type.Optional(Type.Boolean()) }, strict);
export const OneTimeLink = Type.Object({ account: AccountView, link: Type.String(), until: Instant });
/** GET /accounts, GET /keys: one page. */
export const AccountList = Type.Object({ items: Type.Array(AccountView), next: Type.Null() });

/** POST /keys: the key itself is in the answer, once. DELETE /keys/{id} revokes it. */
export const NewKeyBody = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-z][a-z0-9._-]*$' }),
    organisation: Type.String(),
    roles: Type.Array(RoleSchema, { minItems: 1, maxItems: 5 }),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 730, default: 365 })),
  },
  strict,
);
export const KeyView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    organisation: Type.String(),
    roles: Type.Array(RoleSchema),
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: nullable(Instant),
    revokedAt: nullable(Instant),
  },
  { $id: 'Key' },
);
export type KeyView = Static<typeof KeyView>;
export const KeyList = Type.Object({ items: Type.Array(KeyView), next: Type.Null() });
export const KeyCreated = Type.Object({
  key: Type.String({ description: 'hw_…; shown once' }),
  about: KeyView,
});

/** GET/PUT /security-level: ISPS level of the port (no zone) or of facilities. */
export const SecurityLevelBody = Type.Object(
  {
    level: Type.Integer({ minimum: 1, maximum: 3 }),
    zone: Type.Optional(nullable(Type.String({ description: 'A facility; left out or null: the port' }))),
    reason: Type.String({ minLength: 3, maxLength: 500 }),
  },
  strict,
);
export const SecurityLevels = Type.Object({
  port: Type.Object({
    level: Type.Integer(),
    since: nullable(Instant),
    by: nullable(Type.String()),
    reason: nullable(Type.String()),
  }),
  facilities: Type.Array(
    Type.Object({
      zone: Type.String(),
      level: Type.Integer(),
      since: Instant,
      by: Type.String(),
      reason: Type.String(),
    }),
  ),
});
export type SecurityLevels = Static<typeof SecurityLevels>;

export type OneTimeLink = Static<typeof OneTimeLink>;
export type KeyCreated = Static<typeof KeyCreated>;
