import type { CookieSerializeOptions } from '@fastify/cookie';
import { Type } from 'typebox';
import { plainAddress } from '../../lib/address-list.ts';
import type { NotVouched, OpenIdDesk } from '../../model/openid-desk.ts';
import type { Admission } from '../access/admission.ts';
import { granted, recorded } from '../access/answer.ts';
import { fromOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { problems } from './answers.ts';

export const openIdPath = '/api/v1/session/openid';
export const openIdCallback = `${openIdPath}/callback`;

const statusOf: Readonly<Record<NotVouched['cause'], number>> = {
  credentials: 401,
  'not-entitled': 403,
  unavailable: 503,
  busy: 503,
};
const problemOf = ({ cause, detail }: NotVouched): ProblemError => new ProblemError(statusOf[cause], detail);
const tags = ['session'];

/** Sign-in at a provider of OpenID Connect: two steps of a browser, there and back. */
export function openIdRoutes(
  app: Gateway,
  { openId, sessions }: Pick<GatewayPorts, 'sessions'> & { readonly openId: OpenIdDesk },
  { admission, publicUrl }: { readonly admission: Admission; readonly publicUrl: string },
): void {
  const secure = publicUrl.startsWith('https:');
  const cookie = secure ? '__Host-havenwacht-openid' : 'havenwacht-openid';
  // lax: the way back begins on the provider's page, and a strict cookie would stay behind
  const flags: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure };

  app.get(
    openIdPath,
    {
      config: { access: 'open' },
      schema: {
        tags,
        summary: 'Sends the browser to the OpenID provider',
        response: { 302: { description: 'To the provider' }, ...problems(429, 503) },
      },
    },
    (_request, reply) => {
      const begun = openId.begin();
      if (begun.outcome === 'refused') throw problemOf(begun);
      reply.setCookie(cookie, begun.ticket, { ...flags, maxAge: openId.ticketS });
      return reply.redirect(begun.url, 302);
    },
  );

  app.get(
    openIdCallback,
    {
      config: { access: 'open' },
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
      const [, query = ''] = request.url.split('?', 2);
      const ticket = request.cookies[cookie] ?? null;
      const vouched = await recorded(request, openId.finish(ticket, query, plainAddress(request.ip)));
      if (vouched.outcome === 'refused') throw problemOf(vouched);
      const admitted = await granted(request, sessions.signInFederated(vouched.who, fromOf(request)));
      await admission.begin(request, reply, admitted);
      return reply.redirect('/', 302);
    },
  );
}
