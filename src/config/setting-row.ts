import type { Read } from './setting-kinds.ts';

/**
 * One row per variable. A plain table and not a JSON schema: every value arrives as text, and what has to be
 * checked (addresses, networks, URLs) is more than a schema's `format` says; here the type, the default, the check,
 * the error and the help come out of the same row.
 */
export interface Row<T> {
  readonly variable: string;
  /** Text read when the variable is unset or empty; null: the setting is then null. */
  readonly standard: string | null;
  readonly read: Read<T>;
  readonly accepts: string;
  readonly meaning: string;
  /** Holds a password: shown without it. */
  readonly secret?: true;
}
export type Given<T> = Row<T> & { readonly standard: string };
export type Optional<T> = Row<T> & { readonly standard: null };
export const given = <T>(row: Given<T>): Given<T> => row;
export const optional = <T>(row: Optional<T>): Optional<T> => row;
