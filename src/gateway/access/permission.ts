import type { Action, FieldGroup, Reader } from '../../model/access.ts';

/**
 * Why the reader may not do this, naming the permission; null: it may. A reach of `own` is enough only where what is asked for is held against
 * the areas and vessels of its organisation (`own`).
 */
export function missing(reader: Reader, action: Action, own: boolean): string | null {
  const { owes } = reader.subject;
  if (owes[0] !== undefined) return `first the session owes: ${owes.join(', ')}`;
  const reach = reader.may(action);
  if (reach === 'all' || (reach === 'own' && own)) return null;
  const why = `the permission '${action}' is missing`;
  return reach === 'own' ? `${why} beyond the organisation's own areas and vessels` : why;
}

/** Why the reader may not filter by this: who was left out would tell what it may not see. */
export const filterFault = (reader: Reader, filter: string, field: FieldGroup): string | null =>
  reader.sees(field) === 'all' ? null : `${filter}: needs to see '${field}' of every vessel`;
