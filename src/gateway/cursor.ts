import { badField } from './problem.ts';

/** An opaque place in a list: the key of the last item that was given. */
export const toCursor = (key: number): string => Buffer.from(`after:${key}`).toString('base64url');

/** Throws a problem that names `cursor`. */
export function fromCursor(text: string): number {
  const match = /^after:(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!match) throw badField('cursor', 'not a cursor that this server gave');
  return Number(match[1]);
}
