import { Compile } from 'typebox/compile';
import { DeclarationRow } from '../../protocol/cargo.ts';
import { type FieldFault, fieldFaultOf } from '../fault.ts';

/** One row of an import, and the line of the file that it begins on (from 1). */
export interface Row {
  readonly line: number;
  /** What the file says, not checked yet; null with `faults` where it cannot be read at all. */
  readonly value: unknown;
  readonly faults: readonly FieldFault[];
}

const whole = Compile(DeclarationRow);
/** Field by field: a validator stops after a few faults, and each bad cell is to be named. */
const fields = Object.entries(DeclarationRow.properties).map(([name, schema]) => ({
  name,
  check: Compile(schema),
  needed: DeclarationRow.required.some((required) => required === name),
}));
const names = new Set(fields.map(({ name }) => name));

/** The row, or everything that is wrong with it, a fault a field. */
export function checkRow({ value, faults }: Row): DeclarationRow | readonly FieldFault[] {
  if (faults.length > 0) return faults;
  if (whole.Check(value)) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ field: 'row', detail: 'must be an object' }];
  const found: FieldFault[] = [];
  for (const { name, check, needed } of fields) {
    const said: unknown = Reflect.get(value, name);
    if (said === undefined) {
      if (needed) found.push({ field: name, detail: 'missing' });
    } else if (!check.Check(said)) {
      const { field, detail } = fieldFaultOf(check.Errors(said));
      found.push({ field: field === 'body' ? name : `${name}.${field}`, detail });
    }
  }
  for (const name of Object.keys(value))
    if (!names.has(name)) found.push({ field: name, detail: 'not a known field' });
  return found;
}
