/** Work that is done one piece at a time, in order of the calls. */
export interface Turns {
  /** Rejects at once when too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

/** @param what waits too long, in the plural: part of the refusal */
export function createTurns(maxWaiting: number, what: string): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    take(work) {
      if (waiting >= maxWaiting) return Promise.reject(new Error(`too many ${what} wait for the disk`));
      waiting++;
      const result = last.then(work, work).finally(() => {
        waiting--;
      });
      last = result.catch(() => {});
      return result;
    },
    async idle() {
      await last;
    },
  };
}
