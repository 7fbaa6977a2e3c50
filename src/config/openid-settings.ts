import { type Role, roles } from '../model/access.ts';
import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';

/** A value of the claim, and the role that it gives in an organisation. */
export interface OpenIdRole {
  readonly value: string;
  readonly organisation: string;
  readonly role: Role;
}

function parseRole(entry: string): OpenIdRole {
  const wrong = (what: string): Error => new Error(`HW_OIDC_ROLES: '${entry}': ${what}`);
  const [, value = '', organisation = '', name = ''] = /^(.+)=([^=:]+):([^=:]+)$/.exec(entry) ?? [];
  if (value === '') throw wrong('is not value=organisation:role');
  const role = roles.find((known) => known === name.trim());
  if (role === undefined) throw wrong(`"${name.trim()}" is no role; there are ${roles.join(', ')}`);
  return { value: value.trim(), organisation: organisation.trim(), role };
}

/**
 * Reads HW_OIDC_ROLES: a comma list of `value=organisation:role`. A value may have several roles.
 * @throws Error that names the entry and what is wrong with it
 */
export const parseOpenIdRoles = (text: string): OpenIdRole[] => as.items(text).map(parseRole);

/** An issuer identifier (OpenID Connect Core 1.0 §1.2). Without TLS only on this machine: what it says lets people in. */
const issuer: as.Read<string> = (t) => {
  const url = URL.canParse(t) ? new URL(t) : null;
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return undefined;
  const fine =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && as.isLoopback(url.hostname.replace(/^\[|\]$/g, '')));
  return fine ? t : undefined;
};

const words: as.Read<readonly string[]> = (t) => {
  const found = as.items(t);
  return found.length > 0 ? found : undefined;
};

/** Sign-in at a provider of OpenID Connect. */
export const openIdRows = {
  oidcIssuer: optional({
    variable: 'HW_OIDC_ISSUER',
    standard: null,
    read: issuer,
    accepts: 'https://… as the provider writes it (http on loopback only)',
    meaning: 'OpenID Connect provider that people may sign in at; unset: none',
  }),
  oidcClientId: optional({
    variable: 'HW_OIDC_CLIENT_ID',
    standard: null,
    read: as.text,
    accepts: 'the id under which the provider knows this server',
    meaning: 'client id; its redirect URI there is HW_PUBLIC_URL/api/v1/session/openid/callback',
  }),
  oidcClientSecret: optional({
    variable: 'HW_OIDC_CLIENT_SECRET',
    standard: null,
    read: as.text,
    accepts: 'the secret that the provider gave to this server',
    meaning: 'client secret',
    secret: true,
  }),
  oidcName: given({
    variable: 'HW_OIDC_NAME',
    standard: 'OpenID',
    read: (t) => (t.length <= 40 ? t : undefined),
    accepts: 'up to 40 characters',
    meaning: 'what the sign-in page calls the provider',
  }),
  oidcScope: given({
    variable: 'HW_OIDC_SCOPE',
    standard: 'openid profile',
    read: (t) => (t.split(' ').includes('openid') ? t : undefined),
    accepts: 'scopes divided by spaces, openid among them',
    meaning: 'what the provider is asked for; some give groups only for a scope of their own',
  }),
  oidcClaim: given({
    variable: 'HW_OIDC_CLAIM',
    standard: 'groups',
    read: as.text,
    accepts: 'a claim, or the path to one, e.g. realm_access.roles',
    meaning: 'where the provider says what a person is',
  }),
  oidcRoles: given({
    variable: 'HW_OIDC_ROLES',
    standard: '',
    read: parseOpenIdRoles,
    accepts: 'a comma list of value=organisation:role',
    meaning: 'role of whom that claim gives a value; a person gets the organisation of the first that fits',
  }),
  oidcMfa: given({
    variable: 'HW_OIDC_MFA',
    standard: 'mfa',
    read: words,
    accepts: 'a comma list of values of amr or acr',
    meaning: 'what shows that the provider saw a second factor',
  }),
};

interface OpenIdSettings {
  readonly publicUrl: string | null;
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  readonly oidcRoles: readonly OpenIdRole[];
}

/** Combinations that no single variable shows. */
export function openIdConflicts(s: OpenIdSettings): string[] {
  const rest = [
    ['HW_OIDC_CLIENT_ID', s.oidcClientId],
    ['HW_OIDC_CLIENT_SECRET', s.oidcClientSecret],
    ['HW_OIDC_ROLES', s.oidcRoles[0] ?? null],
  ] as const;
  if (s.oidcIssuer === null)
    return rest.flatMap(([name, value]) =>
      value === null ? [] : [`${name} is set, but not HW_OIDC_ISSUER: there is no provider.`],
    );
  const missing = rest.flatMap(([name, value]) => (value === null ? [name] : []));
  const found = missing.map((name) => `HW_OIDC_ISSUER is set, but not ${name}.`);
  if (s.publicUrl === null)
    found.push('HW_OIDC_ISSUER is set, but not HW_PUBLIC_URL: the provider sends people back to there.');
  return found;
}
