import { type Static, Type } from 'typebox';
import { AlertEventKindSchema, AlertSchema, snoozeFields } from './alert.ts';
import { BBox, Instant, Mmsi, nullable } from './common.ts';
import { ReceiverStateSchema } from './receiver.ts';
import {
  AlertsFrame,
  LiveFrame,
  PauseFrame,
  ReplayFrame,
  ReplayStateFrame,
  ResumeFrame,
  replayMark,
  SeekFrame,
  SpeedFrame,
} from './replay.ts';
import { LiveVessel } from './vessel.ts';

/** Frames of the WebSocket `/api/v1/live`: the only truth for the gateway, the console and the AsyncAPI document. */

const strict = { additionalProperties: false };

export const SubscribeFrame = Type.Object(
  {
    type: Type.Literal('subscribe'),
    bbox: Type.Optional(nullable(BBox)),
    hazardOnly: Type.Optional(
      Type.Boolean({
        description: 'Only vessels whose hazard is confirmed, suspected or unknown; default false',
      }),
    ),
    vessels: Type.Optional(Type.Boolean({ description: 'Default true' })),
    alerts: Type.Optional(
      Type.Union([
        Type.Boolean(),
        Type.Object({ epoch: Type.String(), after: Type.Integer({ minimum: 0 }) }, strict),
      ]),
    ),
  },
  {
    ...strict,
    $id: 'subscribe',
    description: 'Replaces the subscription; `alerts.after` resumes behind that seq',
  },
);
export const AcknowledgeFrame = Type.Object(
  {
    type: Type.Literal('acknowledge'),
    alertId: Type.String({ maxLength: 100 }),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { ...strict, $id: 'acknowledge', description: 'As POST /alerts/{id}/acknowledge' },
);
export const SnoozeFrame = Type.Object(
  { type: Type.Literal('snooze'), alertId: Type.String({ maxLength: 100 }), ...snoozeFields },
  { ...strict, $id: 'snooze', description: 'As POST /alerts/{id}/snooze' },
);
export const PingFrame = Type.Object({ type: Type.Literal('ping') }, { ...strict, $id: 'ping' });

export const ClientFrame = Type.Union([
  SubscribeFrame,
  AcknowledgeFrame,
  SnoozeFrame,
  PingFrame,
  ReplayFrame,
  PauseFrame,
  ResumeFrame,
  SeekFrame,
  SpeedFrame,
  LiveFrame,
]);
export type ClientFrame = Static<typeof ClientFrame>;
export type SubscribeFrame = Static<typeof SubscribeFrame>;
export type AcknowledgeFrame = Static<typeof AcknowledgeFrame>;
export type SnoozeFrame = Static<typeof SnoozeFrame>;

export const HelloFrame = Type.Object(
  {
    type: Type.Literal('hello'),
    protocol: Type.Literal(1),
    epoch: Type.String(),
    seq: Type.Integer(),
    demo: Type.Boolean({ description: 'True while simulated traffic is fed' }),
    intervalMs: Type.Integer(),
  },
  { $id: 'hello', description: 'First frame' },
);
export const VesselsFrame = Type.Object(
  {
    type: Type.Literal('vessels'),
    replay: replayMark,
    at: Instant,
    full: Type.Boolean(),
    vessels: Type.Array(LiveVessel),
    gone: Type.Array(Mmsi),
  },
  {
    $id: 'vessels',
    description:
      '`full` once after subscribing, and for each picture that a replay begins with; then the latest value of each changed vessel',
  },
);
export const AlertFrame = Type.Object(
  {
    type: Type.Literal('alert'),
    replay: replayMark,
    at: Type.Optional(Type.String({ format: 'date-time', description: 'In a replay: when it happened' })),
    seq: Type.Integer(),
    event: AlertEventKindSchema,
    alert: AlertSchema,
  },
  { $id: 'alert', description: 'In order, none missing, sent at once; those of now also during a replay' },
);
export const ReceiverStatus = Type.Object({
  kind: Type.String(),
  connections: Type.Integer(),
  lines: Type.Integer(),
  refused: Type.Integer(),
  lastHeardAt: nullable(Instant),
  state: ReceiverStateSchema,
});
export const StatusFrame = Type.Object(
  {
    type: Type.Literal('status'),
    at: Instant,
    seq: Type.Integer(),
    degraded: Type.Array(Type.String()),
    brokenGlass: Type.Optional(
      Type.Array(
        Type.Object({
          by: Type.String(),
          organisation: Type.String(),
          reason: Type.String(),
          until: Instant,
        }),
        { description: 'Who has broken the glass now; told to who may set the security level' },
      ),
    ),
    securityLevel: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3, description: 'ISPS level of the port' }),
    ),
    zones: Type.String({
      description: 'Revision of the zones: when it differs from that of GET /zones, they are loaded again',
    }),
    receivers: Type.Record(Type.String(), ReceiverStatus),
  },
  { $id: 'status', description: 'On change, and every 5 s as a heartbeat' },
);
/** Codes of error frames. */
export const ErrorCode = Type.Enum(
  [
    'bad-frame',
    'unknown-type',
    'resume-impossible',
    'unknown-alert',
    'alert-over',
    'not-recorded',
    'too-many-messages',
    'not-allowed',
    'no-replay',
    'replay-over',
    'too-many-replays',
    'replay-too-large',
    'archive-unavailable',
  ],
  {
    description:
      'resume-impossible: the events behind `after` are gone or of another epoch; load the alerts over HTTP and subscribe anew. alert-over: it has ended or is closed and cannot be snoozed. not-recorded: the action could not be written; try again. not-allowed: `detail` names the permission that is missing. no-replay: there is none to control. replay-over: it is at its end; seek first. too-many-replays: as many run as this server takes. replay-too-large, archive-unavailable: the replay pauses, and `detail` says how to go on',
  },
);
export type ErrorCode = Static<typeof ErrorCode>;
export const PongFrame = Type.Object({ type: Type.Literal('pong') }, { $id: 'pong' });
export const ErrorFrame = Type.Object(
  { type: Type.Literal('error'), code: ErrorCode, detail: Type.String() },
  { $id: 'error', description: 'The request that it answers had no effect' },
);

export const ServerFrame = Type.Union([
  HelloFrame,
  VesselsFrame,
  AlertFrame,
  StatusFrame,
  PongFrame,
  ErrorFrame,
  ReplayStateFrame,
  AlertsFrame,
]);
export type ServerFrame = Static<typeof ServerFrame>;
export type HelloFrame = Static<typeof HelloFrame>;
export type VesselsFrame = Static<typeof VesselsFrame>;
export type AlertFrame = Static<typeof AlertFrame>;
export type StatusFrame = Static<typeof StatusFrame>;
export type ErrorFrame = Static<typeof ErrorFrame>;
