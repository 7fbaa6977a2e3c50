import { type Static, Type } from 'typebox';
import { purposes } from '../model/access.ts';
import { Instant, nullable } from './common.ts';

/** The audit, as it travels over HTTP. */

export const AuditEntryView = Type.Object(
  {
    seq: Type.Integer({ description: 'Rises by one without gaps, from 1' }),
    at: Instant,
    action: Type.String({ description: 'Noun and participle, e.g. `alert.acknowledged`' }),
    actor: nullable(
      Type.Object({
        id: nullable(Type.String()),
        name: Type.String(),
        organisation: nullable(Type.String()),
      }),
    ),
    address: nullable(Type.String()),
    purpose: nullable(Type.Enum([...purposes])),
    object: nullable(Type.String({ description: '`alert/…`, `zone/…`, `vessel/…`, `account/…`' })),
    outcome: Type.Enum(['done', 'denied', 'failed']),
    detail: Type.Record(Type.String(), Type.Unknown()),
    hash: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description:
        'SHA-256 over the hash before and the canonical JSON (RFC 8785) of the entry without `hash`',
    }),
  },
  { $id: 'AuditEntry' },
);
export type AuditEntryView = Static<typeof AuditEntryView>;

/** GET /audit */
export const AuditList = Type.Object({
  items: Type.Array(AuditEntryView, { description: 'By rising `seq`' }),
  next: nullable(Type.String()),
});
export type AuditList = Static<typeof AuditList>;
