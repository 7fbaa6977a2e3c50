import { basename, resolve } from 'node:path';
import { type Organisation, type Policy, type RolePolicy, roles } from '../model/access.ts';
import type { Zone } from '../model/zone.ts';
import {
  booleanOr,
  fail,
  isObject,
  listOr,
  onlyKnown,
  type Place,
  shown,
  textOr,
  wordsOr,
} from './fields.ts';
import { readJsonFile } from './json-file.ts';
import { rolePolicy } from './policy-roles.ts';

/** From `src/config` and from `dist/config` alike. */
const builtIn = resolve(import.meta.dirname, '../../fixtures/policy.json');

const nothing: RolePolicy = { secondFactor: false, purposes: {} };

function name(value: unknown, place: Place, field: string): string {
  if (typeof value !== 'string' || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(value))
    return fail(place, `${field} ${shown(value)} is not a short name in lower case, e.g. "maritime-police".`);
  return value;
}

function mmsi(value: unknown, place: Place, field: string): string {
  if (typeof value !== 'string' || !/^\d{9}$/.test(value))
    return fail(place, `${field} ${shown(value)} is not an MMSI of nine digits in quotation marks.`);
  return value;
}

/** Area ids are those of zones, which may be anything. */
function area(value: unknown, place: Place, field: string): string {
  return textOr(value, null, place, field) ?? fail(place, `${field} is not the id of a zone.`);
}

function organisation(value: unknown, file: string, i: number): Organisation {
  const at = `${file}: organisation ${i}`;
  if (!isObject(value)) return fail(`${at}:`, 'is not an object.');
  const id = name(value['id'], `${at}:`, 'id');
  const place = `${at} "${id}":`;
  onlyKnown(value, ['id', 'name', 'roles', 'areas', 'vessels', 'confined'], place, 'organisation');
  return {
    id,
    name: textOr(value['name'], id, place, 'name'),
    roles: wordsOr(value['roles'], [], roles, place, 'roles'),
    areas: listOr(value['areas'], area, place, 'areas') ?? [],
    vessels: listOr(value['vessels'], mmsi, place, 'vessels') ?? [],
    confined: booleanOr(value['confined'], false, place, 'confined'),
  };
}

/**
 * The policy from parsed JSON. `file` is its name in errors. A role that it does not name may do nothing.
 * @throws ConfigError with one sentence naming file, organisation or role, and field.
 */
export function parsePolicy(json: unknown, file: string): Policy {
  if (!isObject(json)) return fail(`${file}:`, 'is not a JSON object.');
  onlyKnown(json, ['about', 'organisations', 'roles'], `${file}:`, 'policy');
  const { organisations: given, roles: givenRoles } = json;
  if (!Array.isArray(given) || given.length === 0) return fail(`${file}:`, 'organisations has none.');
  if (!isObject(givenRoles)) return fail(`${file}:`, 'roles is not an object.');
  onlyKnown(givenRoles, roles, `${file}:`, 'roles');
  const organisations = given.map((item: unknown, i) => organisation(item, file, i));
  organisations.forEach(({ id }, i) => {
    const first = organisations.findIndex((o) => o.id === id);
    if (first !== i)
      fail(`${file}: organisation ${i}:`, `id "${id}" is already taken by organisation ${first}.`);
  });
  const byRole = Object.fromEntries(
    roles.map((role) => [
      role,
      givenRoles[role] === undefined ? nothing : rolePolicy(givenRoles[role], `${file}: role "${role}":`),
    ]),
  ) as Policy['roles'];
  return { organisations, roles: byRole };
}

/**
 * Reads the policy file at start; null: the built-in example.
 * @throws ConfigError when it cannot be read, is no JSON, or is no policy (see `parsePolicy`).
 */
export function loadPolicy(path: string | null): Policy {
  const file = path ?? builtIn;
  return parsePolicy(readJsonFile(file, basename(file), 'the policy file'), basename(file));
}

/** Areas that are no zone of the port, each with the organisation that names it first. */
export function unknownAreas(
  policy: Policy,
  zones: readonly Zone[],
): { organisation: string; area: string }[] {
  const known = new Set(zones.map(({ id }) => id));
  return policy.organisations.flatMap(({ id, areas }) =>
    areas.filter((zone) => !known.has(zone)).map((zone) => ({ organisation: id, area: zone })),
  );
}
