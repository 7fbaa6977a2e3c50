import { booleanOr, fail, isObject, numberOr, onlyKnown, type Place, shown, word } from './fields.ts';
import { severities, zoneKinds } from './known-words.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly whole?: true;
}

/** What a number may be, by the unit at the end of its name. */
const ranges: Readonly<Record<string, Range>> = {
  AgeMs: { min: 0, max: 600_000, unit: ' ms' },
  Ms: { min: 0, max: 7 * 86_400_000, unit: ' ms' },
  S: { min: 0, max: 1_800, unit: ' s' },
  Kn: { min: 0, max: 102.2, unit: ' kn' },
  M: { min: 0, max: 100_000, unit: ' m' },
  Deg: { min: 0, max: 360, unit: '°' },
  Lengths: { min: 0, max: 100, unit: ' lengths' },
  Beams: { min: 0, max: 100, unit: ' beams' },
  Factor: { min: 0, max: 10, unit: ' times' },
  Part: { min: 0, max: 1, unit: '' },
};
/** Counts. */
const noUnit: Range = { min: 0, max: 10_000, unit: '' };
/** Codes of vessels, of which a list has any number. */
const codes: Readonly<Record<string, Range>> = {
  Types: { min: 0, max: 255, unit: '', whole: true },
  Eri: { min: 0, max: 9_999, unit: '', whole: true },
};

const unitIn = new RegExp(`(${Object.keys(ranges).join('|')})$`);
const meaningIn = new RegExp(
  `(${Object.keys({ ...ranges, ...codes }).join('|')}|[sS]everity|Kinds|Between)$`,
);
const rangeOf = (name: string): Range => ranges[unitIn.exec(name)?.[1] ?? ''] ?? noUnit;

/** The words that a text may be, by its name. */
function wordsOf(name: string): readonly string[] {
  if (/severity$/i.test(name)) return severities;
  if (name.endsWith('Kinds')) return zoneKinds;
  throw new TypeError(`what the setting ${name} may be cannot be told from its name`);
}

/** A value in the operator's file: where it stands, and the name that says what it may be. */
interface Spot {
  readonly place: Place;
  readonly field: string;
  readonly name: string;
  /** What each member of a group with names of the operator's own may have, by the name of the group. */
  readonly shapes: Readonly<Record<string, object>>;
  /** Only what is given is kept, to be laid over something else. */
  readonly isPart: boolean;
}

/** A member of a group; a name that says nothing of what it is has the meaning of the group's. */
const within = (spot: Spot, name: string): Spot => ({
  ...spot,
  field: `${spot.field}.${name}`,
  name: meaningIn.test(name) ? name : meaningIn.test(spot.name) ? spot.name : name,
});

function zonePair(given: unknown, place: Place, field: string): readonly string[] {
  const isPair = Array.isArray(given) && given.length === 2 && given.every((id) => typeof id === 'string');
  return isPair ? given : fail(place, `${field} ${shown(given)} is not a pair of zone ids.`);
}

function list(standard: readonly unknown[], given: unknown, { place, field, name }: Spot): unknown[] {
  if (!Array.isArray(given)) return fail(place, `${field} ${shown(given)} is not a list.`);
  const each = (read: (item: unknown, field: string) => unknown): unknown[] =>
    given.map((item: unknown, i) => read(item, `${field}[${i}]`));
  const numbers = (range: Range): unknown[] =>
    each((item, at) => numberOr(item, null, range, place, at) ?? fail(place, `${at} is missing.`));
  if (name.endsWith('Between')) return each((item, at) => zonePair(item, place, at));
  const code = codes[meaningIn.exec(name)?.[1] ?? ''];
  if (code !== undefined) return numbers(code);
  // numbers stand for something each; words are a set, which may be empty
  if (typeof standard[0] !== 'number') return each((item, at) => word(item, wordsOf(name), place, at));
  if (given.length !== standard.length)
    fail(place, `${field} ${shown(given)} is not a list of ${standard.length} numbers.`);
  return numbers(rangeOf(name));
}

function group(standard: object, given: unknown, spot: Spot): object {
  const { place, field, shapes, isPart } = spot;
  if (!isObject(given)) return fail(place, `${field} ${shown(given)} is not an object.`);
  const shape = shapes[spot.name];
  if (shape !== undefined) {
    const read = ([id, value]: [string, unknown]): [string, unknown] => [
      id,
      group(shape, value ?? {}, { ...spot, field: `${field}.${id}`, name: '', isPart: true }),
    ];
    return Object.fromEntries([...Object.entries(standard), ...Object.entries(given).map(read)]);
  }
  onlyKnown(given, Object.keys(standard), place, field);
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(standard)) {
    const isGiven = given[name] !== undefined && given[name] !== null;
    if (isGiven || !isPart) all[name] = member(value, given[name], within(spot, name));
  }
  for (const [name, least] of Object.entries(all)) {
    const most = all[name.replace(/^min(?=[A-Z])/, 'max')];
    if (typeof least === 'number' && typeof most === 'number' && least > most)
      fail(place, `${field}.${name} ${least} is more than ${name.replace(/^min/, 'max')} ${most}.`);
  }
  return all;
}

function member(standard: unknown, given: unknown, spot: Spot): unknown {
  const { place, field, name } = spot;
  if (given === undefined || given === null) return standard;
  if (typeof standard === 'boolean') return booleanOr(given, standard, place, field);
  if (typeof standard === 'number') return numberOr(given, standard, rangeOf(name), place, field);
  if (typeof standard === 'string') return word(given, wordsOf(name), place, field);
  if (Array.isArray(standard)) return list(standard, given, spot);
  return group(standard as object, given, spot);
}

/**
 * Settings with what the operator gave laid over them. The shape of `standard` is the only list of names; the end of a name, or
 * of that of its group, says what a value is: the unit of a number, `…severity` and `…Kinds` words of the port file,
 * `…Types` and `…Eri` codes of vessels, `…Between` pairs of zone ids; and `min…` may not be over `max…`. `null` and absent
 * leave what stands.
 *
 * @param field name of the whole in errors, e.g. `watch`
 * @param shapes for groups whose members the operator names (zones by id): what each member may have, by the group's name. Of
 * such a member only what is given is kept
 * @throws ConfigError with one sentence naming place and field, e.g. `watch.behaviour.drifting.maxKn`
 */
export const overlay = <T extends object>(
  standard: T,
  given: unknown,
  place: Place,
  field: string,
  shapes: Spot['shapes'] = {},
): T => member(standard, given, { place, field, name: field, shapes, isPart: false }) as T;
