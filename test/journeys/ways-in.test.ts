import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { createAuthority, shown } from '../certificates.ts';
import { createBrowser } from '../openid/browser.ts';
import { startProvider } from '../openid/provider.ts';
import { until } from '../receiving.ts';
import { POSITION } from '../sentences.ts';
import { freePort } from '../stores/free-port.ts';
import { type RunningServer, startServer } from './server.ts';

/** A server as its settings say: who comes in by provider, certificate and key. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const running = async (
  env: Record<string, string>,
  more: { signIn?: boolean } = {},
): Promise<RunningServer> => {
  const server = await startServer({ env, ...more });
  closers.push(() => server.stop());
  return server;
};
const degradedOf = async (server: RunningServer): Promise<string[]> => {
  const answer = (await (await fetch(`${server.url}/readyz`)).json()) as { degraded: { part: string }[] };
  return answer.degraded.map(({ part }) => part);
};

test('X1 X7 a server starts without its provider, and lets people in by it as soon as it answers', async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const server = await running(
    {
      ...{ PORT: String(port), HW_PUBLIC_URL: url, HW_SECOND_FACTOR: 'required' },
      ...{ HW_OIDC_ISSUER: `http://127.0.0.1:${providerPort}`, HW_OIDC_CLIENT_ID: 'havenwacht' },
      ...{ HW_OIDC_CLIENT_SECRET: 'a secret of the test, long enough', HW_OIDC_NAME: 'Port ID' },
      HW_OIDC_ROLES: 'watch=port:traffic-controller,chief=port:harbourmaster',
    },
    { signIn: false },
  );
  expect(await degradedOf(server)).toContain('openid');
  expect((await fetch(`${url}/api/v1/session/openid`, { redirect: 'manual' })).status).toBe(503);

  const callback = `${url}/api/v1/session/openid/callback`;
  const idp = await startProvider(callback, providerPort);
  closers.push(() => idp.close());
  await until(async () => !(await degradedOf(server)).includes('openid'));
  const signIn = async () => {
    const browser = createBrowser();
    const { url: back } = await browser.follow(`${url}/api/v1/session/openid`, callback);
    return { browser, status: (await browser.get(back)).status };
  };
  idp.person = { sub: 'u-1', claims: { groups: ['watch'], preferred_username: 'ann' } };
  const { browser, status } = await signIn();
  expect(status).toBe(302);
  expect(await (await browser.get(`${url}/api/v1/session`)).json()).toMatchObject({
    account: { username: 'ann', roles: ['traffic-controller'] },
    owes: [],
  });
  expect((await browser.get(`${url}/api/v1/vessels`)).status).toBe(200);
  idp.person = { sub: 'u-2', claims: { groups: ['chief'] }, amr: ['pwd'] };
  expect((await signIn()).status, 'the harbourmaster without a second factor').toBe(403);
  expect(server.log.join('\n'), 'no secret in the log').not.toContain('a secret of the test');
});

test('X9 a role that the policy has not stops the start with its name', async () => {
  await expect(
    startServer({
      env: {
        ...{
          HW_PUBLIC_URL: 'http://127.0.0.1:1',
          HW_OIDC_ISSUER: 'http://127.0.0.1:2',
          HW_OIDC_CLIENT_ID: 'x',
        },
        ...{ HW_OIDC_CLIENT_SECRET: 'y', HW_OIDC_ROLES: 'all=atlantis:police' },
      },
    }),
  ).rejects.toThrow(/HW_OIDC_ROLES: 'all': there is no organisation "atlantis"; there are port/);
});

test('X10 X13 X16 receivers come in by certificate and by key, and HTTP is encrypted', async () => {
  const authority = createAuthority();
  const own = authority.issue('watch', { use: 'serverAuth' });
  const server = await running({
    ...{ HW_NMEA_TLS: '127.0.0.1:0', HW_NMEA_TLS_CA: authority.ca, HW_NMEA_TLS_CRL: authority.crl() },
    ...{ HW_NMEA_TLS_CERT: own.cert, HW_NMEA_TLS_KEY: own.key },
  });
  const ready = server.log
    .map((line) => line.match(/"nmeaTls":"127\.0\.0\.1:(\d+)"/)?.[1])
    .find((port) => port);
  const socket = connect({
    ...{ host: '127.0.0.1', port: Number(ready), ca: readFileSync(authority.ca) },
    ...shown(authority.issue('kallo')),
  });
  socket.end(`${POSITION}\r\n`);
  await once(socket, 'close');

  const made = await server.fetch('/api/v1/keys', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'lillo', organisation: 'port', roles: ['receiver'] }),
  });
  const { key } = (await made.json()) as { key: string };
  const posted = await fetch(`${server.url}/api/v1/nmea`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', authorization: `Bearer ${key}` },
    body: `${POSITION}\r\nhello\r\n`,
  });
  expect([posted.status, await posted.json()]).toEqual([
    202,
    { lines: 2, results: { duplicate: 1 }, refused: { 'not-ais': 1 } },
  ]);
  const { items } = (await (await server.fetch('/api/v1/receivers')).json()) as {
    items: { name: string; kind: string; lines: number }[];
  };
  expect(items).toMatchObject([
    { name: 'tls/kallo', kind: 'tls-listener', lines: 1 },
    { name: 'key/lillo', kind: 'http', lines: 2 },
  ]);

  const secure = await running({ HW_TLS_CERT: own.cert, HW_TLS_KEY: own.key }, { signIn: false });
  expect(secure.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const asked = request(`${secure.url}/healthz`, { ca: readFileSync(authority.ca) }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  expect([answer.statusCode, answer.headers['strict-transport-security']]).toEqual([
    200,
    'max-age=63072000; includeSubDomains',
  ]);
});
