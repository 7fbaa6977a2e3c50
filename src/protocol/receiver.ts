import { type Static, Type } from 'typebox';
import { Instant, nullable } from './common.ts';

/** One receiver as `GET /receivers` gives it; all counts since the server started. */
export const ReceiverView = Type.Object(
  {
    name: Type.String(),
    kind: Type.String({ description: 'tcp-listener, udp-listener, tcp-client or file' }),
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
  },
  { $id: 'Receiver' },
);
export type ReceiverView = Static<typeof ReceiverView>;

export const ReceiverList = Type.Object({ items: Type.Array(ReceiverView), next: nullable(Type.String()) });
