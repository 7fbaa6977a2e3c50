import { type Static, Type } from 'typebox';
import { alertKinds } from '../model/alert.ts';
import { Instant, LonLat, Mmsi, nullable } from './common.ts';

export const SeveritySchema = Type.Enum(['info', 'caution', 'warning', 'alarm']);
export const AlertStateSchema = Type.Enum(['active', 'acknowledged', 'snoozed', 'cleared', 'closed']);
export const AlertEventKindSchema = Type.Enum([
  'raised',
  'acknowledged',
  'snoozed',
  'escalated',
  'cleared',
  'closed',
]);

export const AlertKindSchema = Type.Enum([...alertKinds]);

export const AlertSchema = Type.Object(
  {
    id: Type.String(),
    seq: Type.Integer(),
    cause: Type.String(),
    kind: AlertKindSchema,
    severity: SeveritySchema,
    state: AlertStateSchema,
    mmsi: nullable(Mmsi),
    others: Type.Array(Mmsi),
    zoneId: nullable(Type.String()),
    position: nullable(LonLat),
    title: Type.String(),
    text: Type.String(),
    evidence: Type.Record(Type.String(), Type.Unknown()),
    raisedAt: Instant,
    updatedAt: Instant,
    clearedAt: nullable(Instant),
    acknowledgedBy: nullable(Type.String()),
    escalation: Type.Integer(),
    snooze: Type.Optional(
      Type.Object(
        { until: Instant, reason: Type.String(), by: Type.String() },
        { description: 'Only while the state is snoozed; it comes back at `until`' },
      ),
    ),
    returnedAt: Type.Optional(Type.String({ format: 'date-time', description: 'End of its last snooze' })),
    trust: nullable(Type.String()),
  },
  { $id: 'Alert' },
);
export type AlertView = Static<typeof AlertSchema>;

export const AlertEventSchema = Type.Object({
  seq: Type.Integer(),
  event: AlertEventKindSchema,
  at: Instant,
  by: nullable(Type.String()),
  note: nullable(Type.String()),
  alert: AlertSchema,
});
export const AlertList = Type.Object({ items: Type.Array(AlertSchema), next: nullable(Type.String()) });
export const AlertWithEvents = Type.Object({
  alert: AlertSchema,
  events: Type.Array(Type.Omit(AlertEventSchema, ['alert'])),
});
export const HandoverList = Type.Object({
  items: Type.Array(
    Type.Object({
      alert: AlertSchema,
      notes: Type.Array(Type.Omit(AlertEventSchema, ['alert']), {
        description: 'What people did and wrote, oldest first; at most the latest 20',
      }),
    }),
  ),
  leftOut: Type.Integer({ description: 'Alerts that did not fit; those at the end of the order' }),
});
/** Fields of a snooze, over HTTP and WebSocket alike. */
export const snoozeFields = {
  until: Type.String({
    format: 'date-time',
    maxLength: 40,
    description: 'ISO 8601, in the future, at most 24 hours from now',
  }),
  reason: Type.String({
    minLength: 1,
    maxLength: 500,
    pattern: '\\S',
    description: 'Why, for the next shift',
  }),
};
export const SnoozeBody = Type.Object(snoozeFields, { additionalProperties: false });
export const NoteBody = Type.Object(
  { note: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
);
