import type { FastifyRequest } from 'fastify';
import { actions, fieldGroups, type Reader } from '../../model/access.ts';
import type { Refusal, RefusalCause, SessionState } from '../../model/access-desk.ts';
import type { SessionView } from '../../protocol/access.ts';
import { ProblemError } from '../problem.ts';

const statusOf: Readonly<Record<RefusalCause, number>> = {
  credentials: 401,
  throttled: 429,
  busy: 503,
  invalid: 400,
  unknown: 404,
  conflict: 409,
};

/** What a desk answers. @throws ProblemError 503 when the disk did not take it: nothing has changed then. */
export async function recorded<T>(request: FastifyRequest, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    request.log.error({ err: error }, 'a change of access could not be written down');
    throw new ProblemError(503, 'this could not be written to disk, and did not happen; try again');
  }
}

/** What a desk did. @throws ProblemError when it refused, or when the disk did. */
export async function granted<T extends { readonly outcome: string }>(
  request: FastifyRequest,
  answer: Promise<T | Refusal>,
): Promise<Exclude<T, Refusal>> {
  const result = await recorded(request, answer);
  if (!isRefusal(result)) return result as Exclude<T, Refusal>;
  const { cause, field, detail, retryAfterS } = result;
  throw new ProblemError(statusOf[cause], field === null ? detail : `${field}: ${detail}`, { retryAfterS });
}

const isRefusal = (result: { readonly outcome: string }): result is Refusal => result.outcome === 'refused';

/** A session as its owner sees it. */
export function presentSession(state: SessionState, reader: Reader): SessionView {
  const { id, name, confined } = reader.organisation;
  return {
    ...state,
    account: { ...state.account, roles: [...state.account.roles] },
    organisation: { id, name, confined },
    purposes: [...state.purposes],
    owes: [...state.owes],
    may: record(actions, (action) => reader.may(action)),
    sees: record(fieldGroups, (field) => reader.sees(field)),
  };
}

function record<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}
