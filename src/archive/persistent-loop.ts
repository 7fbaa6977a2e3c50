import type { Backoff } from '../lib/backoff.ts';
import type { Schedule } from '../lib/schedule.ts';

/** Work that is done piece by piece, one piece at a time, and tried again after a failure. */
export interface PersistentLoop {
  /** There may be work. Does not shorten the wait after a failure. */
  wake(): void;
  /** As `wake`, and does not wait any longer. */
  hurry(): void;
  /** Why the last piece failed; null after a success. */
  readonly error: unknown;
  /** Resolves when there is nothing more to do, or a piece has failed. */
  settled(): Promise<void>;
  /** Begins no further piece. */
  stop(): void;
}

/** @param step one piece of work; resolves to false when there was none */
export function createPersistentLoop(
  step: () => Promise<boolean>,
  onError: (error: unknown) => void,
  backoff: Backoff,
  schedule: Schedule,
): PersistentLoop {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let failure: unknown = null;
  let cancelWait: (() => void) | null = null;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        while (!stopped && (await step())) succeed();
        succeed();
      } while (again && !stopped);
    } catch (error) {
      failure = error;
      if (!stopped) cancelWait = schedule(backoff.next(), resume);
      onError(error);
    }
    running = null;
  }

  function succeed(): void {
    failure = null;
    backoff.reset();
  }

  function resume(): void {
    cancelWait?.();
    cancelWait = null;
    if (!stopped) running ??= run();
  }

  return {
    wake() {
      again = true;
      if (cancelWait === null) resume();
    },
    hurry() {
      again = true;
      resume();
    },
    get error() {
      return failure;
    },
    settled: () => running ?? Promise.resolve(),
    stop() {
      stopped = true;
      cancelWait?.();
    },
  };
}
