import { type Role, roles } from '../model/access.ts';

/** Options of commands on the host; a sentence is thrown for what cannot be used. */

export class UsageError extends Error {}

export function rolesOf(text: string | undefined): readonly Role[] {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !roles.some((role) => role === name));
  if (names.length === 0 || unknown !== undefined)
    throw new UsageError(
      `${unknown === undefined ? '--roles is missing' : `there is no role "${unknown}"`}; known: ${roles.join(', ')}`,
    );
  return roles.filter((role) => names.includes(role));
}

/** The one argument that a command takes. */
export function onlyOne(given: readonly string[], what: string): string {
  const [first] = given;
  if (first === undefined || given.length > 1) throw new UsageError(`name one ${what}`);
  return first;
}

export function none(given: readonly string[]): void {
  if (given.length > 0) throw new UsageError(`"${given[0]}" is one argument too many`);
}

export function wholeDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 730)
    throw new UsageError(`--days="${text}" is not a whole number from 1 to 730`);
  return days;
}
