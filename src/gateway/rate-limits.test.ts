import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestSessions } from '../../test/access-desks.ts';
import { createWorld, standingZones, type World } from '../../test/gateway-helpers.ts';
import { readerOfTest } from '../../test/readers.ts';

let world: World;
const open = async (options: Parameters<typeof createWorld>[0]): Promise<void> => {
  world = await createWorld({ rateLimits: { reader: 6, stranger: 4, unknownPath: 2 }, ...options });
};
beforeEach(() => open({}));
afterEach(() => world.app.close());

/** Statuses of the same question asked so many times. */
async function statuses(times: number, url: string, remoteAddress = '192.0.2.1'): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i += 1) found.push((await world.app.inject({ url, remoteAddress })).statusCode);
  return found;
}
const vessels = '/api/v1/vessels';
const signIn = '/api/v1/sign-in';

test('E11 checklist H10: who asks faster than anybody may is told to wait, by name or else by address', async () => {
  world.reader = null;
  expect(await statuses(6, signIn)).toEqual([200, 200, 200, 200, 429, 429]);
  const refused = await world.app.inject({ url: signIn, remoteAddress: '192.0.2.1' });
  expect(refused.json()).toMatchObject({ status: 429, detail: 'too many requests; ask more slowly' });
  const retryS = Number(refused.headers['retry-after']);
  expect(retryS).toBeGreaterThanOrEqual(1);
  expect(retryS).toBeLessThanOrEqual(10);
  // others at the same address have a name, and go on
  world.reader = readerOfTest('ann');
  expect(await statuses(7, vessels)).toEqual([200, 200, 200, 200, 200, 200, 429]);
  expect(await statuses(1, vessels, '192.0.2.2')).toEqual([429]);
  world.reader = readerOfTest('bea');
  expect(await statuses(1, vessels)).toEqual([200]);
});

test('E11 an IPv6 network counts as one address, an IPv4 address in IPv6 form as itself', async () => {
  world.reader = null;
  for (const end of ['1', '2', '3', '4']) await statuses(1, signIn, `2001:db8::${end}`);
  expect(await statuses(1, signIn, '2001:db8::5')).toEqual([429]);
  expect(await statuses(1, signIn, '2001:db8:0:1::5')).toEqual([200]);
  await statuses(4, signIn, '::ffff:192.0.2.7');
  expect(await statuses(1, signIn, '192.0.2.7')).toEqual([429]);
});

test('E12 checklist H10: looking for what does not exist has a limit of its own; supervisors have none', async () => {
  world.reader = null;
  expect(await statuses(4, '/wp-login.php')).toEqual([404, 404, 429, 429]);
  expect(await statuses(1, signIn)).toEqual([200]);
  expect(new Set(await statuses(20, '/healthz'))).toEqual(new Set([200]));
  expect(new Set(await statuses(20, '/readyz'))).toEqual(new Set([200]));
});

test('E13 a server that is late puts questions off; sign-in, changes and health go on', async () => {
  await world.app.close();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await open({ mostDelayMs: 0.001 });
    expect(await statuses(1, vessels)).toEqual([200]);
    // so long that the loop is late on average whatever comes before and behind it
    const until = performance.now() + 200;
    while (performance.now() < until);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
    vi.advanceTimersByTime(2000);
  } finally {
    vi.useRealTimers();
  }
  const late = await world.app.inject(vessels);
  expect([late.statusCode, late.headers['retry-after']]).toEqual([503, '10']);
  for (const url of [signIn, '/healthz', '/readyz', '/'])
    expect([url, ...(await statuses(1, url))]).toEqual([url, 200]);
  const alert = world.desk.raise('cause');
  const act = { method: 'POST', url: `/api/v1/alerts/${alert.id}/acknowledge` } as const;
  expect((await world.app.inject(act)).statusCode).toBe(200);
  // plain HTTP on the WebSocket's address: it is asked, and not put off
  expect((await world.app.inject('/api/v1/live')).statusCode).toBe(426);
});

test('E14 checklist H11: X-Forwarded-For of a named proxy says who asks, and of nobody else', async () => {
  const desk = createTestSessions();
  const seenFrom = async (trustProxy: readonly string[], remoteAddress: string): Promise<unknown> => {
    const app = (
      await createWorld({ trustProxy }, undefined, standingZones(), {
        gatekeeper: desk.gatekeeper,
        sessions: desk.sessions,
      })
    ).app;
    const headers = { 'x-forwarded-for': '203.0.113.66, 198.51.100.7', 'x-real-ip': '203.0.113.66' };
    const payload = { username: 'ann', password: 'ann' };
    await app.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, headers, payload });
    await app.close();
    return desk.calls.at(-1);
  };
  const from = (address: string) => ['signIn', 'ann', { address, agent: 'lightMyRequest' }];
  expect(await seenFrom([], '192.0.2.9')).toEqual(from('192.0.2.9'));
  expect(await seenFrom([], '127.0.0.1')).toEqual(from('127.0.0.1'));
  expect(await seenFrom(['192.0.2.9'], '192.0.2.9')).toEqual(from('198.51.100.7'));
  expect(await seenFrom(['192.0.2.9'], '192.0.2.10')).toEqual(from('192.0.2.10'));
});
