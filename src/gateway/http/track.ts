import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Instant } from '../../protocol/common.ts';
import { TrackFeature } from '../../protocol/vessel.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { streamOf } from '../stream-of.ts';
import { answers } from './answers.ts';
import { trackText } from './track-text.ts';
import { MmsiParams } from './vessels.ts';

const dayMs = 86_400_000;
const longestDays = 31;

const TrackQuery = Type.Object(
  {
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    format: Type.Optional(Type.Enum(['geojson'])),
  },
  { additionalProperties: false },
);

/** The interval asked for; without `from` the day before `to`. Throws a problem that names the field. */
function interval(query: { from?: string; to?: string }, nowMs: number): { fromMs: number; toMs: number } {
  const toMs = query.to === undefined ? nowMs : Date.parse(query.to);
  const fromMs = query.from === undefined ? toMs - dayMs : Date.parse(query.from);
  if (Number.isNaN(toMs)) throw badField('to', 'not a time such as 2026-11-23T10:15:30.250Z');
  if (Number.isNaN(fromMs)) throw badField('from', 'not a time such as 2026-11-23T10:15:30.250Z');
  if (fromMs >= toMs) throw badField('from', 'must be before `to` (without `to`: before now)');
  if (toMs - fromMs > longestDays * dayMs)
    throw badField('from', `at most ${longestDays} days before \`to\` (without \`to\`: before now)`);
  return { fromMs, toMs };
}

export function trackRoutes(app: Gateway, ports: Pick<GatewayPorts, 'clock' | 'track'>): void {
  app.get(
    '/api/v1/vessels/:mmsi/track',
    {
      schema: {
        tags: ['vessels'],
        summary: 'Where a vessel was; by default in the last 24 hours, at most 31 days',
        params: MmsiParams,
        querystring: TrackQuery,
        response: answers('The track, streamed; no positions when none are stored', TrackFeature, 400, 503),
      },
    },
    async (request, reply) => {
      const { mmsi } = request.params;
      const { fromMs, toMs } = interval(request.query, ports.clock());
      const pages = (until: number) => ports.track(Number(mmsi), fromMs, until);
      let body: Readable;
      try {
        body = await streamOf(trackText(pages, mmsi, fromMs, toMs));
      } catch (error) {
        request.log.warn({ err: error }, 'the archive gave no track');
        throw new ProblemError(503, 'the archive does not answer now; /readyz says what is degraded');
      }
      return reply.type('application/json; charset=utf-8').send(body);
    },
  );
}
