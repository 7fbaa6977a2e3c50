import type { Schedule } from '../lib/schedule.ts';

/** `promise`, or a rejection with `reason()` when it takes longer than `limitMs`; what was begun goes on. */
export function within<T>(
  promise: Promise<T>,
  limitMs: number,
  schedule: Schedule,
  reason: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = schedule(limitMs, () => reject(reason()));
    promise.then(resolve, reject).finally(cancel);
  });
}

/** Runs `run` every `intervalMs` until the result is called. */
export function every(intervalMs: number, schedule: Schedule, run: () => void): () => void {
  let cancel = schedule(intervalMs, step);
  function step(): void {
    cancel = schedule(intervalMs, step);
    run();
  }
  return () => cancel();
}
