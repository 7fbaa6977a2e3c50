import { expect } from 'vitest';
import type { Role } from '../../src/model/access.ts';
import type { OneTimeLink } from '../../src/protocol/access.ts';
import { cookieOf } from '../sign-in.ts';
import type { RunningServer } from './server.ts';

export interface Person {
  readonly username: string;
  readonly password: string;
}

const json = { 'content-type': 'application/json' };
export const tokenOf = (link: string): string => /#link=(\S+)$/.exec(link)?.[1] ?? '';

/** A new account as the administrator hands it over: not opened yet. Returns its one-time link. */
export async function invite(
  server: RunningServer,
  username: string,
  roles: readonly Role[],
  organisation = 'port',
): Promise<string> {
  const body = JSON.stringify({ username, roles, organisation });
  const made = await server.fetch('/api/v1/accounts', { method: 'POST', headers: json, body });
  expect(made.status).toBe(201);
  return ((await made.json()) as OneTimeLink).link;
}

/** A person with an account and a password. */
export async function admit(
  server: RunningServer,
  username: string,
  roles: readonly Role[],
  organisation = 'port',
): Promise<Person> {
  const token = tokenOf(await invite(server, username, roles, organisation));
  const password = `seven grey geese over quay ${username.length}`;
  const opened = await fetch(`${server.url}/api/v1/session/link`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token }),
  });
  const set = await fetch(`${server.url}/api/v1/session/password`, {
    method: 'PUT',
    headers: { ...json, cookie: cookieOf(opened) ?? '' },
    body: JSON.stringify({ password }),
  });
  expect(set.status).toBe(200);
  return { username, password };
}

/** Ends all sessions of an account, as its administrator does. */
export async function endSessions(server: RunningServer, username: string): Promise<void> {
  const ended = await server.fetch(`/api/v1/accounts/${username}/sessions`, { method: 'DELETE' });
  expect(ended.status).toBe(204);
}
