import { ConfigError } from './config-error.ts';

/** Where in the operator's file a value stands, e.g. `antwerp.geojson: feature 12 "Royerssluis":`; empty for what stands alone. */
export type Place = string;

/** @throws ConfigError with one sentence: the place, then what is wrong there. */
export function fail(place: Place, fault: string): never {
  throw new ConfigError(place === '' ? fault : `${place} ${fault}`);
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as it stands in the file, cut so that it fits into a sentence. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `null` and absent mean the same everywhere in the port file. */
const absent = (value: unknown): value is null | undefined => value === undefined || value === null;

export function textOr<T>(value: unknown, standard: T, place: Place, field: string): string | T {
  if (absent(value)) return standard;
  if (typeof value !== 'string' || value.trim() === '')
    fail(place, `${field} ${shown(value)} is not a text.`);
  return value;
}

export function numberOr<T>(
  value: unknown,
  standard: T,
  range: {
    readonly min: number;
    readonly max: number;
    readonly whole?: true;
    readonly unit: string;
  },
  place: Place,
  field: string,
): number | T {
  if (absent(value)) return standard;
  const { min, max, whole, unit } = range;
  const good =
    typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (!good)
    fail(
      place,
      `${field} ${shown(value)} is not a ${whole ? 'whole ' : ''}number from ${min} to ${max}${unit}.`,
    );
  return value;
}

export function booleanOr(value: unknown, standard: boolean, place: Place, field: string): boolean {
  if (absent(value)) return standard;
  if (typeof value !== 'boolean') fail(place, `${field} ${shown(value)} is not true or false.`);
  return value;
}

export function word<T extends string>(value: unknown, known: readonly T[], place: Place, field: string): T {
  const found = known.find((k) => k === value);
  if (found === undefined) fail(place, `${field} ${shown(value)} is not known; known: ${known.join(', ')}.`);
  return found;
}

/** A list of known words with at least one in it, or the standard when absent. */
export function wordsOr<T extends string, S>(
  value: unknown,
  standard: S,
  known: readonly T[],
  place: Place,
  field: string,
): readonly T[] | S {
  if (absent(value)) return standard;
  if (!Array.isArray(value) || value.length === 0)
    fail(place, `${field} ${shown(value)} is not a list with at least one of ${known.join(', ')}.`);
  return value.map((item: unknown, i) => word(item, known, place, `${field}[${i}]`));
}

/** A list with at least one item, or undefined when absent. */
export function listOr<T>(
  value: unknown,
  read: (item: unknown, place: Place, field: string) => T,
  place: Place,
  field: string,
): readonly T[] | undefined {
  if (absent(value)) return undefined;
  if (!Array.isArray(value) || value.length === 0)
    return fail(place, `${field} ${shown(value)} is not a list with at least one item.`);
  return value.map((item: unknown, i) => read(item, place, `${field}[${i}]`));
}

const isoDay = /^\d{4}-\d\d-\d\d$/;
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant in ISO 8601 as UTC. A day alone is its first (`begin`) or last (`end`) moment in UTC. */
export function instant(value: unknown, dayIs: 'begin' | 'end', place: Place, field: string): string {
  const day = typeof value === 'string' && isoDay.test(value);
  const good = typeof value === 'string' && (day || isoInstant.test(value));
  const ms = good ? Date.parse(value) + (day && dayIs === 'end' ? 86_400_000 : 0) : Number.NaN;
  // Date.parse takes 31 February as 3 March
  const exists = good && new Date(`${value.slice(0, 10)}T00:00Z`).getUTCDate() === Number(value.slice(8, 10));
  if (Number.isNaN(ms) || !exists)
    return fail(place, `${field} ${shown(value)} is not a day or an instant with its zone in ISO 8601.`);
  return new Date(ms).toISOString();
}

/** Refuses names that are not known: a misspelt one would silently switch a rule off. */
export function onlyKnown(object: JsonObject, known: readonly string[], place: Place, field: string): void {
  const stray = Object.keys(object).find((name) => !known.includes(name));
  if (stray !== undefined) fail(place, `${field}.${stray} is not known; known: ${known.join(', ')}.`);
}
