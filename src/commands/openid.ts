import { createOpenId } from '../access/openid/openid.ts';
import { openProvider } from '../access/openid/provider.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Settings } from '../config/settings.ts';
import { openIdCallback } from '../gateway/http/openid.ts';
import { createBackoff } from '../lib/backoff.ts';
import { schedule } from '../lib/schedule.ts';
import type { AuditTrail, Policy } from '../model/access.ts';
import type { OpenIdDesk } from '../model/openid-desk.ts';
import type { Clock, Log } from '../model/ports.ts';

export interface OpenOpenId {
  readonly desk: OpenIdDesk;
  /** Null when the provider is known, else one sentence. */
  readonly degraded: string | null;
  close(): void;
}

export interface OpenIdParts {
  readonly policy: Policy;
  readonly audit: Pick<AuditTrail, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What of HW_OIDC_ROLES the policy does not know. */
function faultOf({ oidcRoles }: Settings, { organisations }: Policy): string | null {
  for (const { value, organisation: id, role } of oidcRoles) {
    const organisation = organisations.find((known) => known.id === id);
    if (organisation === undefined)
      return `'${value}': there is no organisation "${id}"; there are ${organisations.map((o) => o.id).join(', ')}`;
    if (!organisation.roles.includes(role))
      return `'${value}': ${id} has no ${role}; it has ${organisation.roles.join(', ')}`;
  }
  return null;
}

/**
 * Sign-in at the provider of the settings; null when there is none. A provider that does not answer is asked again, and nothing waits for it.
 * @throws ConfigError when HW_OIDC_ROLES gives a role that the policy has not
 */
export function openOpenId(settings: Settings, parts: OpenIdParts): OpenOpenId | null {
  const { oidcIssuer: issuer, oidcClientId, oidcClientSecret, publicUrl } = settings;
  if (issuer === null || oidcClientId === null || oidcClientSecret === null || publicUrl === null)
    return null;
  const fault = faultOf(settings, parts.policy);
  if (fault !== null) throw new ConfigError(`HW_OIDC_ROLES: ${fault}.`);
  const { policy, audit, clock, log } = parts;
  const provider = openProvider({
    ...{ issuer, clientId: oidcClientId, clientSecret: oidcClientSecret, schedule, log },
    backoff: createBackoff(1_000, 60_000, Math.random),
  });
  const desk = createOpenId({
    ...{ name: settings.oidcName, scope: settings.oidcScope, claim: settings.oidcClaim },
    ...{ roles: settings.oidcRoles, mfa: settings.oidcMfa },
    demandsSecondFactor: (roles) =>
      settings.secondFactor === 'required' && roles.some((role) => policy.roles[role].secondFactor),
    ...{ redirectUri: `${publicUrl}${openIdCallback}`, provider, audit, clock, log },
  });
  return {
    desk,
    get degraded() {
      return provider.degraded;
    },
    close: () => provider.close(),
  };
}
