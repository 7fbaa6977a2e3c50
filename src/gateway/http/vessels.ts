import { Type } from 'typebox';
import type { Vessel } from '../../model/vessel.ts';
import { Mmsi } from '../../protocol/common.ts';
import { VesselCollection, VesselDetail } from '../../protocol/vessel.ts';
import { toCursor } from '../cursor.ts';
import type { GatewayPorts } from '../ports.ts';
import { presentDetail, presentFeature } from '../present.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { localReader, shownZone } from '../zones/visible.ts';
import { answers } from './answers.ts';
import { readVesselQuery, VesselQuery } from './vessel-query.ts';

export const MmsiParams = Type.Object({ mmsi: Mmsi });

/** The live picture: all of it by pages in order of MMSI, or one vessel. */
export function vesselRoutes(app: Gateway, ports: Pick<GatewayPorts, 'clock' | 'picture' | 'zones'>): void {
  const isZone = (id: string): boolean => shownZone(ports.zones, id, localReader) !== null;

  app.get(
    '/api/v1/vessels',
    {
      schema: {
        tags: ['vessels'],
        summary: 'The live picture',
        querystring: VesselQuery,
        response: answers('Vessels in order of MMSI', VesselCollection, 400),
      },
    },
    (request, reply) => {
      const { after, limit, matches } = readVesselQuery(request.query, isZone);
      const found: Vessel[] = [];
      for (const vessel of ports.picture.all())
        if (vessel.mmsi > after && matches(vessel)) found.push(vessel);
      found.sort((a, b) => a.mmsi - b.mmsi);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const nowMs = ports.clock();
      return reply.send({
        type: 'FeatureCollection',
        features: page.map((vessel) => presentFeature(vessel, nowMs)),
        next: last && found.length > limit ? toCursor(last.mmsi) : null,
      });
    },
  );

  app.get(
    '/api/v1/vessels/:mmsi',
    {
      schema: {
        tags: ['vessels'],
        summary: 'One vessel, with the evidence of its hazard and the receivers that hear it',
        params: MmsiParams,
        response: answers('The vessel as a Feature', VesselDetail, 400, 404),
      },
    },
    (request, reply) => {
      const vessel = ports.picture.get(Number(request.params.mmsi));
      if (!vessel) throw new ProblemError(404, `mmsi: no vessel ${request.params.mmsi} in the live picture`);
      return reply.send(presentDetail(vessel, ports.clock()));
    },
  );
}
