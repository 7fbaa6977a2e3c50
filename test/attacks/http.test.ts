import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../journeys/server.ts';
import { ask, attacker, upgrade } from './ask.ts';
import { settled, withBystander } from './bystander.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
  await settled(server);
});
afterAll(() => server?.stop('SIGKILL'));

test.each([
  '/../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/..%5c..%5cpackage.json',
  '/..\\..\\package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/assets/%252e%252e%252fpackage.json',
  '/docs/http/static/..%2f..%2f..%2fpackage.json',
  '/docs/http/static/%2e%2e/%2e%2e/package.json',
  '//etc/passwd',
  '/%00/etc/passwd',
  '/file:///etc/passwd',
])('checklist H18: no file is read by the path %s', async (path) => {
  const { status, body } = await ask(server.url, path, { headers: server.headers });
  expect([400, 403, 404]).toContain(status);
  expect(body).not.toMatch(/havenwacht"|root:/);
});

test.each([
  '/api/v1/vessels',
  '/api/v1/vessels/',
  '/api/v1//vessels',
  '//api/v1/vessels',
  '/API/V1/VESSELS',
  '/%61pi/v1/vessels',
  '/api%2Fv1%2Fvessels',
  '/api/v1/vessels%2F205278090',
  '/api/v1/vessels;a=b',
  '/api/v1/vessels%00',
  '/api/v1/sign-in/../vessels',
  '/api/v1/sign-in/%2e%2e/vessels',
  '/healthz/../api/v1/vessels',
])('checklist H18: no spelling of a path leads past the sign-in: %s', async (path) => {
  const { status, body } = await ask(server.url, path);
  expect([400, 401, 404]).toContain(status);
  expect(body).not.toContain('FeatureCollection');
});

test('checklist H11: no header makes a stranger somebody, a method another one, or a path another one', async () => {
  const claims: Record<string, string>[] = [
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
    { 'x-user': 'admin', 'x-forwarded-user': 'admin', 'remote-user': 'admin', from: 'admin@port' },
    { 'x-original-url': '/healthz', 'x-rewrite-url': '/healthz' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { authorization: 'Bearer null' },
    { cookie: 'havenwacht=; havenwacht=undefined; session=admin' },
    { cookie: `__proto__=x; constructor=y; havenwacht` },
  ];
  for (const headers of claims)
    expect([headers, (await ask(server.url, '/api/v1/vessels', { headers })).status]).toEqual([headers, 401]);
  const { status } = await ask(server.url, '/api/v1/session', {
    headers: { ...server.headers, 'x-http-method-override': 'DELETE' },
  });
  expect(status).toBe(200);
  expect((await server.fetch('/api/v1/session')).status).toBe(200);
});

test('checklist H11: a foreign Host is answered nothing, and no link names it', async () => {
  for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost@evil.example'])
    expect((await ask(server.url, '/', { headers: { host } })).status).toBe(421);
  const { status, body } = await ask(server.url, '/api/v1/accounts', {
    method: 'POST',
    headers: { ...server.headers, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    body: { username: 'linked', organisation: 'port', roles: ['analyst'] },
  });
  expect(status).toBe(201);
  expect(body).not.toContain('evil.example');
});

test.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://localhost:1'])(
  'checklist W1, H6: a page of %s with the cookie of a user neither listens nor acts',
  async (origin) => {
    const headers = { ...server.headers, origin };
    expect((await ask(server.url, '/api/v1/live', { headers: { ...headers, ...upgrade } })).status).toBe(403);
    const act = { headers, method: 'DELETE' };
    expect((await ask(server.url, '/api/v1/session', act)).status).toBe(403);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await ask(server.url, '/api/v1/session', { headers: form, method: 'POST' })).status).toBe(403);
    const { headers: got } = await ask(server.url, '/api/v1/vessels', { headers });
    expect(got['access-control-allow-origin']).toBeUndefined();
  },
);

test.each([
  "'; DROP TABLE positions; --",
  "' OR '1'='1",
  '1) UNION SELECT pg_read_file(0)',
  '$(reboot)',
  '{{7*7}}',
])('checklist H14: %s is a text like any other, wherever it stands', async (text) => {
  const q = encodeURIComponent(text);
  const one = await server.fetch(`/api/v1/vessels?q=${q}`);
  expect([one.status, await one.json()]).toMatchObject([200, { features: [] }]);
  for (const path of [
    `/api/v1/vessels/${q}`,
    `/api/v1/vessels/${q}/track`,
    `/api/v1/alerts?kind=${q}`,
    `/api/v1/alerts/${q}`,
    `/api/v1/zones/${q}`,
  ])
    expect([path, (await server.fetch(path)).status >= 400]).toEqual([path, true]);
  const body = JSON.stringify({ username: text, password: text });
  const signIn = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  expect([401, 429]).toContain((await fetch(`${server.url}/api/v1/session`, signIn)).status);
  const extra = JSON.stringify({ username: 'admin', password: 'x', roles: ['administrator'], __proto__: 1 });
  expect((await fetch(`${server.url}/api/v1/session`, { ...signIn, body: extra })).status).toBe(400);
});

test('checklist H12: heads and bodies that come drop by drop are cut off, and hold up nobody', async () => {
  const { hostname, port } = new URL(server.url);
  const drip = async (head: string, drop: string): Promise<void> => {
    const socket: Socket = connect({ host: hostname, port: Number(port), localAddress: attacker });
    socket.on('error', () => {}).resume();
    const closed = once(socket, 'close');
    socket.write(head);
    const timer = setInterval(() => socket.write(drop), 250);
    await closed;
    clearInterval(timer);
  };
  const head = `POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
  const slowBody = `${head}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"username":"`;
  await withBystander(server, 100, () =>
    Promise.all(
      Array.from({ length: 150 }, (_, i) =>
        drip(i % 2 === 0 ? head : slowBody, i % 2 === 0 ? 'X-A: b\r\n' : 'a'),
      ),
    ),
  );
});

test('checklist H12: ten thousand connections that say nothing are bounded, and keep nobody out', async () => {
  const { hostname, port } = new URL(server.url);
  const open = new Set<Socket>();
  let most = 0;
  const knock = async (): Promise<void> => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: attacker });
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    most = Math.max(most, open.size);
  };
  await withBystander(server, 150, async () => {
    for (let step = 0; step < 100; step += 1) await Promise.all(Array.from({ length: 100 }, knock));
  });
  // those of the last steps may not have seen their end yet
  expect(most).toBeLessThan(2_000);
  for (const socket of open) socket.destroy();
});
