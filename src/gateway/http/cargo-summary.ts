import { Type } from 'typebox';
import { CargoSummaryView } from '../../protocol/cargo.ts';
import { seesField } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import { presentSummary } from '../cargo/present.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { shownZones } from '../zones/visible.ts';
import { answers } from './answers.ts';

export function cargoSummaryRoute(
  app: Gateway,
  { cargoSummary, zones }: Pick<GatewayPorts, 'cargoSummary' | 'zones'>,
): void {
  app.get(
    '/api/v1/cargo/summary',
    {
      config: { access: 'picture.read', sees: 'cargo' },
      schema: {
        tags: ['cargo'],
        summary: 'Hazardous vessels now in the port: by state, class, cones and zone, with persons on board',
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers('Counts of the live picture', CargoSummaryView, 400, 403),
      },
    },
    (request, reply) => {
      const reader = readerOf(request);
      return reply.send(
        presentSummary(cargoSummary(), shownZones(zones, reader), seesField(reader, 'persons')),
      );
    },
  );
}
