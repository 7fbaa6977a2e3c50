import { createHash } from 'node:crypto';
import { buildAuthorizationUrl } from 'openid-client';
import type { AuditTrail, Role } from '../../model/access.ts';
import type { NotVouched, OpenIdDesk } from '../../model/openid-desk.ts';
import type { Clock, Log } from '../../model/ports.ts';
import { claimOf, entitlement, type RoleMapping, showsSecondFactor, usernameOf } from './claims.ts';
import { exchange } from './exchange.ts';
import type { Provider } from './provider.ts';
import { createTickets } from './ticket.ts';

export interface OpenIdOptions {
  /** What the sign-in page calls the provider. */
  readonly name: string;
  /** Of the public URL, never of a request. */
  readonly redirectUri: string;
  readonly scope: string;
  /** Claim that has the values of `roles`. */
  readonly claim: string;
  readonly roles: readonly RoleMapping[];
  /** Values of `amr` or `acr` that show a second factor. */
  readonly mfa: readonly string[];
  /** Whether one of these roles demands a second factor. */
  readonly demandsSecondFactor: (roles: readonly Role[]) => boolean;
  readonly provider: Provider;
  readonly audit: Pick<AuditTrail, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sign-ins that ask the provider at once; each may take ten seconds. */
const mostAtOnce = 32;

const refused = (cause: NotVouched['cause'], detail: string): NotVouched => ({
  outcome: 'refused',
  cause,
  detail,
});

/** Signs people in by OpenID Connect: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9700). */
export function createOpenId(options: OpenIdOptions): OpenIdDesk {
  const { name, redirectUri, provider, claim, audit, log } = options;
  const tickets = createTickets(options.clock);
  const absent = refused(
    'unavailable',
    `${name} does not answer now: try again later, or sign in with a password`,
  );
  let asking = 0;

  async function vouch(ticket: string | null, query: string): ReturnType<OpenIdDesk['finish']> {
    const bound = ticket === null ? null : tickets.take(ticket);
    if (bound === null)
      return refused(
        'credentials',
        'this sign-in was not begun in this browser, took too long, or is over: begin again',
      );
    const configuration = provider.configuration();
    if (configuration === null) return absent;
    const answer = new URL(redirectUri);
    answer.search = query;
    const result = await exchange(configuration, answer, bound, claim);
    if (result.outcome === 'unavailable') {
      log.error({ reason: result.reason }, 'the OpenID provider did not answer a sign-in');
      return absent;
    }
    if (result.outcome === 'refused') {
      log.warn({ reason: result.reason }, 'an OpenID sign-in was refused');
      return refused('credentials', `the answer of ${name} was not accepted: begin again`);
    }
    const { claims, issuer, subject } = result;
    const username = usernameOf(claims, subject);
    const entitled = entitlement(claimOf(claims, claim), options.roles);
    if (entitled === null)
      return refused(
        'not-entitled',
        `${username} has no role here: ask the administrator of ${name} for a value of "${claim}" that HW_OIDC_ROLES names`,
      );
    if (options.demandsSecondFactor(entitled.roles) && !showsSecondFactor(claims, options.mfa))
      return refused(
        'not-entitled',
        `the role ${entitled.roles.join(', ')} demands a second factor, and ${name} says nothing of one: sign in there with it, ` +
          'or ask the administrator for it (HW_OIDC_MFA)',
      );
    return { outcome: 'vouched', who: { issuer, subject, username, ...entitled } };
  }

  return {
    name,
    ticketS: tickets.lifeS,
    begin() {
      const configuration = provider.configuration();
      if (configuration === null) return absent;
      const { ticket, bound } = tickets.issue();
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: options.scope,
        state: bound.state,
        nonce: bound.nonce,
        code_challenge: createHash('sha256').update(bound.verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      return { outcome: 'begun', url: url.href, ticket };
    },
    async finish(ticket, query, address) {
      if (asking >= mostAtOnce) return refused('busy', 'too many people sign in at this moment: try again');
      asking++;
      const result = await vouch(ticket, query).finally(() => asking--);
      if (result.outcome === 'refused')
        await audit.record({
          action: 'session.refused',
          actor: null,
          address,
          purpose: null,
          object: null,
          outcome: result.cause === 'unavailable' ? 'failed' : 'denied',
          detail: { by: 'openid', reason: result.detail },
        });
      return result;
    },
  };
}
