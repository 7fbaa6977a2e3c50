import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../journeys/server.ts';
import { invite, type Person } from '../people.ts';
import { cookieOf, signIn } from '../sign-in.ts';
import { ask, upgrade } from './ask.ts';

let server: RunningServer;
let ann: Person;
beforeAll(async () => {
  server = await startServer();
  ann = await invite(server, { username: 'ann', roles: ['traffic-controller'] });
});
afterAll(() => server?.stop('SIGKILL'));

const session = (cookie: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}/api/v1/session`, { ...init, headers: { ...init.headers, cookie } });
const signInWith = (cookie: string, { username, password }: Person): Promise<Response> =>
  session(cookie, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
const statusOf = async (cookie: string): Promise<number> => (await session(cookie)).status;
const live = async (cookie: string): Promise<number> =>
  (await ask(server.url, '/api/v1/live', { headers: { ...upgrade, cookie, origin: server.url } })).status;

test('checklist H5: a cookie that was planted before the sign-in is worth nothing after it', async () => {
  const invented = 'havenwacht=chosen-by-the-attacker-0123456789abcdef';
  const after = cookieOf(await signInWith(invented, ann)) ?? '';
  expect(after).not.toBe(invented);
  expect([await statusOf(invented), await statusOf(after)]).toEqual([401, 200]);

  // the attacker plants a session of its own, and is thrown out of it
  const mallory = await invite(server, { username: 'mallory', roles: ['analyst'] });
  const anns = await signInWith(mallory.cookie, ann);
  expect(await anns.json()).toMatchObject({ account: { username: 'ann' } });
  expect(await statusOf(mallory.cookie)).toBe(401);
});

test('checklist H5: the cookie of a session that was signed out is worth nothing, over HTTP and at the WebSocket', async () => {
  const cookie = await signIn(server.url, ann.username, ann.password);
  expect([await statusOf(cookie), await live(cookie)]).toEqual([200, 101]);
  expect((await session(cookie, { method: 'DELETE' })).status).toBe(204);
  expect([await statusOf(cookie), await live(cookie)]).toEqual([401, 401]);
});

test('checklist H5: a new password ends every other session, and the secret that the session had until then', async () => {
  const here = await signIn(server.url, ann.username, ann.password);
  const elsewhere = await signIn(server.url, ann.username, ann.password);
  const changed = await fetch(`${server.url}/api/v1/session/password`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: here },
    body: JSON.stringify({ current: ann.password, password: 'herring-boats-return-3' }),
  });
  const now = cookieOf(changed) ?? '';
  expect([await statusOf(elsewhere), await statusOf(here), await statusOf(now)]).toEqual([401, 401, 200]);
});

test('checklist H5: of an account that is disabled no session and no sign-in is left', async () => {
  const bea = await invite(server, { username: 'bea', roles: ['traffic-controller'] });
  expect(await statusOf(bea.cookie)).toBe(200);
  const patched = await server.fetch(`/api/v1/accounts/${encodeURIComponent(bea.id)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ disabled: true }),
  });
  expect(await patched.json()).toMatchObject({ username: 'bea', disabled: true });
  expect([await statusOf(bea.cookie), await live(bea.cookie)]).toEqual([401, 401]);
  expect((await signInWith('', bea)).status).toBe(401);
});

test('checklist H7: a key works until it is revoked, and never with a part of it', async () => {
  const made = await server.fetch('/api/v1/keys', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'robot', organisation: 'port', roles: ['traffic-controller'], days: 30 }),
  });
  const { key, about } = (await made.json()) as { key: string; about: { id: string; expiresAt: string } };
  const with_ = async (authorization: string): Promise<number> =>
    (await fetch(`${server.url}/api/v1/vessels`, { headers: { authorization } })).status;
  expect(await with_(`Bearer ${key}`)).toBe(200);
  for (const bad of [key.slice(0, -1), `${key}a`, key.toUpperCase(), about.id, `hw_${about.id}_`])
    expect(await with_(`Bearer ${bad}`)).toBe(401);
  expect(await with_(`Basic ${key}`)).toBe(401);
  expect(
    (await server.fetch(`/api/v1/keys/${encodeURIComponent(about.id)}`, { method: 'DELETE' })).status,
  ).toBe(200);
  expect(await with_(`Bearer ${key}`)).toBe(401);
  const list = await (await server.fetch('/api/v1/keys')).text();
  expect(list).toContain(about.id);
  expect(list).not.toContain(key.slice(-20));
});
