import { booleanOr, fail, isObject, numberOr, onlyKnown, type Place, shown, word } from './fields.ts';
import { severities, zoneKinds } from './known-words.ts';

/** What a number may be, by the unit at the end of its name. */
const ranges: Readonly<
  Record<string, { readonly min: number; readonly max: number; readonly unit: string }>
> = {
  Ms: { min: 0, max: 7 * 86_400_000, unit: ' ms' },
  Kn: { min: 0, max: 102.2, unit: ' kn' },
  M: { min: 0, max: 100_000, unit: ' m' },
  Deg: { min: 0, max: 360, unit: '°' },
  Lengths: { min: 0, max: 100, unit: ' lengths' },
};
/** Counts and factors. */
const noUnit = { min: 0, max: 10_000, unit: '' };

const rangeOf = (name: string) => ranges[/(Ms|Kn|M|Deg|Lengths)$/.exec(name)?.[1] ?? ''] ?? noUnit;

/** The words that a text may be, by its name. */
function wordsOf(name: string): readonly string[] {
  if (/severity$/i.test(name)) return severities;
  if (name.endsWith('Kinds')) return zoneKinds;
  throw new TypeError(`what the setting ${name} may be cannot be told from its name`);
}

function list(standard: readonly unknown[], given: unknown, place: Place, field: string, name: string) {
  if (!Array.isArray(given)) return fail(place, `${field} ${shown(given)} is not a list.`);
  // numbers stand for something each; words are a set, which may be empty
  if (typeof standard[0] !== 'number')
    return given.map((item: unknown, i) => word(item, wordsOf(name), place, `${field}[${i}]`));
  if (given.length !== standard.length)
    fail(place, `${field} ${shown(given)} is not a list of ${standard.length} numbers.`);
  return given.map((item: unknown, i) => {
    const read = numberOr(item, null, rangeOf(name), place, `${field}[${i}]`);
    return read ?? fail(place, `${field}[${i}] is missing.`);
  });
}

function group(standard: object, given: unknown, place: Place, field: string): object {
  if (!isObject(given)) return fail(place, `${field} ${shown(given)} is not an object.`);
  onlyKnown(given, Object.keys(standard), place, field);
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(standard))
    all[name] = member(value, given[name], place, `${field}.${name}`, name);
  for (const [name, least] of Object.entries(all)) {
    const most = all[name.replace(/^min(?=[A-Z])/, 'max')];
    if (typeof least === 'number' && typeof most === 'number' && least > most)
      fail(place, `${field}.${name} ${least} is more than ${name.replace(/^min/, 'max')} ${most}.`);
  }
  return all;
}

function member(standard: unknown, given: unknown, place: Place, field: string, name: string): unknown {
  if (given === undefined || given === null) return standard;
  if (typeof standard === 'boolean') return booleanOr(given, standard, place, field);
  if (typeof standard === 'number') return numberOr(given, standard, rangeOf(name), place, field);
  if (typeof standard === 'string') return word(given, wordsOf(name), place, field);
  if (Array.isArray(standard)) return list(standard, given, place, field, name);
  return group(standard as object, given, place, field);
}

/**
 * Settings with what the operator gave laid over them. The shape of `standard` is the only list of names; the unit at the
 * end of a name is the range of its number, `…severity` and `…Kinds` are words of the port file, and `min…` may
 * not be over `max…`. `null` and absent leave what stands.
 *
 * @param field name of the whole in errors, e.g. `watch`
 * @throws ConfigError with one sentence naming place and field, e.g. `watch.behaviour.drifting.maxKn`
 */
export const overlay = <T extends object>(standard: T, given: unknown, place: Place, field: string): T =>
  member(standard, given, place, field, field) as T;
