/**
 * Checks of values that come from outside, field by field: a store can be edited, cut or written by another version, and a value
 * with a hole in it would fail far away from where it was read.
 */

export type Check = (value: unknown) => boolean;
/** One check per field; a field added to the type must be added here to compile. */
export type Shape<T> = { readonly [K in keyof T]-?: Check };

export const number: Check = (v) => typeof v === 'number' && Number.isFinite(v);
export const text: Check = (v) => typeof v === 'string';
export const flag: Check = (v) => typeof v === 'boolean';
export const within =
  (low: number, high: number): Check =>
  (v) =>
    typeof v === 'number' && v >= low && v <= high;
export const wholeWithin =
  (low: number, high: number): Check =>
  (v) =>
    within(low, high)(v) && Number.isInteger(v);
export const orNull =
  (check: Check): Check =>
  (v) =>
    v === null || check(v);
export const oneOf =
  (...values: readonly unknown[]): Check =>
  (v) =>
    values.includes(v);
export const listOf =
  (check: Check): Check =>
  (v) =>
    Array.isArray(v) && v.every(check);

/** The first field of `value` that is not as the shape says; '' when it is no object, null when all are. */
export function faultOf<T>(shape: Shape<T>, value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return '';
  const fault = Object.entries<Check>(shape).find(([key, check]) => !check(Reflect.get(value, key)));
  return fault === undefined ? null : fault[0];
}

export const shaped =
  <T>(shape: Shape<T>): Check =>
  (v) =>
    faultOf(shape, v) === null;
