import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { Gatekeeper, Reader } from '../../model/access.ts';
import type { By, From } from '../../model/access-desk.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import type { SessionCookie } from './cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody who is known. */
    reader: Reader | null;
  }
}

/** Finds out who asks, before any route is asked. */
export function identify(app: Gateway, gatekeeper: Gatekeeper, cookie: SessionCookie): void {
  app.decorateRequest('reader', null);
  app.addHook('onRequest', async (request) => {
    try {
      const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
      const address = plainAddress(request.ip);
      request.reader = gatekeeper.whoIs({ cookie: cookie.read(request), bearer, address });
    } catch (error) {
      // whatever fails here, nobody is let in by it
      request.log.error({ err: error }, 'it could not be found out who asks');
    }
  });
}

/** Who asks, of a route that is not open to everybody. */
export function readerOf({ reader }: FastifyRequest): Reader {
  if (reader === null) throw new ProblemError(401, 'sign in first: POST /api/v1/session, or send a key');
  return reader;
}

/** The name under which something is done. */
export const nameOf = (request: FastifyRequest): string => readerOf(request).subject.name;

/** Id of the session of a person. */
export function sessionOf(request: FastifyRequest): string {
  const { session } = readerOf(request).subject;
  if (session === null) throw new ProblemError(403, 'this is for persons who have signed in');
  return session;
}

const longestAgent = 200;

export const fromOf = ({ ip, headers }: FastifyRequest): From => ({
  address: plainAddress(ip),
  agent: headers['user-agent']?.slice(0, longestAgent) ?? null,
});

export function byOf(request: FastifyRequest): By {
  const { subject } = readerOf(request);
  return { actor: subject, address: plainAddress(request.ip), purpose: subject.purpose };
}
