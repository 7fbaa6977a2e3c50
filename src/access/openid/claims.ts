import type { Role } from '../../model/access.ts';

/** What a token or the userinfo endpoint says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** One value of the claim, and the role that it gives. */
export interface RoleMapping {
  readonly value: string;
  readonly organisation: string;
  readonly role: Role;
}

const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

/** Own member of that name; else, where the name has dots, the member at that path (`realm_access.roles`). */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>((at, step) => (isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined), claims);
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

/**
 * Organisation and roles of a person; null when none of the values has one. A person belongs to one organisation: that of the first
 * mapping that fits, and further ones count when they are of the same.
 */
export function entitlement(
  value: unknown,
  mappings: readonly RoleMapping[],
): { readonly organisation: string; readonly roles: readonly Role[] } | null {
  const values = new Set(textsOf(value));
  const fitting = mappings.filter((mapping) => values.has(mapping.value));
  const organisation = fitting[0]?.organisation;
  if (organisation === undefined) return null;
  const roles = fitting.filter((mapping) => mapping.organisation === organisation).map(({ role }) => role);
  return { organisation, roles: [...new Set(roles)] };
}

/** Whether the provider saw a second factor: `amr` has one of these values (RFC 8176), or `acr` is one. */
export function showsSecondFactor(claims: Claims, values: readonly string[]): boolean {
  const shown = [...textsOf(claims['amr']), ...textsOf(claims['acr'])];
  return shown.some((value) => values.includes(value));
}

const shortest = 2;
const longest = 40;

/** A name for the account, made of what the provider calls the person: letters, digits, `.`, `_` and `-`, beginning with a letter. */
export function usernameOf(claims: Claims, subject: string): string {
  const [given] = [...textsOf(claims['preferred_username']), ...textsOf(claims['email']), subject];
  const plain = (given ?? '')
    .replace(/@.*$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/[-._]+$/, '');
  return plain.length >= shortest ? plain : 'person';
}
