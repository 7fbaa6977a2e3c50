import { PostedView } from '../../protocol/receiver.ts';
import { Forbidden } from '../access/permission.ts';
import { readerOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { badField, ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { takes } from './answers.ts';

const types = ['text/plain', 'application/octet-stream'];

/**
 * Lines of a receiver that reaches the server over HTTP alone. In a scope of its own, because it reads bodies that no other route takes: a page
 * of another site can send them too, so a cookie does not count here.
 */
export async function nmeaRoute(app: Gateway, { posted }: Pick<GatewayPorts, 'posted'>): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(types, { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
    scope.addContentTypeParser('*', async () => {
      throw new ProblemError(415, `content-type: ${types.join(' or ')}`);
    });
    scope.post(
      '/api/v1/nmea',
      {
        config: { access: 'nmea.send' },
        schema: {
          tags: ['receivers'],
          summary: 'Takes NMEA lines of a receiver, with the key of a program; it is named after the key',
          consumes: types,
          response: takes('What became of the lines', PostedView, 400, 401, 403, 413, 415, 429),
        },
      },
      async (request, reply) => {
        if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
          throw new ProblemError(415, 'content-encoding: lines are taken as they are, not compressed');
        if (!Buffer.isBuffer(request.body)) throw badField('body', 'empty');
        const { subject } = readerOf(request);
        if (subject.kind !== 'key') throw new Forbidden('a session may not send NMEA; send a key');
        return reply.code(202).send(posted.take(`key/${subject.name}`, request.body));
      },
    );
  });
}
