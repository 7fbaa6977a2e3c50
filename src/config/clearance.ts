import type { Clearance } from '../model/zone.ts';
import { appliesTo } from './applies-to.ts';
import { fail, isObject, onlyKnown, type Place, shown, word } from './fields.ts';
import { severities } from './known-words.ts';

/**
 * `properties.clearance` of one feature; undefined when it demands none.
 * @throws ConfigError naming the place and the field.
 */
export function clearanceOf(value: unknown, place: Place): Clearance | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return fail(place, `clearance ${shown(value)} is not an object.`);
  onlyKnown(value, ['severity', 'appliesTo'], place, 'clearance');
  return {
    severity: word(value['severity'] ?? 'warning', severities, place, 'clearance.severity'),
    appliesTo: appliesTo(value['appliesTo'], place, 'clearance.appliesTo'),
  };
}
