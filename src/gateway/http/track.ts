import { Type } from 'typebox';
import { instant } from '../../lib/instant.ts';
import { Instant } from '../../protocol/common.ts';
import { TrackFeature } from '../../protocol/vessel.ts';
import type { ReadingNotes } from '../access/audited.ts';
import { demand } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { streamArchive } from '../asking.ts';
import { readInterval } from '../interval.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import type { TrackAbout } from '../track/about.ts';
import { csvOf } from '../track/csv.ts';
import { geojsonOf } from '../track/geojson.ts';
import { gpxOf } from '../track/gpx.ts';
import { kmlOf } from '../track/kml.ts';
import { simplified } from '../track/simplify.ts';
import { inStretches, type ShownPages } from '../track/stretch.ts';
import { answers } from './answers.ts';
import { MmsiParams } from './vessels.ts';

const longestDays = 31;

/** Formats that are written in one pass, as files. */
const files = {
  csv: { type: 'text/csv; charset=utf-8; header=present', write: csvOf },
  gpx: { type: 'application/gpx+xml', write: gpxOf },
  kml: { type: 'application/vnd.google-earth.kml+xml', write: kmlOf },
};

const TrackQuery = Type.Object(
  {
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    format: Type.Optional(Type.Enum(['geojson', 'csv', 'gpx', 'kml'], { default: 'geojson' })),
    toleranceM: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 10_000,
        description:
          'Metres by which the line may differ from the vessel at any time; 0 or absent: every report',
      }),
    ),
  },
  { additionalProperties: false },
);

function described(): ReturnType<typeof answers> {
  const text = { schema: Type.String() };
  const summary =
    'The track, streamed; no positions when none are stored. A MultiLineString when the vessel was silent in between (over 10 minutes and 5 times its own rhythm) or reported over 20,000 times; the arrays in `properties` are nested as the coordinates are';
  const response = answers(summary, TrackFeature, 400, 422, 503);
  const { description = '', content = {} } = response[200] ?? {};
  const fileTypes = Object.values(files).map(({ type }) => [type.split(';')[0], text]);
  return { ...response, 200: { description, content: { ...content, ...Object.fromEntries(fileTypes) } } };
}

export function trackRoutes(
  app: Gateway,
  ports: Pick<GatewayPorts, 'clock' | 'track' | 'history' | 'recollection'>,
  notes: ReadingNotes,
): void {
  /** What it called itself at the end. */
  async function named(about: TrackAbout, gone: AbortSignal): Promise<TrackAbout> {
    const { mmsi, toMs } = about;
    const [known] = await ports.history.vesselsAt([{ mmsi, atMs: toMs }], toMs, gone);
    const vessel = known && ports.recollection.vessel(known, toMs);
    return { ...about, name: vessel?.name ?? null };
  }

  app.get(
    '/api/v1/vessels/:mmsi/track',
    {
      config: { access: 'history.read', own: true },
      schema: {
        tags: ['vessels'],
        summary: `Where a vessel was; by default in the last 24 hours, at most ${longestDays} days`,
        params: MmsiParams,
        querystring: TrackQuery,
        response: described(),
      },
    },
    async (request, reply) => {
      const { format = 'geojson', toleranceM = 0 } = request.query;
      const { mmsi } = request.params;
      const reader = readerOf(request);
      demand(reader, 'history.read', { mmsi, zones: [] });
      if (format !== 'geojson') demand(reader, 'history.export');
      const span = readInterval(request.query, ports.clock(), longestDays);
      const about: TrackAbout = { mmsi: Number(mmsi), name: null, ...span };
      if (format !== 'geojson')
        await notes.exported(request, `vessel/${mmsi}`, {
          what: 'track',
          format,
          from: instant(span.fromMs),
          to: instant(span.toMs),
        });
      const ask = (untilMs: number): ShownPages => {
        const points = inStretches(ports.track(about.mmsi, span.fromMs, untilMs));
        return toleranceM > 0 ? simplified(points, toleranceM) : points;
      };
      async function* pieces(gone: AbortSignal): AsyncGenerator<string, void, void> {
        if (format === 'geojson') yield* geojsonOf(ask, about);
        else yield* files[format].write(ask(span.toMs), await named(about, gone));
      }
      const body = await streamArchive(request, reply, 'ask for a shorter time', pieces);
      if (format === 'geojson') return reply.type('application/json; charset=utf-8').send(body);
      const name = `havenwacht-${mmsi}.${format}`;
      return reply
        .type(files[format].type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(body);
    },
  );
}
