import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Debt } from '../../src/model/access.ts';
import {
  AccountChangeBody,
  CodeBody,
  LinkBody,
  NewAccountBody,
  NewKeyBody,
  PasswordBody,
  PurposeBody,
  SecurityLevelBody,
  SignInBody,
} from '../../src/protocol/access.ts';
import type { Doorkeeper, Held, Person } from './doorkeeper.ts';

export const problem = (reply: FastifyReply, status: number, detail: string): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: 'Refused', status, detail }));

const base = '/api/v1';
const least = 12;
/** What an authenticator shows in these tests. */
export const firstCode = '492039';
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21"><path fill="#000" d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 9h3v3H9zM15 15h2v4h-2z"/></svg>';

export function sessionRoutes(app: FastifyInstance, keeper: Doorkeeper): void {
  const agentOf = ({ headers }: FastifyRequest): string | null => headers['user-agent'] ?? null;
  const answer = (reply: FastifyReply, held: Held): FastifyReply => reply.send(keeper.view(held));
  function begin(request: FastifyRequest, reply: FastifyReply, person: Person): FastifyReply {
    const owes: Debt[] = [...(person.code === null ? [] : (['code'] as const)), ...person.debts];
    const secret = keeper.begin(person, owes, agentOf(request));
    reply.header('set-cookie', `havenwacht=${secret}; HttpOnly; SameSite=Strict; Path=/`);
    const held = keeper.sessions.get(secret);
    return held ? answer(reply, held) : problem(reply, 500, 'no session');
  }
  const inside =
    <Body>(work: (body: Body, reply: FastifyReply, held: Held, request: FastifyRequest) => FastifyReply) =>
    (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      const held = keeper.of(request.headers.cookie);
      return held === null
        ? problem(reply, 401, 'sign in first')
        : work(request.body as Body, reply, held, request);
    };

  app.get(`${base}/sign-in`, (_request, reply) =>
    reply.send({
      port: 'Port of Antwerp',
      openId: { name: 'Port ID', path: `${base}/open-id` },
      demo: false,
    }),
  );
  app.post(`${base}/session`, { schema: { body: SignInBody } }, (request, reply) => {
    const { username, password } = request.body as Static<typeof SignInBody>;
    const person = keeper.people.get(username);
    if (person?.password !== password || person.disabled)
      return problem(reply, 401, 'name or password is wrong');
    return begin(request, reply, person);
  });
  app.post(`${base}/session/link`, { schema: { body: LinkBody } }, (request, reply) => {
    const { token } = request.body as Static<typeof LinkBody>;
    const person = keeper.links.get(token);
    if (person === undefined) return problem(reply, 401, 'it was used, or is too old');
    keeper.links.delete(token);
    return begin(request, reply, person);
  });
  app.get(
    `${base}/session`,
    inside((_request, reply, held) => answer(reply, held)),
  );
  app.delete(
    `${base}/session`,
    inside((_body, reply, _held, request) => {
      const secret = /havenwacht=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
      keeper.sessions.delete(secret);
      return reply.code(204).send();
    }),
  );
  app.post(
    `${base}/session/code`,
    { schema: { body: CodeBody } },
    inside(({ code }: Static<typeof CodeBody>, reply, held) => {
      if (code !== held.person.code) return problem(reply, 401, 'wrong code');
      held.owes = held.owes.filter((debt) => debt !== 'code');
      return answer(reply, held);
    }),
  );
  app.put(
    `${base}/session/password`,
    { schema: { body: PasswordBody } },
    inside(({ current, password }: Static<typeof PasswordBody>, reply, held) => {
      if (!held.owes.includes('password') && current !== held.person.password)
        return problem(reply, 401, 'the password of now is wrong');
      if (password.length < least)
        return problem(reply, 400, `password: a password needs at least ${least} characters`);
      held.person.password = password;
      held.person.debts = held.person.debts.filter((debt) => debt !== 'password');
      held.owes = held.owes.filter((debt) => debt !== 'password');
      return answer(reply, held);
    }),
  );
  app.post(
    `${base}/session/second-factor`,
    inside((_request, reply) =>
      reply.send({
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/x',
        qrSvg: square,
      }),
    ),
  );
  app.put(
    `${base}/session/second-factor`,
    { schema: { body: CodeBody } },
    inside(({ code }: Static<typeof CodeBody>, reply, held) => {
      if (code !== firstCode) return problem(reply, 401, 'wrong code');
      held.person.code = firstCode;
      held.person.debts = held.person.debts.filter((debt) => debt !== 'second-factor');
      held.owes = held.owes.filter((debt) => debt !== 'second-factor');
      const recoveryCodes = Array.from({ length: 10 }, (_, i) => `k7tq-${i}mzw-p4x${i}-9dfa`);
      return reply.send({ recoveryCodes, session: keeper.view(held) });
    }),
  );
  app.put(
    `${base}/session/purpose`,
    { schema: { body: PurposeBody } },
    inside(({ purpose, minutes = 0 }: Static<typeof PurposeBody>, reply, held) => {
      held.purpose = purpose;
      held.purposeUntil =
        purpose === 'emergency' ? new Date(Date.now() + minutes * 60_000).toISOString() : null;
      return answer(reply, held);
    }),
  );
  app.get(
    `${base}/session/all`,
    inside((_request, reply, own) =>
      reply.send({
        items: [...keeper.sessions.values()]
          .filter(({ person }) => person === own.person)
          .map(({ id, begunAt, agent }) => ({
            ...{ id, begunAt, agent, current: id === own.id, lastSeenAt: begunAt, address: '127.0.0.1' },
          })),
        next: null,
      }),
    ),
  );
  app.delete(
    `${base}/session/all/:id`,
    inside((_body, reply, _held, request) => {
      const { id } = request.params as { id: string };
      for (const [secret, held] of keeper.sessions) if (held.id === id) keeper.sessions.delete(secret);
      return reply.code(204).send();
    }),
  );
}

const now = (): string => new Date().toISOString();

/** Accounts, keys, the audit and the security level. */
export function deskRoutes(app: FastifyInstance, keeper: Doorkeeper): void {
  const find = (id: string): Person | undefined =>
    [...keeper.people.values()].find((person) => keeper.accountOf(person).id === id);
  const invite = (person: Person) => {
    const token = `token-${person.username}-${keeper.links.size}`;
    keeper.links.set(token, person);
    return { account: keeper.accountOf(person), link: `http://127.0.0.1/#link=${token}`, until: now() };
  };
  app.get(`${base}/accounts`, (_request, reply) =>
    reply.send({ items: [...keeper.people.values()].map((p) => keeper.accountOf(p)), next: null }),
  );
  app.post(`${base}/accounts`, { schema: { body: NewAccountBody } }, (request, reply) => {
    const { username, roles } = request.body as Static<typeof NewAccountBody>;
    if (keeper.people.has(username)) return problem(reply, 409, `username: '${username}' is taken`);
    const debts: Debt[] = ['password'];
    const person: Person = { username, roles, debts, password: null, code: null, may: [], sees: [] };
    keeper.admit(person);
    return reply.code(201).send(invite(person));
  });
  app.patch(`${base}/accounts/:id`, { schema: { body: AccountChangeBody } }, (request, reply) => {
    const { id } = request.params as { id: string };
    const person = find(id);
    if (person === undefined) return problem(reply, 404, 'there is no such account');
    const { disabled, roles } = request.body as Static<typeof AccountChangeBody>;
    const changed: Person = { ...person, disabled: disabled ?? false, roles: roles ?? person.roles };
    keeper.admit(changed);
    return reply.send(keeper.accountOf(changed));
  });
  app.post(`${base}/accounts/:id/link`, (request, reply) => {
    const person = find((request.params as { id: string }).id);
    return person === undefined
      ? problem(reply, 404, 'there is no such account')
      : reply.send(invite(person));
  });
  app.delete(`${base}/accounts/:id/sessions`, (_request, reply) => reply.code(204).send());

  app.get(`${base}/keys`, (_request, reply) => reply.send({ items: keeper.keys, next: null }));
  app.post(`${base}/keys`, { schema: { body: NewKeyBody } }, (request, reply) => {
    const { days = 365, ...named } = request.body as Static<typeof NewKeyBody>;
    const about = {
      ...named,
      id: `key/${keeper.keys.length + 1}`,
      createdAt: now(),
      expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      lastUsedAt: null,
      revokedAt: null,
    };
    keeper.keys.push(about);
    return reply.code(201).send({ key: `hw_${keeper.keys.length}_${'s'.repeat(32)}`, about });
  });
  app.delete(`${base}/keys/:id`, (request, reply) => {
    const { id } = request.params as { id: string };
    const at = keeper.keys.findIndex((key) => key.id === id);
    const key = keeper.keys[at];
    if (key === undefined) return problem(reply, 404, 'there is no such key');
    keeper.keys[at] = { ...key, revokedAt: now() };
    return reply.send(keeper.keys[at]);
  });

  app.get(`${base}/audit`, (request, reply) => {
    const { after = 0, limit = 100 } = request.query as { after?: number; limit?: number };
    const behind = keeper.audit.filter(({ seq }) => seq > Number(after));
    return reply.send({ items: behind.slice(0, Number(limit)), next: null });
  });

  app.get(`${base}/audit/export`, (request, reply) => {
    const { from, to } = request.query as { from: string; to: string };
    return reply.header('content-disposition', 'attachment').send(`from ${from} to ${to}\n`);
  });

  app.get(`${base}/security-level`, (_request, reply) => reply.send(keeper.level));
  app.put(`${base}/security-level`, { schema: { body: SecurityLevelBody } }, (request, reply) => {
    const { level, reason } = request.body as Static<typeof SecurityLevelBody>;
    const by = keeper.of(request.headers.cookie)?.person.username ?? null;
    keeper.level = { ...keeper.level, port: { level, reason, by, since: now() } };
    return reply.send(keeper.level);
  });
}
