import { SignInOptions } from '../../protocol/access.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Gateway } from '../server.ts';
import { answers } from './answers.ts';
import { openIdPath } from './openid.ts';

/** What may be known before anybody has signed in, and nothing more. */
export function signInRoute(
  app: Gateway,
  { port, demo, openId: desk }: Pick<GatewayPorts, 'port' | 'demo' | 'openId'>,
): void {
  const openId = desk && { name: desk.name, path: openIdPath };
  app.get(
    '/api/v1/sign-in',
    {
      config: { access: 'open' },
      schema: {
        tags: ['session'],
        summary: 'What the sign-in page needs to know',
        response: answers('Name of the port, and ways to sign in', SignInOptions),
      },
    },
    (_request, reply) => reply.send({ port: port.name, openId, demo: demo() }),
  );
}
