import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { plainAddress } from '../../lib/address-list.ts';
import type { Admitted, NotVouched, OpenIdDesk, RefusalCause, SessionDesk } from '../../model/access-desk.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { problems } from './answers.ts';

export const openIdPath = '/api/v1/session/openid';
export const openIdCallback = `${openIdPath}/callback`;

export interface OpenIdDoor {
  readonly openId: OpenIdDesk;
  readonly sessions: Pick<SessionDesk, 'signInFederated'>;
  /** Sets the cookie of the session that begins. */
  readonly admit: (request: FastifyRequest, reply: FastifyReply, admitted: Admitted) => Promise<unknown>;
}

const statusOf: Readonly<Record<NotVouched['cause'] | RefusalCause, number>> = {
  credentials: 401,
  'not-entitled': 403,
  unavailable: 503,
  busy: 503,
  throttled: 429,
  invalid: 403,
  unknown: 403,
  conflict: 403,
};
const longestAgent = 200;
const tags = ['session'];

/** Sign-in at a provider of OpenID Connect: two steps of a browser, there and back. */
export function openIdRoutes(
  app: Gateway,
  { openId, sessions, admit }: OpenIdDoor,
  { publicUrl }: { readonly publicUrl: string },
): void {
  const secure = publicUrl.startsWith('https:');
  const cookie = secure ? '__Host-havenwacht-openid' : 'havenwacht-openid';
  // lax: the way back begins on the provider's page, and a strict cookie would stay behind
  const flags: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure };

  app.get(
    openIdPath,
    {
      schema: {
        tags,
        summary: 'Sends the browser to the OpenID provider',
        response: { 302: { description: 'To the provider' }, ...problems(503) },
      },
    },
    (_request, reply) => {
      const begun = openId.begin();
      if (begun.outcome === 'refused') throw new ProblemError(statusOf[begun.cause], begun.detail);
      reply.setCookie(cookie, begun.ticket, { ...flags, maxAge: openId.ticketS });
      return reply.redirect(begun.url, 302);
    },
  );

  app.get(
    openIdCallback,
    {
      schema: {
        tags,
        summary: 'Where the provider sends the browser back to: begins a session',
        querystring: Type.Record(Type.String(), Type.Unknown()),
        response: {
          302: { description: 'To the console, with the cookie of a session' },
          ...problems(401, 403, 429, 503),
        },
      },
    },
    async (request, reply) => {
      reply.clearCookie(cookie, flags);
      const address = plainAddress(request.ip);
      const [, query = ''] = request.url.split('?', 2);
      const vouched = await openId.finish(request.cookies[cookie] ?? null, query, address);
      if (vouched.outcome === 'refused') throw new ProblemError(statusOf[vouched.cause], vouched.detail);
      const agent = request.headers['user-agent']?.slice(0, longestAgent) ?? null;
      const admitted = await sessions.signInFederated(vouched.who, { address, agent });
      if (admitted.outcome === 'refused') throw new ProblemError(statusOf[admitted.cause], admitted.detail);
      await admit(request, reply, admitted);
      return reply.redirect('/', 302);
    },
  );
}
