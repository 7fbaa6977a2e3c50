import {
  authorizationCodeGrant,
  ClientError,
  type Configuration,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client';
import { type Claims, claimOf } from './claims.ts';
import { reasonOf } from './provider.ts';
import type { Bound } from './ticket.ts';

export type Exchange =
  | { readonly outcome: 'known'; readonly issuer: string; readonly subject: string; readonly claims: Claims }
  /** The person's answer is not good; `reason` is for the log. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** The line to the provider, or our client there, is out of order. */
  | { readonly outcome: 'unavailable'; readonly reason: string };

/** What is wrong with the line to the provider or with our client there, not with the person's answer. */
const faultsOfTheLine = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);
const faultsOfTheClient = new Set(['invalid_client', 'unauthorized_client']);

function isUnavailable(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return faultsOfTheClient.has(error.error);
  if (error instanceof ClientError) return faultsOfTheLine.has(error.code ?? '');
  // what `fetch` throws when there is no connection
  return error instanceof TypeError;
}

/**
 * Gives the code of the provider's answer for an ID token, and checks state, issuer, audience, signature, times and nonce. Where the
 * ID token has not the claim that is asked for, the userinfo endpoint is asked.
 * @param answer the configured redirect URI with the query of the callback
 */
export async function exchange(
  configuration: Configuration,
  answer: URL,
  bound: Bound,
  claim: string,
): Promise<Exchange> {
  try {
    const tokens = await authorizationCodeGrant(configuration, answer, {
      expectedState: bound.state,
      expectedNonce: bound.nonce,
      pkceCodeVerifier: bound.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return { outcome: 'refused', reason: 'there is no ID token' };
    const told =
      claimOf(claims, claim) !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined;
    const more = told ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
    // what is signed goes before what is not
    return { outcome: 'known', issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
  } catch (error) {
    return { outcome: isUnavailable(error) ? 'unavailable' : 'refused', reason: reasonOf(error) };
  }
}
