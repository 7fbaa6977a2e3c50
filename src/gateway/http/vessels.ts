import { Type } from 'typebox';
import { instant } from '../../lib/instant.ts';
import type { Vessel } from '../../model/vessel.ts';
import { Instant, Mmsi } from '../../protocol/common.ts';
import { VesselCollection, VesselDetail } from '../../protocol/vessel.ts';
import { type ReadingNotes, watchedFields } from '../access/audited.ts';
import { discloserOf, discloserThen, fieldsIn } from '../access/disclosure.ts';
import { demand } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { askArchive } from '../asking.ts';
import { toCursor } from '../cursor.ts';
import { pictureThen, readMoment } from '../history/picture-then.ts';
import type { GatewayPorts } from '../ports.ts';
import { presentDetail, presentFeature } from '../present.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';
import { readVesselQuery, VesselQuery } from './vessel-query.ts';

export const MmsiParams = Type.Object({ mmsi: Mmsi });

/** The archive cannot be asked for less of a moment: only later. */
const narrower = 'ask again when the archive has less to do';
const pastNote =
  'With `at` the picture that there was then: the latest positions of those that it still showed, what vessels had said and what had been declared by then. Trust is not judged for the past; `origins` say since when something was told.';

/** The picture now, or at a time: all of it by pages in order of MMSI, or one vessel. */
export function vesselRoutes(
  app: Gateway,
  ports: Pick<GatewayPorts, 'clock' | 'picture' | 'zones' | 'history' | 'recollection'>,
  notes: ReadingNotes,
): void {
  /** All that match, behind a vessel; in order of MMSI. */
  function liveAfter(after: number, matches: (vessel: Vessel) => boolean): Vessel[] {
    const found: Vessel[] = [];
    for (const vessel of ports.picture.all()) if (vessel.mmsi > after && matches(vessel)) found.push(vessel);
    return found.sort((a, b) => a.mmsi - b.mmsi);
  }
  app.get(
    '/api/v1/vessels',
    {
      config: { access: 'picture.read' },
      schema: {
        tags: ['vessels'],
        summary: 'The live picture, or with `at` that of a time',
        description: pastNote,
        querystring: VesselQuery,
        response: answers('Vessels in order of MMSI', VesselCollection, 400, 422, 503),
      },
    },
    async (request, reply) => {
      const reader = readerOf(request);
      const { after, limit, matches } = readVesselQuery(request.query, reader, ports.zones);
      const { at } = request.query;
      if (at !== undefined) demand(reader, 'history.read');
      await notes.read(request, 'vessels', watchedFields(reader));
      const nowMs = ports.clock();
      const atMs = at === undefined ? nowMs : readMoment(at, nowMs);
      const disclosing =
        at === undefined ? discloserOf(reader, ports.zones) : discloserThen(reader, ports.zones);
      const found =
        at === undefined
          ? liveAfter(after, matches)
          : await askArchive(request, reply, narrower, (gone) =>
              pictureThen(atMs, ports, gone).find(after, limit, matches),
            );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return reply.send({
        type: 'FeatureCollection',
        ...(at !== undefined && { at: instant(atMs) }),
        features: page.map((vessel) => presentFeature(vessel, atMs, disclosing(vessel))),
        next: last && found.length > limit ? toCursor(last.mmsi) : null,
      });
    },
  );

  app.get(
    '/api/v1/vessels/:mmsi',
    {
      config: { access: 'picture.read' },
      schema: {
        tags: ['vessels'],
        summary:
          'One vessel, with the evidence of its hazard and the receivers that hear it; with `at` as it was',
        description: pastNote,
        params: MmsiParams,
        querystring: Type.Object({ at: Type.Optional(Instant) }, { additionalProperties: false }),
        response: answers('The vessel as a Feature', VesselDetail, 400, 404, 422, 503),
      },
    },
    async (request, reply) => {
      const { mmsi } = request.params;
      const { at } = request.query;
      const reader = readerOf(request);
      if (at !== undefined) demand(reader, 'history.read', { mmsi, zones: [] });
      const nowMs = ports.clock();
      if (at === undefined) {
        const vessel = ports.picture.get(Number(mmsi));
        if (!vessel) throw new ProblemError(404, `mmsi: no vessel ${mmsi} in the live picture`);
        const disclosure = discloserOf(reader, ports.zones)(vessel);
        await notes.read(request, `vessel/${mmsi}`, fieldsIn(disclosure));
        return reply.send(presentDetail(vessel, nowMs, disclosure));
      }
      const atMs = readMoment(at, nowMs);
      const vessel = await askArchive(request, reply, narrower, (gone) =>
        pictureThen(atMs, ports, gone).get(Number(mmsi)),
      );
      if (!vessel) throw new ProblemError(404, `mmsi: no vessel ${mmsi} in the picture of ${instant(atMs)}`);
      const disclosure = discloserThen(reader, ports.zones)(vessel);
      await notes.read(request, `vessel/${mmsi}`, fieldsIn(disclosure));
      return reply.send({ ...presentDetail(vessel, atMs, disclosure), at: instant(atMs) });
    },
  );
}
