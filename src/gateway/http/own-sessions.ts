import { Type } from 'typebox';
import { SessionList } from '../../protocol/access.ts';
import { recorded } from '../access/answer.ts';
import { byOf, readerOf, sessionOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers, ends } from './answers.ts';

const tags = ['session'];

/** Where one is signed in besides, and the way to end it from here. */
export function ownSessionRoutes(app: Gateway, { sessions }: Pick<GatewayPorts, 'sessions'>): void {
  app.get(
    '/api/v1/session/all',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Sessions of the account, latest first',
        response: answers('All of them on one page', SessionList, 401, 403),
      },
    },
    (request, reply) => {
      const current = sessionOf(request);
      const all = sessions.of(readerOf(request).subject.id);
      return reply.send({ items: all.map((s) => ({ ...s, current: s.id === current })), next: null });
    },
  );

  app.delete(
    '/api/v1/session/all/:id',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'End one of them',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: ends('It has ended', 401, 403, 404, 503),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const ended = sessions.end(readerOf(request).subject.id, id, byOf(request));
      if (!(await recorded(request, ended))) throw new ProblemError(404, `id: you have no session '${id}'`);
      return reply.code(204).send();
    },
  );
}
