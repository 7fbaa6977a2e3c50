import {
  CodeBody,
  LinkBody,
  PasswordBody,
  PurposeBody,
  SessionView,
  SignInBody,
} from '../../protocol/access.ts';
import type { Admission } from '../access/admission.ts';
import { granted, presentSession, recorded } from '../access/answer.ts';
import type { SessionCookie } from '../access/cookie.ts';
import { byOf, fromOf, readerOf, sessionOf } from '../access/reader.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers, ends } from './answers.ts';

const tags = ['session'];
const session = (...statuses: readonly number[]) =>
  answers(
    'The session as it is now, with its cookie',
    SessionView,
    400,
    401,
    403,
    413,
    415,
    503,
    ...statuses,
  );

/** Signing in and out, and what a session may ask for itself. */
export function sessionRoutes(
  app: Gateway,
  { sessions }: Pick<GatewayPorts, 'sessions'>,
  { admission, cookie }: { readonly admission: Admission; readonly cookie: SessionCookie },
): void {
  app.post(
    '/api/v1/session',
    {
      config: { access: 'open' },
      schema: { tags, summary: 'Sign in with name and password', body: SignInBody, response: session(429) },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      const admitted = await granted(request, sessions.signIn(username, password, fromOf(request)));
      return reply.send(await admission.begin(request, reply, admitted));
    },
  );

  app.post(
    '/api/v1/session/link',
    {
      config: { access: 'open' },
      schema: { tags, summary: 'Sign in with a one-time link', body: LinkBody, response: session(429) },
    },
    async (request, reply) => {
      const admitted = await granted(request, sessions.signInByLink(request.body.token, fromOf(request)));
      return reply.send(await admission.begin(request, reply, admitted));
    },
  );

  app.get(
    '/api/v1/session',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Who is signed in, what it may do and what it owes',
        response: answers('The session', SessionView, 401, 403),
      },
    },
    (request, reply) => {
      const state = sessions.state(sessionOf(request));
      // it ended while this was on its way
      if (state === null) throw new ProblemError(401, 'the session has ended; sign in again');
      return reply.send(presentSession(state, readerOf(request)));
    },
  );

  app.delete(
    '/api/v1/session',
    {
      config: { access: 'session' },
      schema: { tags, summary: 'Sign out', response: ends('Signed out', 401, 403, 503) },
    },
    async (request, reply) => {
      const current = sessionOf(request);
      await recorded(request, sessions.end(readerOf(request).subject.id, current, byOf(request)));
      cookie.clear(reply);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/v1/session/code',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'The code of the second factor, or a recovery code',
        body: CodeBody,
        response: session(409, 429),
      },
    },
    async (request, reply) => {
      const asked = sessions.proveCode(sessionOf(request), request.body.code, fromOf(request));
      return reply.send(admission.goOn(request, reply, await granted(request, asked)));
    },
  );

  app.put(
    '/api/v1/session/password',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'A new password; the other sessions of the account end',
        body: PasswordBody,
        response: session(409, 429),
      },
    },
    async (request, reply) => {
      const { current = null, password } = request.body;
      const asked = sessions.setPassword(sessionOf(request), current, password, fromOf(request));
      return reply.send(admission.goOn(request, reply, await granted(request, asked)));
    },
  );

  app.put(
    '/api/v1/session/purpose',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary:
          'Another purpose; `emergency` breaks the glass: for a reason, for a time, and told to others',
        body: PurposeBody,
        response: session(409),
      },
    },
    async (request, reply) => {
      const asked = sessions.takePurpose(sessionOf(request), request.body, fromOf(request));
      return reply.send(admission.goOn(request, reply, await granted(request, asked)));
    },
  );
}
