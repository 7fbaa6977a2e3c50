import cookies from '@fastify/cookie';
import { createOpenId, type OpenIdOptions } from '../../src/access/openid/openid.ts';
import { openProvider } from '../../src/access/openid/provider.ts';
import { openIdCallback, openIdRoutes } from '../../src/gateway/http/openid.ts';
import { createOriginRules } from '../../src/gateway/origin.ts';
import { answerProblems } from '../../src/gateway/problem.ts';
import { secure } from '../../src/gateway/security.ts';
import { createServer } from '../../src/gateway/server.ts';
import { createBackoff } from '../../src/lib/backoff.ts';
import type { AuditEntry, AuditNote } from '../../src/model/access.ts';
import type { AccountState, Admitted, Federated, SessionDesk } from '../../src/model/access-desk.ts';
import { createManualTime } from '../manual-time.ts';
import { until } from '../receiving.ts';
import { freePort } from '../stores/free-port.ts';
import { startProvider } from './provider.ts';

/** Accounts and sessions in memory: what a sign-in by OpenID Connect needs of the desk. */
export function createFederatedDesk() {
  const accounts = new Map<string, AccountState>();
  const signedIn: Federated[] = [];
  const desk: Pick<SessionDesk, 'signInFederated'> = {
    async signInFederated(who) {
      signedIn.push(who);
      const key = `${who.issuer} ${who.subject}`;
      const account: AccountState = {
        id: accounts.get(key)?.id ?? `account/${accounts.size + 1}`,
        username: accounts.get(key)?.username ?? who.username,
        organisation: who.organisation,
        roles: who.roles,
        disabled: false,
        secondFactor: false,
        lastSeenAt: null,
      };
      accounts.set(key, account);
      const ends = '2026-11-24T10:00:00.000Z';
      return {
        outcome: 'admitted',
        secret: `secret-${signedIn.length}`,
        session: {
          ...{ id: `session-${signedIn.length}`, account, purpose: 'duty', purposes: ['duty'] },
          ...{ purposeUntil: null, owes: [], idleAt: ends, endsAt: ends },
        },
      } satisfies Admitted;
    },
  };
  return { ...desk, accounts, signedIn };
}

/** A server with the routes of OpenID Connect alone, and a provider that knows it. */
export async function openDoor(options: Partial<OpenIdOptions> = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const redirectUri = `${url}${openIdCallback}`;
  const idp = await startProvider(redirectUri);
  const time = createManualTime(Date.now());
  const notes: AuditNote[] = [];
  const said: { level: string; text: string; fields: object }[] = [];
  const say = (level: string) => (fields: object, text: string) => void said.push({ level, text, fields });
  const log = { info: say('info'), warn: say('warn'), error: say('error') };
  const provider = openProvider({
    ...{ issuer: idp.issuer, clientId: idp.clientId, clientSecret: idp.clientSecret },
    ...{ backoff: createBackoff(1000, 60_000, () => 0.5), schedule: time.schedule, log },
  });
  await until(() => provider.configuration() !== null);
  const openId = createOpenId({
    ...{
      name: 'Port ID',
      redirectUri,
      scope: 'openid profile',
      claim: 'groups',
      mfa: ['mfa'],
      provider,
      log,
    },
    roles: [
      { value: 'watch', organisation: 'port', role: 'traffic-controller' },
      { value: 'chief', organisation: 'port', role: 'harbourmaster' },
      { value: 'fiscal', organisation: 'customs', role: 'customs' },
    ],
    demandsSecondFactor: (roles) => roles.includes('harbourmaster'),
    audit: {
      async record(note) {
        notes.push(note);
        return { ...note, seq: notes.length, at: '', hash: '' } satisfies AuditEntry;
      },
    },
    clock: time.clock,
    ...options,
  });
  const desk = createFederatedDesk();
  const gateway = { publicUrl: url, baseMap: null, host: '127.0.0.1' };
  const app = createServer(gateway);
  answerProblems(app);
  await app.register(cookies);
  secure(app, gateway, createOriginRules(gateway));
  openIdRoutes(
    app,
    {
      openId,
      sessions: desk,
      async admit(_request, reply, { secret }) {
        reply.setCookie('havenwacht', secret, { path: '/', httpOnly: true, sameSite: 'strict' });
      },
    },
    gateway,
  );
  await app.listen({ host: '127.0.0.1', port });
  return {
    ...{
      url,
      callback: redirectUri,
      begin: `${url}/api/v1/session/openid`,
      idp,
      provider,
      time,
      notes,
      said,
      desk,
    },
    async close() {
      provider.close();
      await app.close();
      await idp.close();
    },
  };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;
