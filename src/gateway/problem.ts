import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest, preValidationAsyncHookHandler } from 'fastify';
import type { Problem } from '../protocol/common.ts';
import { fieldFault } from './fault.ts';
import type { Gateway } from './server.ts';

/** An answer that is a problem document; thrown by routes, its text is for the caller. */
export class ProblemError extends Error {
  readonly statusCode: number;
  /** Entity tag of what stands in the way. */
  readonly tag: string | null;
  /** Whole seconds after which asking again makes sense. */
  readonly retryAfterS: number | null;
  constructor(
    statusCode: number,
    detail: string,
    more: { readonly tag?: string | null | undefined; readonly retryAfterS?: number | null } = {},
  ) {
    super(detail);
    this.statusCode = statusCode;
    this.tag = more.tag ?? null;
    this.retryAfterS = more.retryAfterS ?? null;
  }
}

/** A bad input: 400, naming the field. */
export const badField = (field: string, sentence: string): ProblemError =>
  new ProblemError(400, `${field}: ${sentence}`);

/** RFC 9457 §4.2.1: `about:blank` says no more than the status, whose phrase is then the title. */
export const problem = (status: number, detail: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
});

/** `retryAfterS` is said where waiting helps: 429 and 503. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  retryAfterS: number | null = null,
): FastifyReply {
  if (status === 503 || status === 429) reply.header('retry-after', String(retryAfterS ?? 5));
  // who asks too much holds no connection while it waits
  if (status === 429) reply.header('connection', 'close');
  // a stored body, so that no serialiser of the route's own schema is asked
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem(status, detail)));
}

/** What the framework's own refusals are called here; their texts speak of the framework. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type: only application/json is accepted',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body: empty, although announced as JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body: not valid JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'content-length: differs from the length of the body',
  FST_ERR_BAD_URL: 'path: not a valid URL',
};

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) {
    if (error.tag !== null) reply.header('etag', error.tag);
    return sendProblem(reply, error.statusCode, error.message, error.retryAfterS);
  }
  const { code, statusCode = 500, validation } = error as Partial<FastifyError>;
  if (validation) return sendProblem(reply, 400, fieldFault(validation));
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return sendProblem(reply, 413, `body: longer than ${request.routeOptions.bodyLimit / 1024} KiB`);
  const known = code === undefined ? undefined : sentences[code];
  if (known !== undefined && statusCode < 500) return sendProblem(reply, statusCode, known);
  if (statusCode >= 400 && statusCode < 500)
    return sendProblem(reply, statusCode, (STATUS_CODES[statusCode] ?? 'Bad request').toLowerCase());
  request.log.error({ err: error }, 'a request failed');
  return sendProblem(reply, 500, `the server failed; its log has the reason under request ${request.id}`);
}

/** Every error leaves as RFC 9457: refused input, failures. */
export const answerProblems = (app: Gateway): void => void app.setErrorHandler(answerError);

/** So do unknown routes; `first` is asked before. */
export function answerUnknownPaths(app: Gateway, first: preValidationAsyncHookHandler): void {
  app.setNotFoundHandler({ preValidation: first }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    return sendProblem(reply, 404, `there is nothing at ${request.method} ${path}`);
  });
}
