import { Type } from 'typebox';
import { PortView } from '../../protocol/port.ts';
import type { GatewayOptions } from '../options.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

const nothing = Type.Object({}, { additionalProperties: false });

/** The port itself; it stays as it is while the server runs. */
export function portRoutes(
  app: Gateway,
  options: Pick<GatewayOptions, 'baseMap'>,
  ports: Pick<GatewayPorts, 'port' | 'demo'>,
): void {
  app.get(
    '/api/v1/port',
    {
      config: { access: ['picture.read', 'history.read', 'zones.read'] },
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
}
