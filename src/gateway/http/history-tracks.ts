import { Type } from 'typebox';
import { Instant } from '../../protocol/common.ts';
import { PassageCollection } from '../../protocol/history.ts';
import { type ReadingNotes, watchedFields } from '../access/audited.ts';
import { discloserThen } from '../access/disclosure.ts';
import { demand } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { streamArchive } from '../asking.ts';
import { fromCursor } from '../cursor.ts';
import { readPlace } from '../history/place.ts';
import { tracksText } from '../history/tracks.ts';
import { readInterval } from '../interval.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

const longestDays = 7;
const mostVessels = 1_000;
const mostPoints = 500_000;

const Query = Type.Object(
  {
    bbox: Type.Optional(Type.String({ maxLength: 200, description: 'w,s,e,n in degrees' })),
    zone: Type.Optional(Type.String({ maxLength: 100, description: 'Id of a zone, instead of a box' })),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: mostVessels,
        default: 200,
        description: 'Vessels that are looked at; those that only came near are none of the features',
      }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

/** Who was here then. */
export function historyTracksRoute(
  app: Gateway,
  ports: Pick<GatewayPorts, 'clock' | 'zones' | 'history' | 'recollection'>,
  notes: ReadingNotes,
): void {
  app.get(
    '/api/v1/history/tracks',
    {
      config: { access: 'history.read', own: true },
      schema: {
        tags: ['history'],
        summary: `Who was in a box or zone, with the part of the track inside; at most ${longestDays} days`,
        querystring: Query,
        response: answers('Vessels in order of MMSI, streamed', PassageCollection, 400, 422, 503),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const reader = readerOf(request);
      demand(reader, 'history.read', { zones: query.zone === undefined ? [] : [query.zone] });
      await notes.read(request, 'history/tracks', watchedFields(reader));
      const asked = {
        ...readInterval(query, ports.clock(), longestDays),
        shape: readPlace(query, ports.zones, reader),
        disclosing: discloserThen(reader, ports.zones),
        afterMmsi: query.cursor === undefined ? -1 : fromCursor(query.cursor),
        limit: query.limit ?? 200,
        mostPoints,
      };
      const body = await streamArchive(request, reply, 'ask for a shorter time', (gone) =>
        tracksText(asked, ports.history, ports.recollection, gone),
      );
      return reply.type('application/json; charset=utf-8').send(body);
    },
  );
}
