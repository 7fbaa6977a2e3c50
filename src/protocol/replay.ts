import { type Static, Type } from 'typebox';
import { AlertSchema } from './alert.ts';
import { BBox, Instant, nullable } from './common.ts';

/** Frames of a replay: the picture of the past on a live socket. */

const strict = { additionalProperties: false };

export const fastestReplay = 600;
const Speed = Type.Number({
  minimum: 1,
  maximum: fastestReplay,
  description: 'Seconds of the past a second',
});

/** In every frame of a replay and in no other: without it a frame is of now. */
export const replayMark = Type.Optional(
  Type.Literal(true, {
    description: 'Only in a replay: it is not now. Without it the frame is of now, always',
  }),
);

export const ReplayFrame = Type.Object(
  {
    type: Type.Literal('replay'),
    from: Instant,
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now' })),
    speed: Type.Optional(Type.Number({ minimum: 1, maximum: fastestReplay, description: 'Default 1' })),
    bbox: Type.Optional(nullable(BBox)),
    hazardOnly: Type.Optional(Type.Boolean({ description: 'As in `subscribe`' })),
  },
  {
    ...strict,
    $id: 'replay',
    description:
      'The picture of the past in place of the live one, and the alerts of the past beside those of now; replaces a replay that runs',
  },
);
export const PauseFrame = Type.Object(
  { type: Type.Literal('pause') },
  { ...strict, $id: 'pause', description: 'The replay stands' },
);
export const ResumeFrame = Type.Object(
  { type: Type.Literal('resume') },
  { ...strict, $id: 'resume', description: 'The replay goes on, also after the archive failed' },
);
export const SeekFrame = Type.Object(
  { type: Type.Literal('seek'), at: Instant },
  {
    ...strict,
    $id: 'seek',
    description: 'The replay begins anew at a time from `from` to `to`; a pause stays',
  },
);
export const SpeedFrame = Type.Object(
  { type: Type.Literal('speed'), speed: Speed },
  { ...strict, $id: 'speed', description: 'The replay goes on at another speed' },
);
export const LiveFrame = Type.Object(
  { type: Type.Literal('live') },
  {
    ...strict,
    $id: 'live',
    description: 'Ends the replay; the live picture is sent anew. So does `subscribe`',
  },
);
export type ReplayFrame = Static<typeof ReplayFrame>;
/** What a client says to the replay that it has. */
export type ReplayControl = Static<
  typeof PauseFrame | typeof ResumeFrame | typeof SeekFrame | typeof SpeedFrame
>;

export const ReplayState = Type.Enum(['playing', 'paused', 'ended', 'stopped'], {
  description: 'ended: at `to`, and still there to seek in; stopped: the client is back in the live picture',
});
export type ReplayState = Static<typeof ReplayState>;
export const ReplayStateFrame = Type.Object(
  {
    type: Type.Literal('replay'),
    state: ReplayState,
    at: Type.String({ format: 'date-time', description: 'What time it is in the replay' }),
    from: Instant,
    to: Instant,
    speed: Speed,
  },
  {
    $id: 'replay-state',
    description:
      'Before the picture that a replay begins with, and at each change; `ended` behind its last frame',
  },
);
export type ReplayStateFrame = Static<typeof ReplayStateFrame>;

export const AlertsFrame = Type.Object(
  {
    type: Type.Literal('alerts'),
    replay: Type.Literal(true),
    at: Instant,
    alerts: Type.Array(AlertSchema),
    leftOut: Type.Integer({ description: 'Oldest ones that were too many' }),
  },
  {
    $id: 'alerts',
    description: 'The alerts that were open at the beginning of a replay, as they stood then',
  },
);
export type AlertsFrame = Static<typeof AlertsFrame>;
