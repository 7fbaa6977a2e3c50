import { Type } from 'typebox';
import { ReceiverList } from '../../protocol/receiver.ts';
import type { GatewayPorts } from '../ports.ts';
import { presentReceiver } from '../present.ts';
import type { LineRates } from '../rates.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';

export function receiverRoutes(app: Gateway, ports: Pick<GatewayPorts, 'receivers'>, rates: LineRates): void {
  app.get(
    '/api/v1/receivers',
    {
      config: { access: 'receivers.read' },
      schema: {
        tags: ['receivers'],
        summary: 'Every receiver: state, rate, last heard, clock offset, refused lines by cause, coverage',
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers('All receivers on one page', ReceiverList, 400),
      },
    },
    (_request, reply) =>
      reply.send({
        items: Array.from(ports.receivers(), (tally) => presentReceiver(tally, rates.perS(tally.name))),
        next: null,
      }),
  );
}
