import { randomInt } from 'node:crypto';
import { TOTP } from 'otpauth';
import type { Role } from '../src/model/access.ts';
import { cookieOf } from './sign-in.ts';

/** A server that people sign in to, and an administrator's way to ask it. */
interface Office {
  readonly url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** The cookie of a session that owes nothing. */
  readonly cookie: string;
  /** A code of its second factor for now; each works once. */
  code(): string;
}

const json = (body: object, cookie?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
  body: JSON.stringify(body),
});

/** The answer of a change that must succeed. */
async function done<T>(answer: Promise<Response>): Promise<{ body: T; cookie: string }> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return { body: (await response.json()) as T, cookie: cookieOf(response) ?? '' };
}

/** The token of a one-time link. */
export const tokenOf = (link: string): string => new URL(link).hash.replace('#link=', '');

/** Makes an account and goes through its link to a password, and on to a second factor where one is wanted. */
export async function invite(
  { url, fetch: ask }: Office,
  { username, roles, factor = false }: { username: string; roles: readonly Role[]; factor?: boolean },
): Promise<Person> {
  const made = await done<{ account: { id: string }; link: string }>(
    ask('/api/v1/accounts', json({ username, organisation: 'port', roles })),
  );
  const linked = await done(fetch(`${url}/api/v1/session/link`, json({ token: tokenOf(made.body.link) })));
  const password = `gulls-walk-on-quay-${randomInt(1e6)}`;
  const put = { method: 'PUT' };
  let { cookie } = await done(
    fetch(`${url}/api/v1/session/password`, { ...json({ password }, linked.cookie), ...put }),
  );
  let totp: TOTP | null = null;
  if (factor) {
    const path = `${url}/api/v1/session/second-factor`;
    const begun = await done<{ secret: string }>(fetch(path, { method: 'POST', headers: { cookie } }));
    totp = new TOTP({ secret: begun.body.secret });
    ({ cookie } = await done(fetch(path, { ...json({ code: totp.generate() }, cookie), ...put })));
  }
  return {
    ...{ id: made.body.account.id, username, password, cookie },
    code: () => totp?.generate() ?? '',
  };
}
