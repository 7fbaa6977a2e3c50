import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../../lib/address-list.ts';
import type { Credentials, Gatekeeper, Reader } from '../../model/access.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody who is known. */
    reader: Reader | null;
  }
}

/** `__Host-` demands TLS: without it the cookie has a plain name. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-havenwacht' : 'havenwacht';

function credentialsOf({ headers, ip }: FastifyRequest, name: string): Credentials {
  const pair = headers.cookie?.split('; ').find((text) => text.startsWith(`${name}=`));
  const bearer = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
  return {
    cookie: pair === undefined ? null : pair.slice(name.length + 1),
    bearer: bearer ?? null,
    address: plainAddress(ip),
  };
}

/** Finds out who asks, before any route is asked. */
export function identify(app: Gateway, gatekeeper: Gatekeeper, { publicUrl }: { publicUrl: string }): void {
  const name = cookieName(publicUrl);
  app.decorateRequest('reader', null);
  app.addHook('onRequest', async (request) => {
    try {
      request.reader = gatekeeper.whoIs(credentialsOf(request, name));
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
