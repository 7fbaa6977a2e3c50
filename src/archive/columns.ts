/**
 * Columns as PostgreSQL array literals: a batch of any size is one statement with one parameter a column, where a parameter a value
 * would meet the protocol's limit of 65,535.
 */

/** `{1.5,NULL,…}`. */
export function numbers<T>(rows: readonly T[], of: (row: T) => number | null): string {
  let text = '{';
  for (let i = 0; i < rows.length; i += 1) {
    if (i > 0) text += ',';
    text += of(rows[i] as T) ?? 'NULL';
  }
  return `${text}}`;
}

/** `{"a","b\"c",NULL,…}`. */
export function texts<T>(rows: readonly T[], of: (row: T) => string | null): string {
  let text = '{';
  for (let i = 0; i < rows.length; i += 1) {
    if (i > 0) text += ',';
    const value = of(rows[i] as T);
    text += value === null ? 'NULL' : quoted(value);
  }
  return `${text}}`;
}

const SPECIAL = /["\\]/g;
const quoted = (value: string): string => `"${value.replace(SPECIAL, '\\$&')}"`;
