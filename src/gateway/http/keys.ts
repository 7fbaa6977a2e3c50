import { Type } from 'typebox';
import type { KeyState } from '../../model/access-desk.ts';
import { KeyCreated, KeyList, KeyView, NewKeyBody } from '../../protocol/access.ts';
import { granted } from '../access/answer.ts';
import { byOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { answers, creates } from './answers.ts';

const tags = ['keys'];
const standardDays = 365;
const presentKey = (key: KeyState): KeyView => ({ ...key, roles: [...key.roles] });

/** Keys of programs, for those who manage them. */
export function keyRoutes(app: Gateway, { keys }: Pick<GatewayPorts, 'keys'>): void {
  app.get(
    '/api/v1/keys',
    {
      config: { access: 'keys.manage' },
      schema: { tags, summary: 'All keys, by name', response: answers('All on one page', KeyList) },
    },
    (_request, reply) => reply.send({ items: keys.list().map(presentKey), next: null }),
  );

  app.post(
    '/api/v1/keys',
    {
      config: { access: 'keys.manage' },
      schema: {
        tags,
        summary: 'A new key, which is shown once',
        body: NewKeyBody,
        response: creates('The key, and what it is for', KeyCreated, 400, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const { days = standardDays, ...key } = request.body;
      const created = await granted(request, keys.create({ ...key, days }, byOf(request)));
      return reply.code(201).send({ key: created.key, about: presentKey(created.about) });
    },
  );

  app.delete(
    '/api/v1/keys/:id',
    {
      config: { access: 'keys.manage' },
      schema: {
        tags,
        summary: 'Revoke a key, at once and for good',
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: answers('The key as it is now', KeyView, 404, 503),
      },
    },
    async (request, reply) => {
      const asked = keys.revoke(request.params.id, byOf(request));
      return reply.send(presentKey((await granted(request, asked)).about));
    },
  );
}
