import { TOTP } from 'otpauth';
import { afterEach, expect, test } from 'vitest';
import type { Debt } from '../../src/model/access.ts';
import { tokenOf } from '../people.ts';
import { until } from '../receiving.ts';
import { askToSignIn, cookieOf } from '../sign-in.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer | null = null;
afterEach(async () => {
  await server?.stop('SIGKILL');
  server = null;
});

interface Seen {
  readonly status: number;
  readonly owes: readonly Debt[];
  readonly may: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** A browser: it keeps the cookie that it was given last. */
function browserAt(url: string) {
  let cookie = '';
  return async (method: string, path: string, body?: object): Promise<Seen> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    cookie = cookieOf(answer) ?? cookie;
    const text = await answer.text();
    return { ...(text === '' ? {} : JSON.parse(text)), status: answer.status };
  };
}
const password = 'ebb-tide-at-the-lock-4';

test('E20 a first start shows a link that works once, leads through password and second factor, and is gone with the password', async () => {
  const first = await startServer({ env: { HW_ADMIN_PASSWORD: '', HW_SECOND_FACTOR: '' }, signIn: false });
  server = first;
  const { dataDir, url } = first;
  const linkOf = (line: string): string | undefined => (JSON.parse(line) as { link?: string }).link;
  await until(() => first.log.some((line) => line.includes('#link=')));
  const link =
    first.log
      .filter((line) => line.startsWith('{'))
      .map(linkOf)
      .find(Boolean) ?? '';
  expect(link.startsWith(`${url}/#link=`)).toBe(true);

  const ask = browserAt(url);
  expect((await ask('GET', '/vessels')).status).toBe(401);
  const token = tokenOf(link);
  const linked = await ask('POST', '/session/link', { token });
  expect([linked.status, linked.owes]).toEqual([200, ['password', 'second-factor']]);
  expect(new Set(Object.values(linked.may))).toEqual(new Set(['none']));
  expect((await ask('GET', '/vessels')).status).toBe(403);
  expect((await browserAt(url)('POST', '/session/link', { token })).status).toBe(401);

  expect((await ask('PUT', '/session/password', { password: 'short' })).status).toBe(400);
  expect((await ask('PUT', '/session/password', { password })).owes).toEqual(['second-factor']);
  const { secret } = (await ask('POST', '/session/second-factor')) as unknown as { secret: string };
  const totp = new TOTP({ secret: String(secret) });
  const confirmed = await ask('PUT', '/session/second-factor', { code: totp.generate() });
  expect(confirmed['recoveryCodes']).toHaveLength(10);
  expect((await ask('GET', '/vessels')).status).toBe(200);

  await first.stop();
  server = await startServer({
    env: { HW_ADMIN_PASSWORD: '', HW_SECOND_FACTOR: '' },
    dataDir,
    signIn: false,
  });
  expect(server.log.join()).not.toContain('#link=');
  const again = browserAt(server.url);
  expect((await again('POST', '/session', { username: 'admin', password })).owes).toEqual(['code']);
  expect((await again('GET', '/vessels')).status).toBe(403);
  const [recovery] = confirmed['recoveryCodes'] as string[];
  expect((await again('POST', '/session/code', { code: recovery })).owes).toEqual([]);
  expect((await again('GET', '/vessels')).status).toBe(200);
});

test('E21 with HW_ADMIN_PASSWORD there is no link; nobody is told which of name and password was wrong', async () => {
  server = await startServer();
  expect(server.log.join()).not.toContain('#link=');
  const said = async (username: string): Promise<unknown[]> => {
    const answer = await askToSignIn(server?.url ?? '', username, 'not-the-password-9');
    return [answer.status, await answer.json(), [...answer.headers.keys()].sort()];
  };
  expect(await said('admin')).toEqual(await said('nobody'));
});

test('E22 the administrator makes, changes, signs out and lets back in; the last one cannot shut the door on itself', async () => {
  server = await startServer();
  const admin = async (method: string, path: string, body?: object) => {
    const answer = await server?.fetch(`/api/v1${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = (await answer?.text()) ?? '';
    return { status: answer?.status, body: text === '' ? null : JSON.parse(text) };
  };
  const made = await admin('POST', '/accounts', {
    username: 'bea',
    organisation: 'port',
    roles: ['traffic-controller'],
  });
  expect(made).toMatchObject({ status: 201, body: { account: { username: 'bea', secondFactor: false } } });
  expect(
    (await admin('POST', '/accounts', { username: 'bea', organisation: 'port', roles: ['analyst'] })).status,
  ).toBe(409);
  expect(
    (await admin('POST', '/accounts', { username: 'Bea!', organisation: 'port', roles: ['analyst'] })).status,
  ).toBe(400);

  const bea = browserAt(server.url);
  await bea('POST', '/session/link', { token: tokenOf(made.body.link) });
  expect((await bea('PUT', '/session/password', { password })).owes).toEqual([]);
  expect((await bea('GET', '/accounts')).status).toBe(403);
  expect((await admin('DELETE', '/accounts/bea/sessions')).status).toBe(204);
  expect((await bea('GET', '/session')).status).toBe(401);

  expect((await bea('POST', '/session', { username: 'bea', password })).status).toBe(200);
  const reset = await admin('POST', '/accounts/bea/link', {});
  expect((await bea('GET', '/session')).status).toBe(401);
  expect((await bea('POST', '/session', { username: 'bea', password })).status).toBe(401);
  expect((await bea('POST', '/session/link', { token: tokenOf(reset.body.link) })).owes).toEqual([
    'password',
  ]);

  const list = (await admin('GET', '/accounts')).body as { items: { id: string; username: string }[] };
  expect(list.items.map(({ username }) => username)).toEqual(['admin', 'bea']);
  const own = encodeURIComponent(list.items[0]?.id ?? '');
  expect((await admin('PATCH', `/accounts/${own}`, { disabled: true })).status).toBe(409);
  expect((await admin('PATCH', '/accounts/nobody', { disabled: true })).status).toBe(404);
});
