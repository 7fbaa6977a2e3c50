import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestSessions, refusalOf } from '../../../test/access-desks.ts';
import { createWorld, standingZones, type World } from '../../../test/gateway-helpers.ts';
import { readerOfTest } from '../../../test/readers.ts';

let desk: ReturnType<typeof createTestSessions>;
let world: World;
const open = (options: Parameters<typeof createWorld>[0] = {}) =>
  createWorld(options, undefined, standingZones(), { ...desk, sessions: desk.sessions });
beforeEach(async () => {
  desk = createTestSessions();
  world = await open();
});
afterEach(() => world.app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const ask = (
  method: Method,
  path: string,
  body?: object,
  cookie?: string,
  more: Record<string, string> = {},
) =>
  world.app.inject({
    method,
    url: `/api/v1/session${path}`,
    headers: { ...more, ...(cookie === undefined ? {} : { cookie }) },
    ...(body && { payload: body }),
  });
const cookieOf = (answer: LightMyRequestResponse): string => {
  const [cookie] = answer.cookies;
  return `${cookie?.name}=${cookie?.value}`;
};
const signIn = async (username = 'ann'): Promise<string> =>
  cookieOf(await ask('POST', '', { username, password: username }));

test('E1 checklist H5: who signs in gets the secret in a cookie that no script reads, and nowhere else', async () => {
  const answer = await ask('POST', '', { username: 'ann', password: 'ann' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['set-cookie']).toBe(
    'havenwacht=secret-of-session-1-1; Path=/; HttpOnly; SameSite=Strict',
  );
  expect(answer.body).not.toContain('secret-of');
  expect(answer.json()).toMatchObject({
    id: 'session-1',
    account: { username: 'ann', roles: ['harbourmaster'] },
    organisation: { id: 'port', name: 'port', confined: false },
    purpose: 'duty',
    owes: [],
    may: { 'picture.read': 'all' },
    sees: { cargo: 'all' },
  });
  const again = await ask('GET', '', undefined, cookieOf(answer));
  expect(again.json()).toEqual(answer.json());
  expect(desk.calls[0]).toEqual(['signIn', 'ann', { address: '127.0.0.1', agent: 'lightMyRequest' }]);
});

test('E1 with TLS the cookie is bound to this host and to TLS', async () => {
  await world.app.close();
  world = await open({ publicUrl: 'https://watch.port.example' });
  const host = { host: 'watch.port.example' };
  const answer = await ask('POST', '', { username: 'ann', password: 'ann' }, undefined, host);
  expect(answer.headers['set-cookie']).toMatch(
    /^__Host-havenwacht=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const plain = cookieOf(answer).replace('__Host-', '');
  expect((await ask('GET', '', undefined, plain, host)).statusCode).toBe(401);
  expect((await ask('GET', '', undefined, cookieOf(answer), host)).statusCode).toBe(200);
});

test('E2 a refusal is a problem document that says what to do, and when', async () => {
  const body = { username: 'ann', password: 'wrong' };
  const wrong = await ask('POST', '', body);
  expect([wrong.statusCode, wrong.headers['set-cookie']]).toEqual([401, undefined]);
  for (const [refusal, status, detail, retry] of [
    [refusalOf('throttled', { retryAfterS: 37 }), 429, 'it was refused', '37'],
    [refusalOf('busy', { retryAfterS: 2 }), 503, 'it was refused', '2'],
    [refusalOf('invalid', { field: 'password' }), 400, 'password: it was refused', undefined],
    [refusalOf('conflict'), 409, 'it was refused', undefined],
    [refusalOf('unknown'), 404, 'it was refused', undefined],
  ] as const) {
    desk.refuse(refusal);
    const answer = await ask('POST', '', body);
    expect([answer.statusCode, answer.json().detail, answer.headers['retry-after']]).toEqual([
      status,
      detail,
      retry,
    ]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test('E3 a browser that signs in anew leaves the session that it had', async () => {
  const first = await signIn();
  const second = cookieOf(await ask('POST', '', { username: 'bea', password: 'bea' }, first));
  expect((await ask('GET', '', undefined, first)).statusCode).toBe(401);
  expect((await ask('GET', '', undefined, second)).json().account.username).toBe('bea');
  const failed = await ask('POST', '', { username: 'bea', password: 'wrong' }, second);
  expect(failed.statusCode).toBe(401);
  expect((await ask('GET', '', undefined, second)).statusCode).toBe(200);
});

test('E4 who signs out has no session any more, and its cookie is taken back', async () => {
  const cookie = await signIn();
  const answer = await ask('DELETE', '', undefined, cookie);
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect(answer.headers['set-cookie']).toMatch(/^havenwacht=; Max-Age=0; Path=\/; .*HttpOnly/);
  expect((await ask('GET', '', undefined, cookie)).statusCode).toBe(401);
});

test('E5 a session that goes on after a code, a password or a purpose goes on under a new secret', async () => {
  let cookie = await signIn();
  for (const [method, path, body] of [
    ['POST', '/code', { code: '123456' }],
    ['PUT', '/password', { current: 'ann', password: 'a long new password' }],
    ['PUT', '/purpose', { purpose: 'emergency', reason: 'fire at berth 700', minutes: 30 }],
    ['PUT', '/second-factor', { code: '123456' }],
  ] as const) {
    const answer = await ask(method, path, body, cookie);
    expect([path, answer.statusCode]).toEqual([path, 200]);
    expect((await ask('GET', '', undefined, cookie)).statusCode).toBe(401);
    cookie = cookieOf(answer);
    expect((await ask('GET', '', undefined, cookie)).json().id).toBe('session-1');
  }
  expect(desk.calls).toContainEqual(['setPassword', 'ann', 'a long new password']);
  expect(desk.calls).toContainEqual([
    'takePurpose',
    { purpose: 'emergency', reason: 'fire at berth 700', minutes: 30 },
  ]);
  await ask('PUT', '/password', { password: 'the first of its own' }, cookie);
  expect(desk.calls).toContainEqual(['setPassword', null, 'the first of its own']);
});

test('E6 a second factor begins with its secret, as text and as a picture, and ends with recovery codes', async () => {
  const cookie = await signIn();
  const begun = (await ask('POST', '/second-factor', undefined, cookie)).json();
  expect(begun).toMatchObject({ secret: 'JBSWY3DP', uri: 'otpauth://totp/x?secret=JBSWY3DP' });
  expect(begun.qrSvg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[\s\S]*<path[\s\S]*<\/svg>\s*$/);
  expect(begun.qrSvg).not.toMatch(/script|style=|on\w+=/);
  const confirmed = (await ask('PUT', '/second-factor', { code: '123456' }, cookie)).json();
  expect(confirmed).toMatchObject({ recoveryCodes: ['one', 'two'], session: { id: 'session-1' } });
});

test('E7 one sees where one is signed in, and ends a session from another', async () => {
  const here = await signIn();
  await signIn();
  const all = (await ask('GET', '/all', undefined, here)).json();
  expect(all.items.map((s: { id: string; current: boolean }) => [s.id, s.current])).toEqual([
    ['session-1', true],
    ['session-2', false],
  ]);
  expect((await ask('DELETE', '/all/session-2', undefined, here)).statusCode).toBe(204);
  expect((await ask('DELETE', '/all/session-2', undefined, here)).statusCode).toBe(404);
  const other = await signIn('bea');
  expect((await ask('DELETE', '/all/session-1', undefined, other)).statusCode).toBe(404);
  expect((await ask('GET', '', undefined, here)).statusCode).toBe(200);
});

test('E8 a one-time link signs in; a key has no session', async () => {
  expect((await ask('POST', '/link', { token: 'bad' })).statusCode).toBe(401);
  const answer = await ask('POST', '/link', { token: 'good' });
  expect(answer.json().account.username).toBe('invited');
  const key = readerOfTest('robot');
  const keyed = await createWorld({}, undefined, standingZones(), {
    ...desk,
    gatekeeper: {
      ...desk.gatekeeper,
      whoIs: () => ({ ...key, subject: { ...key.subject, kind: 'key', session: null } }),
    },
  });
  const refused = await keyed.app.inject('/api/v1/session');
  expect([refused.statusCode, refused.json().detail]).toEqual([
    403,
    'this is for persons who have signed in',
  ]);
  await keyed.app.close();
});

test('E9 what the disk does not take did not happen: 503, and no cookie', async () => {
  desk.sessions.signIn = () => Promise.reject(new Error('ENOSPC /srv/secret'));
  const answer = await ask('POST', '', { username: 'ann', password: 'ann' });
  expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([503, undefined]);
  expect(answer.body).not.toMatch(/ENOSPC|secret/);
});

test('E10 before anybody signs in the port has a name, and nothing else is said', async () => {
  const answer = await world.app.inject('/api/v1/sign-in');
  expect(answer.json()).toEqual({ port: 'Testhaven', openId: null, demo: true });
});
