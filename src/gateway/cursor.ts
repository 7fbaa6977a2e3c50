import { badField } from './problem.ts';

/** An opaque place in a list: the key of the last item that was given. */
export const toCursor = (key: number): string => Buffer.from(`after:${key}`).toString('base64url');

/** Throws a problem that names `cursor`. */
export function fromCursor(text: string): number {
  const match = /^after:(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!match) throw badField('cursor', 'not a cursor that this server gave');
  return Number(match[1]);
}

/** The same for a key of several parts. */
export const toKeyCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Throws a problem that names `cursor`. @param kinds `typeof` of each part */
export function fromKeyCursor(text: string, kinds: readonly ('string' | 'number')[]): readonly unknown[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => typeof key[i] === kind))
      return key;
  } catch {
    // not JSON: told below
  }
  throw badField('cursor', 'not a cursor that this server gave');
}

/** The same for lists whose keys are texts. */
export const toTextCursor = (key: string): string => Buffer.from(`behind:${key}`).toString('base64url');

/** Throws a problem that names `cursor`. */
export function fromTextCursor(text: string): string {
  const decoded = Buffer.from(text, 'base64url').toString();
  if (!decoded.startsWith('behind:')) throw badField('cursor', 'not a cursor that this server gave');
  return decoded.slice('behind:'.length);
}
