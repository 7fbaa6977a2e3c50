import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openProvider, type Provider } from '../src/access/openid/provider.ts';
import { createBackoff } from '../src/lib/backoff.ts';
import { createManualTime } from './manual-time.ts';
import { createBrowser } from './openid/browser.ts';
import { openDoor } from './openid/door.ts';
import { startProvider } from './openid/provider.ts';
import { until } from './receiving.ts';
import { freePort } from './stores/free-port.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const said: { level: string; fields: object }[] = [];
const say = (level: string) => (fields: object) => void said.push({ level, fields });
const log = { info: say('info'), warn: say('warn'), error: say('error') };

function know(issuer: string) {
  said.length = 0;
  const time = createManualTime();
  const provider: Provider = openProvider({
    ...{ issuer, clientId: 'havenwacht', clientSecret: 'x', schedule: time.schedule, log },
    backoff: createBackoff(1000, 60_000, () => 0.999),
  });
  closers.push(() => provider.close());
  return { provider, time };
}

test('X7 a provider that is down at start is asked again until it answers, and named as degraded until then', async () => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { provider, time } = know(issuer);
  expect([provider.configuration(), provider.degraded]).toEqual([null, 'the provider has not answered yet']);
  for (let attempts = 0; attempts < 3; attempts++) {
    await until(() => time.waiting().length === 1);
    expect(provider.degraded).toMatch(
      new RegExp(`^HW_OIDC_ISSUER: ${issuer} cannot be used: .*ECONNREFUSED`),
    );
    if (attempts < 2) time.advance(60_000);
  }
  expect(
    said.map(({ level }) => level),
    'said once',
  ).toEqual(['error']);

  const idp = await startProvider('http://127.0.0.1:1/callback', port);
  closers.push(() => idp.close());
  time.advance(60_000);
  await until(() => provider.configuration() !== null);
  expect(provider.degraded).toBeNull();
  expect(time.waiting()).toEqual([]);
});

test('X7 a provider that cannot be used is named with what it lacks', async () => {
  const answers: RequestListener[] = [];
  const server = createServer((request, reply) => answers[0]?.(request, reply));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const good = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  };
  const faultOf = async (status: number, body: object | string): Promise<string | null> => {
    answers[0] = (_request, reply) => {
      reply.writeHead(status, { 'content-type': 'application/json' });
      reply.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const { provider, time } = know(issuer);
    await until(() => provider.configuration() !== null || time.waiting().length > 0);
    return provider.degraded;
  };
  expect(await faultOf(200, good)).toBeNull();
  expect(await faultOf(200, { ...good, issuer: 'https://evil.example' })).toMatch(
    /does not match the expected issuer/,
  );
  expect(await faultOf(200, { ...good, jwks_uri: undefined })).toMatch(/no jwks_uri$/);
  expect(await faultOf(200, { ...good, token_endpoint: undefined })).toMatch(/no token_endpoint$/);
  expect(
    await faultOf(200, { ...good, id_token_signing_alg_values_supported: ['none', 'HS256'] }),
    'signatures that anybody can make',
  ).toMatch(/none of the algorithms/);
  expect(await faultOf(404, 'nothing')).toMatch(/unexpected HTTP response status code/);
  expect(await faultOf(200, 'nothing')).toMatch(/cannot be used: /);
});

test('X8 while the provider does not answer, a sign-in is 503 and says what to do; nobody comes in', async () => {
  const door = await openDoor();
  closers.push(() => door.close());
  door.idp.person = { sub: 'u-1', claims: { groups: ['watch'] } };
  const browser = createBrowser();
  const { url: back } = await browser.follow(door.begin, door.callback);
  await door.idp.close();
  const answer = await browser.get(back);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await answer.json()).toMatchObject({
    detail: 'Port ID does not answer now: try again later, or sign in with a password',
  });
  expect(door.vouchedFor).toEqual([]);
  expect(door.refusals()).toMatchObject([{ action: 'session.refused', outcome: 'failed' }]);
});

test('X8 a provider that does not know our client is no fault of the person: 503, and the log says why', async () => {
  const door = await openDoor({ secret: 'another' });
  closers.push(() => door.close());
  door.idp.person = { sub: 'u-1', claims: { groups: ['watch'] } };
  const browser = createBrowser();
  const { url: back } = await browser.follow(door.begin, door.callback);
  expect((await browser.get(back)).status).toBe(503);
  expect(door.said.filter(({ level }) => level === 'error')).toMatchObject([
    { text: 'the OpenID provider did not answer a sign-in' },
  ]);
});

test('X8 at most 32 sign-ins wait for the provider at once; the next is told to try again', async () => {
  const door = await openDoor();
  closers.push(() => door.close());
  let release = (): void => {};
  door.idp.hold = new Promise((resolve) => {
    release = resolve;
  });
  const back = async (): Promise<Response> => {
    const browser = createBrowser();
    const begun = await browser.get(door.begin);
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    const answer = { code: 'x', state: searchParams.get('state') ?? '', iss: door.idp.issuer };
    return browser.get(`${door.callback}?${new URLSearchParams(answer)}`);
  };
  const waiting = Array.from({ length: 32 }, back);
  await until(() => door.idp.asked === 32);
  const oneMore = await back();
  expect([oneMore.status, ((await oneMore.json()) as { detail: string }).detail]).toEqual([
    503,
    'too many people sign in at this moment: try again',
  ]);
  release();
  for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(401);
  expect((await back()).status, 'and then there is room again').toBe(401);
});
