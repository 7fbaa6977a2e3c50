import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/gateway-helpers.ts';
import { listen } from '../../test/live-client.ts';
import { createOriginRules } from './origin.ts';
import { contentPolicy } from './security.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.app.close());

const isProblem = (answer: LightMyRequestResponse, status: number): void => {
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toMatchObject({ type: 'about:blank', status, detail: expect.any(String) });
};
const post = (headers: Record<string, string>, payload: string) =>
  world.app.inject({ method: 'POST', url: '/api/v1/alerts/a-1/acknowledge', headers, payload });
const json = { 'content-type': 'application/json' };

test('H5 what does not exist is a problem document, whatever the method', async () => {
  isProblem(await world.app.inject('/api/v1/nothing'), 404);
  isProblem(await world.app.inject({ method: 'DELETE', url: '/api/v1/vessels' }), 404);
  isProblem(await world.app.inject('/api/v1/vessels/%ff'), 400);
});

test('H12 checklist H12, H14: a body is JSON of at most 64 KiB', async () => {
  world.desk.raise('cause');
  isProblem(await post(json, `{"note":"${'x'.repeat(70_000)}"}`), 413);
  isProblem(await post(json, '{"note":'), 400);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\ta',
  ])
    isProblem(await post({ 'content-type': type }, '{}'), 415);
  expect(world.desk.seq).toBe(1);
});

test('H5 checklist H15: a failure says nothing of the inside', async () => {
  world.desk.get = () => {
    throw new Error('ENOENT /srv/secret/journal');
  };
  const answer = await world.app.inject('/api/v1/alerts/a-1');
  isProblem(answer, 500);
  expect(answer.body).not.toMatch(/secret|ENOENT|at /);
});

test('H5 bytes that are no HTTP request get a problem document too', async () => {
  const { port } = new URL(await listen(world));
  const socket = connectTcp(Number(port), '127.0.0.1');
  socket.write('!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\r\n\r\n');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  await once(socket, 'close');
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
});

test.each([
  '/',
  '/api/v1/vessels',
  '/api/v1/nothing',
  '/healthz',
  '/metrics',
  '/docs',
  '/docs/http',
  '/docs/live',
])('H13 checklist H13: every answer carries the security headers: %s', async (url) => {
  const { headers } = await world.app.inject(url);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  if (url.startsWith('/api')) expect(headers['cache-control']).toBe('no-store');
});

test('H13 checklist H13: the policy lets in the tiles of a base map and nothing else; https brings HSTS', async () => {
  const baseMap = { url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© someone' };
  const policy = contentPolicy({ publicUrl: 'https://watch.port.example', baseMap });
  expect(policy).toContain("img-src 'self' data: blob: https://tiles.example;");
  expect(policy).toContain("connect-src 'self' wss://watch.port.example https://tiles.example;");
  expect(policy).toContain("worker-src 'self' blob:");
  const secureWorld = await createWorld({ publicUrl: 'https://watch.port.example' });
  const answer = await secureWorld.app.inject('/healthz');
  expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
  await secureWorld.app.close();
});

test('H14 checklist H11: on loopback only loopback names and the public URL are answered (DNS rebinding)', async () => {
  const ask = async (host: string) =>
    (await world.app.inject({ url: '/healthz', headers: { host } })).statusCode;
  for (const host of ['localhost:8080', '127.0.0.1', '127.0.0.1:80', '[::1]:8080'])
    expect([host, await ask(host)]).toEqual([host, 200]);
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'user@localhost',
    'a/b',
  ])
    expect([host, await ask(host)]).toEqual([host, 421]);
});

test('H14 a server on another address answers any name; a proxied one its public name', () => {
  const open = createOriginRules({ host: '0.0.0.0', publicUrl: 'https://watch.port.example' });
  expect(open.host('10.0.0.1:8080')).toBe(true);
  const proxied = createOriginRules({ host: '127.0.0.1', publicUrl: 'https://watch.port.example' });
  expect([proxied.host('watch.port.example'), proxied.host('other.port.example')]).toEqual([true, false]);
});

test('H15 checklist H6: a page of another origin may not act', async () => {
  world.desk.raise('cause');
  for (const origin of [
    'https://evil.example',
    'null',
    'http://127.0.0.1:8080.evil.example',
    'http://localhost:3000',
  ])
    isProblem(await post({ ...json, origin }, '{}'), 403);
  expect(world.desk.seq).toBe(1);
  expect((await post({ ...json, origin: 'http://127.0.0.1:8080' }, '{}')).statusCode).toBe(200);
});

test('H15 on loopback its own pages may act under the loopback name they were opened with', async () => {
  world.desk.raise('cause');
  const own = { ...json, host: 'localhost:9999', origin: 'http://localhost:9999' };
  expect((await post(own, '{}')).statusCode).toBe(200);
  const elsewhere = createOriginRules({ host: '0.0.0.0', publicUrl: 'https://watch.port.example' });
  expect(elsewhere.origin('http://localhost:9999', 'localhost:9999')).toBe(false);
  expect(elsewhere.origin('https://watch.port.example', 'watch.port.example')).toBe(true);
  expect(elsewhere.origin(undefined, 'watch.port.example')).toBe(true);
});
