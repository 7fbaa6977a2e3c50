import type { SecurityLevel } from '../model/security-level.ts';
import type { Zone } from '../model/zone.ts';
import { clearanceOf } from './clearance.ts';
import { ConfigError } from './config-error.ts';
import { booleanOr, fail, isObject, listOr, numberOr, type Place, shown, textOr, word } from './fields.ts';
import { zoneKinds } from './known-words.ts';
import { zoneHours } from './zone-hours.ts';
import { zoneRules } from './zone-rules.ts';
import { zoneShape } from './zone-shape.ts';

const mostOrganisations = 50;
/** How far GPS and antenna position may wander about a border without counting as leaving. */
const standardExitMarginM = 30;

function organisation(value: unknown, place: Place, field: string): string {
  const name = textOr(value, '', place, field);
  if (name === '' || name.length > 100)
    fail(place, `${field} ${shown(value)} is not a name of 1 to 100 characters.`);
  return name;
}

function idOf(id: unknown, place: Place): string {
  if (typeof id === 'number') return String(id);
  return textOr(id, null, place, 'id') ?? fail(place, 'id is missing: every zone needs its own.');
}

/** Names of organisations, each once. */
function organisations(value: unknown, place: Place): readonly string[] | undefined {
  const names = listOr(value, organisation, place, 'visibleTo');
  if (names === undefined) return undefined;
  if (names.length > mostOrganisations) fail(place, `visibleTo names more than ${mostOrganisations}.`);
  return [...new Set(names)];
}

/** From which ISPS level on its rules hold; level 1 is always. */
function securityLevel(value: unknown, place: Place): SecurityLevel | null {
  const range = { min: 1, max: 3, whole: true, unit: '' } as const;
  const level = numberOr(value, null, range, place, 'minSecurityLevel');
  return level === 2 || level === 3 ? level : null;
}

/**
 * A zone from one GeoJSON Feature. `where` names it in errors, with its name behind; empty: errors begin with the field.
 * @throws ConfigError with one sentence naming place and field.
 */
export function zone(value: unknown, where: string): Zone {
  const unnamed = where === '' ? '' : `${where}:`;
  const { type, id: outerId, properties: given, geometry } = isObject(value) ? value : {};
  if (type !== 'Feature') fail(unnamed, `${shown(value)} is not a Feature.`);
  const properties = given ?? {};
  if (!isObject(properties)) fail(unnamed, `properties ${shown(properties)} is not an object.`);
  const { id: innerId, name, kind, rules, exitMarginM, approximate, note, visibleTo, shadow } = properties;
  const { uncertainty_m: uncertainty, uncertaintyM } = properties;
  const called = name ?? innerId ?? outerId;
  const place = called === undefined || where === '' ? unnamed : `${where} ${shown(called)}:`;
  const id = idOf(innerId ?? outerId, place);
  const clearance = clearanceOf(properties['clearance'], place);
  const visible = organisations(visibleTo, place);
  const level = securityLevel(properties['minSecurityLevel'], place);
  const metres = { min: 0, max: 10_000, unit: ' m' };
  return {
    id,
    name: textOr(name, id, place, 'name'),
    kind: word(kind, zoneKinds, place, 'kind'),
    ...zoneShape(geometry, properties, place),
    rules: zoneRules(rules, place),
    ...zoneHours(properties, place),
    exitMarginM: numberOr(exitMarginM, standardExitMarginM, metres, place, 'exitMarginM'),
    approximate: booleanOr(approximate, false, place, 'approximate'),
    uncertaintyM: numberOr(uncertainty ?? uncertaintyM, null, metres, place, 'uncertainty_m'),
    note: textOr(note, null, place, 'note'),
    ...(clearance && { clearance }),
    ...(booleanOr(shadow, false, place, 'shadow') && { shadow: true }),
    ...(visible && { visibleTo: visible }),
    ...(level !== null && { minSecurityLevel: level }),
  };
}

/** A zone from a Feature that a user sent; or one sentence, beginning with the field, that says what is wrong with it. */
export function readZone(feature: unknown): Zone | string {
  try {
    return zone(feature, '');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
