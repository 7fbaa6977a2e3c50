import { get } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBrowser } from './openid/browser.ts';
import { type Door, openDoor } from './openid/door.ts';
import { type Claims, type Header, macToken, unsignedToken } from './openid/provider.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
  door.idp.person = {
    sub: 'u-17',
    claims: { groups: ['watch'], preferred_username: 'Ann.Peeters@port.example' },
  };
});
afterEach(() => {
  vi.useRealTimers();
  return door.close();
});

/** Goes to the provider and back, up to the callback that the browser is sent to. */
async function toCallback(browser = createBrowser()): Promise<{ browser: typeof browser; back: string }> {
  const { url, answer } = await browser.follow(door.begin, door.callback);
  if (answer !== null) throw new Error(`stopped at ${url}: ${answer.status} ${await answer.text()}`);
  return { browser, back: url };
}

async function signIn(browser = createBrowser()): Promise<Response> {
  const { back } = await toCallback(browser);
  return browser.get(back);
}

/** `fetch` would set the header itself. */
const statusWithHost = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(door.begin, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on(
      'error',
      reject,
    );
  });

const detailOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { detail: string }).detail;

test('X1 a person comes in by the provider: code with PKCE, state and nonce, then a session and the console', async () => {
  const browser = createBrowser();
  const begun = await browser.get(door.begin);
  expect(begun.status).toBe(302);
  const asked = new URL(begun.headers.get('location') ?? '');
  expect(asked.origin).toBe(door.idp.issuer);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'havenwacht',
    scope: 'openid profile',
    redirect_uri: door.callback,
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(begun.headers.get('set-cookie')).toMatch(
    /^havenwacht-openid=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  );

  const { url } = await browser.follow(asked.href, door.callback);
  const done = await browser.get(url);
  expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
  expect([...(browser.jar.get(door.url)?.keys() ?? [])], 'the ticket is gone').toEqual(['havenwacht']);
  const session = await browser.get(`${door.url}/api/v1/session`);
  expect(await session.json()).toMatchObject({
    account: { username: 'ann.peeters', organisation: 'port', roles: ['traffic-controller'] },
    owes: [],
  });
  expect(door.vouchedFor).toEqual([
    {
      issuer: door.idp.issuer,
      subject: 'u-17',
      username: 'ann.peeters',
      organisation: 'port',
      roles: ['traffic-controller'],
    },
  ]);
  expect(door.house.audit.notes.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['account.made', 'session.begun']),
  );
  const options = await browser.get(`${door.url}/api/v1/sign-in`);
  expect(await options.json()).toMatchObject({ openId: { name: 'Port ID', path: '/api/v1/session/openid' } });
});

test('X2 checklist H3: no header of a request changes where the provider sends the browser back to', async () => {
  expect(await statusWithHost('evil.example'), 'is no name of this server').toBe(421);
  const headers = {
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
    'x-host': 'evil.example',
  };
  const begun = await createBrowser().get(door.begin, headers);
  expect(new URL(begun.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(door.callback);

  const { browser, back } = await toCallback();
  const done = await browser.get(back, headers);
  expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
});

test('X3 checklist H3: a callback with another state, code or issuer is 401, and begins no session', async () => {
  const changes: ((url: URL) => void)[] = [
    (url) => url.searchParams.set('state', 'x'.repeat(43)),
    (url) => url.searchParams.delete('state'),
    (url) => url.searchParams.set('code', 'of-another'),
    (url) => url.searchParams.delete('code'),
    (url) => url.searchParams.append('code', 'twice'),
    (url) => url.searchParams.set('iss', 'https://evil.example'),
    (url) => url.searchParams.delete('iss'),
    (url) => url.searchParams.set('error', 'access_denied'),
  ];
  for (const change of changes) {
    const { browser, back } = await toCallback();
    const url = new URL(back);
    change(url);
    const answer = await browser.get(url.href);
    expect([answer.status, browser.jar.get(door.url)?.size], String(change)).toEqual([401, 0]);
    expect(await detailOf(answer)).toMatch(/begin again/);
  }
  expect(door.vouchedFor).toEqual([]);
  expect(door.refusals()).toHaveLength(changes.length);
  expect(door.refusals()[0]).toMatchObject({
    action: 'session.refused',
    outcome: 'denied',
    address: '127.0.0.1',
  });
});

test('X3 a callback works once, in the browser that began it, within ten minutes', async () => {
  const { browser, back } = await toCallback();
  const ticket = browser.jar.get(door.url)?.get('havenwacht-openid') ?? '';
  expect((await createBrowser().get(back)).status, 'another browser').toBe(401);
  const forged = ticket.replace(/^\d+/, (end) => String(Number(end) + 1));
  expect((await createBrowser().get(back, { cookie: `havenwacht-openid=${forged}` })).status).toBe(401);
  const other = await toCallback();
  expect((await other.browser.get(back)).status, 'of another sign-in').toBe(401);
  expect(door.idp.asked, 'nobody asked the provider').toBe(0);

  expect((await browser.get(back)).status).toBe(302);
  const again = await createBrowser().get(back, { cookie: `havenwacht-openid=${ticket}` });
  expect(again.status, 'replayed with the ticket').toBe(401);
  expect([door.idp.asked, door.vouchedFor.length]).toEqual([1, 1]);

  const late = await toCallback();
  door.house.time.advance(600_000);
  expect((await late.browser.get(late.back)).status, 'too late').toBe(401);
});

test('X3 a code that is too old at the provider is 401', async () => {
  const { browser, back } = await toCallback();
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] });
  expect((await browser.get(back)).status).toBe(401);
  expect(door.idp.asked).toBe(1);
  expect(door.vouchedFor).toEqual([]);
});

type Token = { header: Header; claims: Claims; text: string };
const anHour = 3600;
const tokens: readonly [string, (token: Token) => string][] = [
  ['alg none', ({ header, claims }) => unsignedToken({ ...header, alg: 'none' }, claims)],
  [
    'HS256 by the public key',
    ({ header, claims }) => macToken({ ...header, alg: 'HS256' }, claims, door.idp.publicPem),
  ],
  [
    'HS256 by the secret of the client',
    ({ header, claims }) => macToken({ alg: 'HS256', typ: header['typ'] }, claims, door.idp.clientSecret),
  ],
  ['a key that the provider has not', ({ header, claims }) => door.idp.sign({ ...header, kid: 'x' }, claims)],
  [
    'a changed signature',
    ({ text }) => `${text.slice(0, -6)}${text.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`,
  ],
  [
    'changed claims',
    ({ claims, text }) => {
      const [header, , signature] = text.split('.');
      const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url');
      return [header, changed, signature].join('.');
    },
  ],
  ['crit', ({ header, claims }) => door.idp.sign({ ...header, crit: ['x'], x: 1 }, claims)],
  ['another audience', ({ header, claims }) => door.idp.sign(header, { ...claims, aud: 'another' })],
  [
    'several audiences, made for another',
    ({ header, claims }) => door.idp.sign(header, { ...claims, aud: ['havenwacht', 'b'], azp: 'b' }),
  ],
  [
    'another issuer',
    ({ header, claims }) => door.idp.sign(header, { ...claims, iss: 'https://evil.example' }),
  ],
  ['another nonce', ({ header, claims }) => door.idp.sign(header, { ...claims, nonce: 'another' })],
  ['no nonce', ({ header, claims: { nonce: _, ...rest } }) => door.idp.sign(header, rest)],
  [
    'expired',
    ({ header, claims }) => door.idp.sign(header, { ...claims, exp: Number(claims['iat']) - anHour }),
  ],
  ['no end', ({ header, claims: { exp: _, ...rest } }) => door.idp.sign(header, rest)],
  ['no subject', ({ header, claims: { sub: _, ...rest } }) => door.idp.sign(header, rest)],
  ['no token', () => 'nothing'],
];

test.each(tokens)('X4 checklist H4: an ID token with %s is 401', async (_what, tamper) => {
  door.idp.tamper = tamper;
  const answer = await signIn();
  expect(answer.status).toBe(401);
  expect(door.idp.asked).toBe(1);
  expect(door.vouchedFor).toEqual([]);
  expect(door.refusals()).toHaveLength(1);
});

test('X4 the same token signed anew is taken: what is refused above is refused for its fault', async () => {
  door.idp.tamper = ({ header, claims }) => door.idp.sign(header, claims);
  expect((await signIn()).status).toBe(302);
});

test('X5 roles are those of the claim at each sign-in; who has none is told what to ask for', async () => {
  const rolesOf = async (groups: unknown): Promise<unknown> => {
    door.idp.person = { sub: 'u-17', claims: { groups }, amr: ['mfa'] };
    const answer = await signIn();
    if (answer.status !== 302) return [answer.status, await detailOf(answer)];
    const { organisation, roles } = door.vouchedFor.at(-1) ?? {};
    return { organisation, roles };
  };
  expect(await rolesOf(['chief', 'other', 'watch'])).toEqual({
    organisation: 'port',
    roles: ['traffic-controller', 'harbourmaster'],
  });
  expect(await rolesOf('quay')).toEqual({ organisation: 'terminal', roles: ['terminal-operator'] });
  // one organisation a person: the first that HW_OIDC_ROLES names
  expect(await rolesOf(['quay', 'watch'])).toEqual({ organisation: 'port', roles: ['traffic-controller'] });
  for (const none of [[], ['nobody'], undefined, { watch: true }, [['watch']], null])
    expect(await rolesOf(none)).toEqual([
      403,
      'u-17 has no role here: ask the administrator of Port ID for a value of "groups" that HW_OIDC_ROLES names',
    ]);
  const made = door.house.access.accounts.list().filter(({ username }) => username !== 'admin');
  expect(made, 'one account a person').toMatchObject([{ username: 'u-17', roles: ['traffic-controller'] }]);
});

test('X5 a claim that the ID token has not is asked of the userinfo endpoint', async () => {
  door.idp.person = { sub: 'u-17', claims: { groups: ['watch'] }, userinfo: true };
  expect((await signIn()).status).toBe(302);
  expect(door.vouchedFor).toMatchObject([{ subject: 'u-17', roles: ['traffic-controller'] }]);
});

test('X6 a role that demands a second factor takes only a sign-in that shows one', async () => {
  door.idp.person = { sub: 'u-18', claims: { groups: ['chief'] }, amr: ['pwd'] };
  const answer = await signIn();
  expect(answer.status).toBe(403);
  expect(await detailOf(answer)).toMatch(/^the role harbourmaster demands a second factor.*HW_OIDC_MFA/);
  door.idp.person = { ...door.idp.person, amr: ['pwd', 'mfa'] };
  expect((await signIn()).status).toBe(302);
  door.idp.person = { sub: 'u-19', claims: { groups: ['watch'] }, amr: ['pwd'] };
  expect((await signIn()).status, 'a role that does not').toBe(302);
});
