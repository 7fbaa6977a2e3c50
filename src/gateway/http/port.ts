import { Type } from 'typebox';
import { PortView, ZoneCollection, ZoneFeature } from '../../protocol/port.ts';
import type { GatewayOptions } from '../options.ts';
import type { GatewayPorts } from '../ports.ts';
import { presentZone } from '../present.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

const nothing = Type.Object({}, { additionalProperties: false });

/** The port itself and its zones; both stay as they are while the server runs. */
export function portRoutes(
  app: Gateway,
  options: Pick<GatewayOptions, 'baseMap'>,
  ports: Pick<GatewayPorts, 'port' | 'demo'>,
): void {
  const zones = new Map(ports.port.zones.map((zone) => [zone.id, presentZone(zone)]));
  const collection = { type: 'FeatureCollection', features: [...zones.values()], next: null };

  app.get(
    '/api/v1/port',
    {
      schema: {
        tags: ['port'],
        summary: 'What a map needs first',
        querystring: nothing,
        response: answers('The port', PortView, 400),
      },
    },
    (_request, reply) => {
      const { name, note, bbox } = ports.port;
      return reply.send({ name, note, bbox, demo: ports.demo(), baseMap: options.baseMap });
    },
  );

  app.get(
    '/api/v1/zones',
    {
      schema: {
        tags: ['port'],
        summary: 'All zones with their rules',
        querystring: nothing,
        response: answers('All zones on one page', ZoneCollection, 400),
      },
    },
    (_request, reply) => reply.send(collection),
  );

  app.get(
    '/api/v1/zones/:id',
    {
      schema: {
        tags: ['port'],
        summary: 'One zone',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: answers('The zone as a Feature', ZoneFeature, 404),
      },
    },
    (request, reply) => {
      const zone = zones.get(request.params.id);
      if (!zone) throw new ProblemError(404, `id: the port has no zone '${request.params.id}'`);
      return reply.send(zone);
    },
  );
}
