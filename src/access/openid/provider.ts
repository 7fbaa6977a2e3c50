import { allowInsecureRequests, Configuration, discovery, enableNonRepudiationChecks } from 'openid-client';
import type { Backoff } from '../../lib/backoff.ts';
import type { Schedule } from '../../lib/schedule.ts';
import type { Log } from '../../model/ports.ts';

export interface ProviderOptions {
  /** Issuer identifier: https, or http on a loopback address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly backoff: Backoff;
  readonly schedule: Schedule;
  readonly log: Log;
}

/** The provider, as far as it is known. */
export interface Provider {
  /** Null until it has said what it offers. */
  configuration(): Configuration | null;
  /** Null when it answers, else one sentence. */
  readonly degraded: string | null;
  close(): void;
}

/** Longest time that the provider may take for one answer. */
export const answerS = 10;
/** Signatures that anybody can check and only the provider can make: never `none`, never a shared secret. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** The reason of a failed request, down to its first cause: fetch says no more than that it failed. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${reasonOf(error.cause)})` : error.message;
}

/** @throws Error that says what the provider lacks */
async function ask({ issuer, clientId, clientSecret }: ProviderOptions): Promise<Configuration> {
  const insecure = issuer.startsWith('http:');
  const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: answerS,
    ...(insecure && { execute: [allowInsecureRequests] }),
  });
  const { supportsPKCE: _, ...offered } = found.serverMetadata();
  const usable = (offered.id_token_signing_alg_values_supported ?? ['RS256']).filter((name) =>
    algorithms.includes(name),
  );
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
    if (offered[name] === undefined) throw new Error(`its metadata have no ${name}`);
  if (usable.length === 0) throw new Error('it signs ID tokens by none of the algorithms that are taken');
  const configuration = new Configuration(
    { ...offered, id_token_signing_alg_values_supported: usable },
    clientId,
    clientSecret,
  );
  configuration.timeout = answerS;
  if (insecure) allowInsecureRequests(configuration);
  // the signature counts also on tokens that came straight from the provider
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Asks the provider what it offers, and again until it has answered; returns at once. */
export function openProvider(options: ProviderOptions): Provider {
  const { issuer, backoff, schedule, log } = options;
  let known: Configuration | null = null;
  let fault: string | null = 'the provider has not answered yet';
  let closed = false;
  let cancel = (): void => {};

  async function attempt(): Promise<void> {
    try {
      known = await ask(options);
      fault = null;
      if (!closed) log.info({ issuer }, 'the OpenID provider is known');
    } catch (error) {
      if (closed) return;
      const reason = reasonOf(error);
      const sentence = `HW_OIDC_ISSUER: ${issuer} cannot be used: ${reason}`;
      // once for each reason, not at every attempt
      if (fault !== sentence)
        log.error({ issuer, reason }, 'the OpenID provider cannot be used: trying again');
      fault = sentence;
      cancel = schedule(backoff.next(), () => void attempt());
    }
  }

  void attempt();
  return {
    configuration: () => known,
    get degraded() {
      return fault;
    },
    close() {
      closed = true;
      cancel();
    },
  };
}
