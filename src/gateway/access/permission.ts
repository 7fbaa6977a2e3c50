import type { Action, FieldGroup, Reader, Thing } from '../../model/access.ts';
import { ProblemError } from '../problem.ts';

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

/** The reader is known, and may not: 403, and a line in the audit. */
export class Forbidden extends ProblemError {
  constructor(fault: string) {
    super(403, fault);
  }
}

/** @throws Forbidden when the reader may not do this at all, or (without a thing) not everywhere */
export function demand(reader: Reader, action: Action, thing?: Thing): void {
  const fault = missing(reader, action, thing !== undefined && reader.owns(thing));
  if (fault !== null) throw new Forbidden(fault);
}

export function seesField(reader: Reader, field: FieldGroup, thing?: Thing): boolean {
  const reach = reader.sees(field);
  return reach === 'all' || (reach === 'own' && thing !== undefined && reader.owns(thing));
}

/** @throws Forbidden when the reader does not see this field of every vessel, or of this thing */
export function demandField(reader: Reader, field: FieldGroup, thing?: Thing): void {
  if (!seesField(reader, field, thing))
    throw new Forbidden(`needs to see '${field}'${thing === undefined ? ' of every vessel' : ''}`);
}
