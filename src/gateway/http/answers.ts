import { STATUS_CODES } from 'node:http';
import type { TSchema } from 'typebox';
import { Problem } from '../../protocol/common.ts';

interface Answer {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: TSchema }>>;
}

/** The `response` part of a route's schema: what it gives, and the statuses of its problem documents. */
export function answers(description: string, schema: TSchema, ...problems: readonly number[]) {
  const all: Record<number, Answer> = { 200: { description, content: { 'application/json': { schema } } } };
  for (const status of problems)
    all[status] = {
      description: STATUS_CODES[status] ?? 'Problem',
      content: { 'application/problem+json': { schema: Problem } },
    };
  return all;
}
