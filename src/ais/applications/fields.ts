import type { SentTime } from '../../model/applications.ts';
import type { View } from './row.ts';

/** Fields of a view without their "not available" codes. */

/** The number under `name`; null where it is missing or outside min … max. */
export function within(view: View, name: string, min: number, max: number): number | null {
  const value = view[name];
  return typeof value === 'number' && value >= min && value <= max ? value : null;
}

/** The number under `name`, whatever it is; 0 where it is missing. */
export const plainly = (view: View, name: string): number =>
  within(view, name, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) ?? 0;

/** The text under `name`, cut at the first `@` and trimmed; null where nothing is left. */
export function textIn(view: View, name: string): string | null {
  const value = view[name];
  return typeof value === 'string' ? value.replace(/@.*$/s, '').trim() || null : null;
}

/** The records of the list under `name`. */
export function recordsIn(view: View, name: string): readonly View[] {
  const value = view[name];
  return Array.isArray(value) ? value : [];
}

/** A position is there as a whole or not at all. */
export function positionIn(view: View): { readonly lon: number | null; readonly lat: number | null } {
  const lon = within(view, 'lon', -180, 180);
  const lat = within(view, 'lat', -90, 90);
  return lon === null || lat === null ? { lon: null, lat: null } : { lon, lat };
}

export const timeIn = (view: View): SentTime => ({
  month: within(view, 'month', 1, 12),
  day: within(view, 'day', 1, 31),
  hour: within(view, 'hour', 0, 23),
  minute: within(view, 'minute', 0, 59),
});
