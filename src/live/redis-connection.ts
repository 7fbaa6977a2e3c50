import type { Redis } from 'ioredis';
import type { Schedule } from '../lib/schedule.ts';

/** What went wrong, in the server's words where it said any; never the address with its password. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused transaction says only that it was; why stands in the errors of its commands.
  if ('previousErrors' in error && Array.isArray(error.previousErrors)) {
    const [first] = error.previousErrors;
    if (first instanceof Error) return first.message;
  }
  // Node gathers the failures of several addresses in one error without a message.
  if (error instanceof AggregateError && error.message === '') return describeFailure(error.errors[0]);
  return error.message;
}

/** Resolves when the connection is ready for commands; rejects with the reason when it is not within `withinMs`. */
export function whenReady(redis: Redis, withinMs: number, schedule: Schedule): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    let reason: unknown = new Error('no answer');
    const note = (error: unknown): void => {
      reason = error;
    };
    const settle = (then: () => void): void => {
      cancel();
      redis.off('ready', ready);
      redis.off('error', note);
      then();
    };
    const ready = (): void => settle(resolve);
    const cancel = schedule(withinMs, () =>
      settle(() => reject(new Error(`Redis cannot be reached: ${describeFailure(reason)}`))),
    );
    redis.on('ready', ready);
    redis.on('error', note);
  });
}
