/** One failed check of a schema, as the validator reports it. */
export interface Fault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: unknown;
  readonly message?: string | undefined;
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];

function param(fault: Fault, name: string): unknown {
  return typeof fault.params === 'object' && fault.params !== null
    ? Reflect.get(fault.params, name)
    : undefined;
}

/** `/alerts/after` → `alerts.after`. */
const fieldOf = (...parts: readonly string[]): string =>
  parts
    .flatMap((p) => p.split('/'))
    .filter((p) => p !== '')
    .join('.') || 'body';

/** How telling a report is: an unknown or missing field first, then the deepest; unions repeat what their parts say. */
function weight(fault: Fault): number {
  if (fault.keyword === 'additionalProperties') return 1000;
  if (fault.keyword === 'anyOf' || fault.keyword === 'boolean') return -1;
  if (param(fault, 'type') === 'null') return 0;
  return fault.instancePath.split('/').length * 10 + (fault.keyword === 'required' ? 9 : 1);
}

function sentence(fault: Fault): string {
  const allowed = param(fault, 'allowedValues');
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`;
  if (param(fault, 'format') === 'date-time') return 'must be a time such as 2026-11-23T10:15:30.250Z';
  return fault.message ?? 'not valid';
}

/** A field by its path (`goods.0.unNumber`), and what is wrong with it. */
export interface FieldFault {
  readonly field: string;
  readonly detail: string;
}

function said(fault: Fault): FieldFault {
  const unknown = strings(param(fault, 'additionalProperties'))[0];
  if (unknown !== undefined)
    return { field: fieldOf(fault.instancePath, unknown), detail: 'not a known field' };
  const missing = strings(param(fault, 'requiredProperties'))[0];
  if (missing !== undefined) return { field: fieldOf(fault.instancePath, missing), detail: 'missing' };
  return { field: fieldOf(fault.instancePath), detail: sentence(fault) };
}

/** What a validator has to say most tellingly; the field is `body` where it is the whole. */
export function fieldFaultOf(faults: readonly Fault[]): FieldFault {
  const fault = faults.reduce<Fault | undefined>(
    (best, f) => (best && weight(best) >= weight(f) ? best : f),
    undefined,
  );
  return fault === undefined ? { field: 'body', detail: 'not valid' } : said(fault);
}

/** One sentence that names the field, out of all that a validator has to say. */
export function fieldFault(faults: readonly Fault[]): string {
  const { field, detail } = fieldFaultOf(faults);
  return `${field}: ${detail}`;
}
