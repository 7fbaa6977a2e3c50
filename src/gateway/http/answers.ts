import { STATUS_CODES } from 'node:http';
import type { TSchema } from 'typebox';
import { Problem } from '../../protocol/common.ts';

interface Answer {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: TSchema }>>;
}

const answer = (description: string, schema: TSchema): Answer => ({
  description,
  content: { 'application/json': { schema } },
});

/** The problem documents of a route. */
export function problems(...statuses: readonly number[]): Record<number, Answer> {
  const all: Record<number, Answer> = {};
  for (const status of statuses)
    all[status] = {
      description: STATUS_CODES[status] ?? 'Problem',
      content: { 'application/problem+json': { schema: Problem } },
    };
  return all;
}

/** The `response` part of a route's schema: what it gives, and the statuses of its problem documents. */
export const answers = (
  description: string,
  schema: TSchema,
  ...statuses: readonly number[]
): Record<number, Answer> => ({
  200: answer(description, schema),
  ...problems(...statuses),
});

/** The same for a route that takes something in: 202. */
export const takes = (
  description: string,
  schema: TSchema,
  ...statuses: readonly number[]
): Record<number, Answer> => ({
  202: answer(description, schema),
  ...problems(...statuses),
});

/** The same for a route that makes something: 201. */
export const creates = (
  description: string,
  schema: TSchema,
  ...statuses: readonly number[]
): Record<number, Answer> => ({
  201: answer(description, schema),
  ...problems(...statuses),
});

/** The same for a route that has nothing to say when it is done: 204. */
export const ends = (description: string, ...statuses: readonly number[]) => ({
  204: { description },
  ...problems(...statuses),
});
