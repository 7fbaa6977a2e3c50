import { type Static, Type } from 'typebox';
import { receiverKinds } from '../model/reception.ts';
import { BBox, Instant, LonLat, nullable } from './common.ts';

export const ReceiverStateSchema = Type.Enum(['normal', 'quiet', 'silent', 'clock-wrong'], {
  description:
    'quiet: heard at less than a third of what is normal at this hour. silent: its normal rhythm is broken. clock-wrong: its clock is more than 5 s off. A receiver that is not known well enough to be judged is normal',
});
export type ReceiverState = Static<typeof ReceiverStateSchema>;

const CoveragePolygon = Type.Object({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(LonLat)),
});

/** POST /nmea: what became of the lines. */
export const PostedView = Type.Object({
  lines: Type.Integer(),
  results: Type.Record(Type.String(), Type.Integer(), {
    description: 'Lines that were not refused, by result',
  }),
  refused: Type.Record(Type.String(), Type.Integer(), { description: 'Lines refused, by cause' }),
});
export type PostedView = Static<typeof PostedView>;

/** One receiver as `GET /receivers` gives it; all counts since the server started. */
export const ReceiverView = Type.Object(
  {
    name: Type.String(),
    kind: Type.String({ description: receiverKinds.join(', ') }),
    connections: Type.Integer({ description: 'Peers connected now' }),
    bytes: Type.Integer(),
    lines: Type.Integer(),
    linesPerS: nullable(Type.Number({ description: 'Over the last seconds; null until measured' })),
    results: Type.Record(Type.String(), Type.Integer(), {
      description: 'Lines that were not refused, by result',
    }),
    refused: Type.Record(Type.String(), Type.Integer(), { description: 'Lines and peers refused, by cause' }),
    sideFaults: Type.Record(Type.String(), Type.Integer(), {
      description: 'Faults beside the lines: TAG blocks dropped, messages whose parts never came',
    }),
    lastHeardAt: nullable(Instant),
    state: ReceiverStateSchema,
    silentSince: nullable(Instant),
    normalPerMinute: nullable(
      Type.Number({ description: 'Messages a minute that are normal at this hour; null until known' }),
    ),
    expectedWithinS: nullable(
      Type.Number({
        description:
          'After a message the next is expected within this time; null until known, or beyond two weeks',
      }),
    ),
    clockOffsetS: nullable(
      Type.Number({
        description:
          'Its clock minus that of the server; negative also when its data are delayed. Null until known',
      }),
    ),
    doublesShare: nullable(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description:
          'Part of its messages that another receiver had handed in before; null before the first message',
      }),
    ),
    coverage: nullable(
      Type.Object(
        { bbox: BBox, polygon: CoveragePolygon },
        { description: 'Where it hears vessels: a box, and a polygon of the farthest believable positions' },
      ),
    ),
  },
  { $id: 'Receiver' },
);
export type ReceiverView = Static<typeof ReceiverView>;

export const ReceiverList = Type.Object({ items: Type.Array(ReceiverView), next: nullable(Type.String()) });
