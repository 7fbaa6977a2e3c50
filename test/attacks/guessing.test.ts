import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../journeys/server.ts';
import { invite, type Person } from '../people.ts';
import { askToSignIn, cookieOf } from '../sign-in.ts';
import { type Answer, type Asked, ask, attacker, inTurns, upgrade } from './ask.ts';
import { settled, withBystander } from './bystander.ts';

/** Two hundred guesses by every way in. What is looked at stays within the throttle, and nobody else notices. */
const guesses = 200;

let server: RunningServer;
let guarded: Person;
let locked: Person;
beforeAll(async () => {
  // limits as they are by themselves
  server = await startServer({ env: { HW_REQUESTS_PER_S: '' } });
  await settled(server);
  guarded = await invite(server, { username: 'guarded', roles: ['traffic-controller'], factor: true });
  locked = await invite(server, { username: 'locked', roles: ['traffic-controller'] });
});
afterAll(() => server?.stop('SIGKILL'));

const guess = (path: string, asked: (i: number) => Asked): Promise<Answer[]> =>
  withBystander(server, 150, () =>
    inTurns(guesses, 20, (i) => ask(server.url, path, { from: attacker, ...asked(i) })),
  );
const countOf = (answers: readonly Answer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

/** None got in, at most `looked` were looked at, and the rest were told to come back later. */
function heldOff(answers: readonly Answer[], looked: number): void {
  for (const { status, headers } of answers) {
    expect([401, 429, 503]).toContain(status);
    expect(headers['set-cookie']).toBeUndefined();
    if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(countOf(answers, 401)).toBeLessThanOrEqual(looked);
  expect(countOf(answers, 429)).toBeGreaterThan(guesses / 2);
}

test('checklist W10: passwords of one account are guessed at a handful of times, whatever address is claimed', async () => {
  heldOff(
    await guess('/api/v1/session', (i) => ({
      method: 'POST',
      headers: { 'x-forwarded-for': `198.51.100.${i}`, 'x-real-ip': `198.51.100.${i}` },
      body: { username: locked.username, password: `guess-number-${i}` },
    })),
    5,
  );
  // as for the right one: what is not looked at tells nothing
  const right = await ask(server.url, '/api/v1/session', {
    method: 'POST',
    from: attacker,
    body: { username: locked.username, password: locked.password },
  });
  expect(right.status).toBe(429);
  // who is in stays in
  expect((await fetch(`${server.url}/api/v1/session`, { headers: { cookie: locked.cookie } })).status).toBe(
    200,
  );
});

test('checklist W10: one password for many names is guessed with from one address a few times', async () => {
  heldOff(
    await guess('/api/v1/session', (i) => ({
      method: 'POST',
      from: '127.0.0.67',
      body: { username: `name-${i}`, password: 'winter-in-the-harbour' },
    })),
    20,
  );
  expect((await askToSignIn(server.url, guarded.username, guarded.password)).status).toBe(200);
});

test('checklist W10: one-time links and codes of a second factor are no easier to guess', async () => {
  heldOff(
    await guess('/api/v1/session/link', (i) => ({
      method: 'POST',
      from: '127.0.0.68',
      body: { token: `${'a'.repeat(40)}${i}` },
    })),
    20,
  );
  // the attacker knows the password
  const cookie = cookieOf(await askToSignIn(server.url, guarded.username, guarded.password)) ?? '';
  const codes = await guess('/api/v1/session/code', (i) => ({
    method: 'POST',
    from: '127.0.0.69',
    headers: { cookie },
    body: { code: String(i).padStart(6, '0') },
  }));
  expect(codes.map(({ status }) => status)).not.toContain(200);
  expect(codes.length - countOf(codes, 429)).toBeLessThanOrEqual(10);
  // and gets no further with it
  expect((await fetch(`${server.url}/api/v1/vessels`, { headers: { cookie } })).status).toBe(403);
});

test('checklist W10: the old password of a session that was left open is no easier to guess', async () => {
  const left = await invite(server, { username: 'left-open', roles: ['traffic-controller'] });
  const answers = await guess('/api/v1/session/password', (i) => ({
    method: 'PUT',
    from: '127.0.0.70',
    headers: { cookie: left.cookie },
    body: { current: `guess-number-${i}`, password: 'the-new-password-of-a-thief' },
  }));
  expect(answers.map(({ status }) => status)).not.toContain(200);
  expect(answers.length - countOf(answers, 429)).toBeLessThanOrEqual(10);
});

test.each([
  ['keys', '/api/v1/vessels', (i: number) => ({ authorization: `Bearer hw_${i}_${'b'.repeat(43)}` })],
  ['cookies', '/api/v1/vessels', (i: number) => ({ cookie: `havenwacht=${'c'.repeat(40)}${i}` })],
  [
    'keys at the WebSocket',
    '/api/v1/live',
    (i: number) => ({ ...upgrade, authorization: `Bearer hw_${i}_x` }),
  ],
  [
    'cookies at the WebSocket',
    '/api/v1/live',
    (i: number) => ({ ...upgrade, cookie: `havenwacht=guess-${i}` }),
  ],
  ['states of an OpenID sign-in', '/api/v1/session/openid/callback?code=x&state=y', () => ({})],
] as const)('checklist W10: %s are guessed in vain, and not fast', async (_, path, headers) => {
  const answers = await withBystander(server, 150, () =>
    inTurns(guesses * 2, 20, (i) => ask(server.url, path, { from: '127.0.0.71', headers: headers(i) })),
  );
  for (const { status, headers: got } of answers) {
    expect([401, 403, 404, 429]).toContain(status);
    expect(got['set-cookie']?.join() ?? '').not.toContain('havenwacht=');
  }
  expect(countOf(answers, 429)).toBeGreaterThan(guesses / 2);
});
