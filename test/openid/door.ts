import { createOpenId } from '../../src/access/openid/openid.ts';
import { openProvider } from '../../src/access/openid/provider.ts';
import { openIdCallback } from '../../src/gateway/http/openid.ts';
import { createBackoff } from '../../src/lib/backoff.ts';
import type { Federated, SessionDesk } from '../../src/model/access-desk.ts';
import { openHouse } from '../access-house.ts';
import { createWorld } from '../gateway-helpers.ts';
import { until } from '../receiving.ts';
import { freePort } from '../stores/free-port.ts';
import { startProvider } from './provider.ts';

/** A listening server with real accounts, and a provider that knows it. */
export async function openDoor({ secret }: { readonly secret?: string } = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const redirectUri = `${url}${openIdCallback}`;
  const idp = await startProvider(redirectUri);
  const house = await openHouse();
  const said: { level: string; text: string; fields: object }[] = [];
  const say = (level: string) => (fields: object, text: string) => void said.push({ level, text, fields });
  const log = { info: say('info'), warn: say('warn'), error: say('error') };
  const provider = openProvider({
    ...{ issuer: idp.issuer, clientId: idp.clientId, clientSecret: secret ?? idp.clientSecret },
    ...{ backoff: createBackoff(1000, 60_000, () => 0.5), schedule: house.time.schedule, log },
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
      { value: 'quay', organisation: 'terminal', role: 'terminal-operator' },
    ],
    demandsSecondFactor: (roles) => roles.includes('harbourmaster'),
    audit: house.audit,
    clock: house.time.clock,
  });
  const vouchedFor: Federated[] = [];
  const { sessions } = house.access;
  const counted: SessionDesk = {
    ...sessions,
    signInFederated(who, from) {
      vouchedFor.push(who);
      return sessions.signInFederated(who, from);
    },
  };
  const world = await createWorld({ publicUrl: url }, undefined, undefined, {
    ...house.access,
    sessions: counted,
    openId,
  });
  await world.app.listen({ host: '127.0.0.1', port });
  return {
    ...{ url, callback: redirectUri, begin: `${url}/api/v1/session/openid`, idp, house, said, vouchedFor },
    /** What the audit has of refused sign-ins. */
    refusals: () => house.audit.notes.filter(({ action }) => action === 'session.refused'),
    async close() {
      provider.close();
      await world.app.close();
      await house.end();
      await idp.close();
    },
  };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;
