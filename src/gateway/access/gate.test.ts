import fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';
import type { Reader } from '../../model/access.ts';
import { frameTypes } from '../live/parse.ts';
import { answerProblems } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { demandDeclared } from './frames.ts';
import { guard } from './gate.ts';

let world: World;
afterEach(async () => world?.app.close());

const asking = async (
  reader: Reader | null,
  url = '/api/v1/vessels',
  headers: Record<string, string> = {},
) => {
  world ??= await createWorld();
  world.reader = reader;
  return world.app.inject({ url, headers, remoteAddress: '127.0.0.1' });
};
const fresh = async () => {
  world = await createWorld();
  return world;
};

test('checklist H8: a route that does not declare who may ask it keeps the server from starting, and is named', async () => {
  const app = fastify() as unknown as Gateway;
  app.decorateRequest('reader', null);
  guard(app, { record: () => Promise.reject(new Error('not asked')) });
  app.get('/declared', { config: { access: 'open' } }, async () => 'yes');
  await app.register(async (scope) => {
    scope.get('/forgotten', async () => 'secret');
  });
  await expect(app.ready()).rejects.toThrow('GET /forgotten');
});

test('O28 a frame that does not declare what it asks for keeps the server from starting, and is named', () => {
  expect(() => demandDeclared(frameTypes)).not.toThrow();
  expect(() => demandDeclared([...frameTypes, 'forgotten', 'toString'])).toThrow(
    'frames forgotten, toString',
  );
});

test('O10 a route without a policy answers nobody, even before anything found that out', async () => {
  const app = fastify() as unknown as Gateway;
  answerProblems(app);
  app.decorateRequest('reader', null);
  app.addHook('onRequest', async (request) => {
    request.reader = readerOfTest();
  });
  guard(app, { record: () => Promise.reject(new Error('not asked')) });
  app.get('/forgotten', async () => 'secret');
  const answer = await app.inject('/forgotten').catch((error: Error) => error.message);
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(String(answer)).toContain('no access is declared');
});

test('O11 nobody who is known is asked to sign in; who is known and may not is told which permission is missing', async () => {
  await fresh();
  const nobody = await asking(null);
  expect([nobody.statusCode, nobody.json().detail]).toEqual([
    401,
    'sign in first: POST /api/v1/session, or send a key',
  ]);
  const auditor = await asking(readerOfTest('ada', { may: ['audit.read'] }));
  expect([auditor.statusCode, auditor.json().detail]).toEqual([
    403,
    "the permission 'picture.read' is missing",
  ]);
  expect((await asking(readerOfTest('bo', { may: ['picture.read'] }))).statusCode).toBe(200);
});

test('O12 a denial is written down with who, what and from where, and stays one when the disk refuses', async () => {
  await fresh();
  const ada = readerOfTest('ada', { may: ['audit.read'] });
  await asking(ada, '/api/v1/vessels?q=secret');
  expect(world.audit.entries).toMatchObject([
    {
      action: 'request.denied',
      actor: { id: 'account/ada', name: 'ada', organisation: 'port' },
      address: '127.0.0.1',
      purpose: 'duty',
      object: null,
      outcome: 'denied',
      detail: { method: 'GET', path: '/api/v1/vessels', detail: "the permission 'picture.read' is missing" },
    },
  ]);
  await asking(null);
  expect(world.audit.entries).toHaveLength(1);
  world.audit.refuses = true;
  expect((await asking(ada)).statusCode).toBe(403);
});

test('O13 who owes something is told so, and may do nothing', async () => {
  await fresh();
  const reader = readerOfTest('cy');
  const owing: Reader = {
    ...reader,
    subject: { ...reader.subject, owes: ['code', 'password'] },
    may: () => 'none',
  };
  const answer = await asking(owing);
  expect([answer.statusCode, answer.json().detail]).toEqual([403, 'first the session owes: code, password']);
});

test('O14 a reach of own opens a route that holds what is asked for against it, and no other', async () => {
  await fresh();
  const own: Reader = { ...readerOfTest('tom', { areas: ['dock-1'] }), may: () => 'own' };
  expect((await asking(own, '/api/v1/history/visits?zone=dock-1')).statusCode).toBe(200);
  const density = await asking(own, '/api/v1/history/density?bbox=4,51,5,52');
  expect([density.statusCode, density.json().detail]).toEqual([
    403,
    "the permission 'history.read' is missing beyond the organisation's own areas and vessels",
  ]);
});

test('O15 metrics are for programs on this machine, and not through a proxy on it; others need the permission', async () => {
  await fresh();
  expect((await asking(null, '/metrics')).statusCode).toBe(200);
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
    expect((await asking(null, '/metrics', { [name]: '127.0.0.1' })).statusCode).toBe(401);
  const far = (reader: Reader | null) => {
    world.reader = reader;
    return world.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' });
  };
  expect((await far(null)).statusCode).toBe(401);
  expect((await far(readerOfTest('x', { may: ['picture.read'] }))).statusCode).toBe(403);
  expect((await far(readerOfTest('x', { may: ['metrics.read'] }))).statusCode).toBe(200);
});

test('O16 that the server is ready is told to all, what is degraded only here and to who is known', async () => {
  await fresh();
  world.degraded = [{ part: 'archive', detail: 'the database is away' }];
  const seen = async (reader: Reader | null, remoteAddress: string) => {
    world.reader = reader;
    return (await world.app.inject({ url: '/readyz', remoteAddress })).json();
  };
  expect(await seen(null, '192.0.2.7')).toEqual({ ready: true });
  expect(await seen(null, '127.0.0.1')).toHaveProperty('degraded');
  expect(await seen(readerOfTest('x', { may: [] }), '192.0.2.7')).toHaveProperty('degraded');
  expect((await world.app.inject({ url: '/healthz', remoteAddress: '192.0.2.7' })).json()).toEqual({
    alive: true,
  });
});

test('O11 what nobody knows is not there, whoever asks', async () => {
  await fresh();
  expect((await asking(null, '/api/v1/nothing')).statusCode).toBe(404);
});
