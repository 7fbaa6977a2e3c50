import type { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { TooLong } from '../model/history.ts';
import { ProblemError } from './problem.ts';
import { streamOf } from './stream-of.ts';

/** Made once: a reason of its own would be made for every answer, with a stack. */
const closed = new Error('the connection was closed');

/** Aborts when the client goes away, or has its answer. */
export function untilClosed(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort(closed));
  return gone.signal;
}

/** What went wrong in the archive, for whoever asked: too large a question is 422, an archive that does not answer 503. */
function problemOf(
  error: unknown,
  gone: AbortSignal,
  log: FastifyBaseLogger,
  narrower: string,
): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TooLong)
    return new ProblemError(
      422,
      `the limit of ${error.limitS} s for a step of this question was reached: ${narrower}`,
    );
  if (!gone.aborted) log.warn({ err: error }, 'the archive did not answer a question');
  return new ProblemError(503, 'the archive does not answer now; /readyz says what is degraded');
}

/**
 * An answer of the archive, which is asked no further when the client goes away.
 * @param narrower how to ask for less, e.g. `ask for a shorter time`
 */
export async function askArchive<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  narrower: string,
  ask: (gone: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = untilClosed(reply);
  try {
    return await ask(gone);
  } catch (error) {
    throw problemOf(error, gone, request.log, narrower);
  }
}

/** Characters that are gathered before they are sent: each write to a socket costs as much as a page of text. */
const gatheredChars = 32 * 1024;

/** The next pieces as one text, of at least `gatheredChars` unless it is the last. */
async function gather(
  pieces: AsyncGenerator<string, void, void>,
): Promise<{ readonly text: string; readonly last: boolean }> {
  let text = '';
  for (;;) {
    const { done, value } = await pieces.next();
    if (done === true) return { text, last: true };
    text += value;
    if (text.length >= gatheredChars) return { text, last: false };
  }
}

async function* inTurn(
  first: string,
  pieces: AsyncGenerator<string, void, void>,
): AsyncGenerator<string, void, void> {
  try {
    yield first;
    for (;;) {
      const { text, last } = await gather(pieces);
      if (text !== '') yield text;
      if (last) return;
    }
  } finally {
    await pieces.return();
  }
}

/**
 * The same in pieces: what goes wrong before the first is a problem, later it breaks the answer off. What fits into one is sent as one: a stream
 * costs a small answer more than the question to the database.
 */
export const streamArchive = (
  request: FastifyRequest,
  reply: FastifyReply,
  narrower: string,
  pieces: (gone: AbortSignal) => AsyncGenerator<string, void, void>,
): Promise<Readable | string> =>
  askArchive(request, reply, narrower, async (gone) => {
    const source = pieces(gone);
    const { text, last } = await gather(source);
    return last ? text : await streamOf(inTurn(text, source));
  });
