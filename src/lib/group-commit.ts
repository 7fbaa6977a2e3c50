/** Many small writes that share few large ones. */
export interface GroupCommit<T> {
  /** Resolves or rejects as the one commit does that takes these items; order of calls is order of items. */
  add(items: readonly T[]): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

/**
 * What is added while one commit is under way goes into the next one together.
 * @param maxWaiting beyond it, items are refused: whatever writes them has come to a stand
 */
export function createGroupCommit<T>(
  commit: (items: readonly T[]) => Promise<void>,
  maxWaiting: number,
): GroupCommit<T> {
  let waiting: T[] = [];
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    const items = waiting;
    waiting = [];
    next = null;
    current = commit(items);
    return current;
  }

  return {
    add(items) {
      if (waiting.length + items.length > maxWaiting) {
        return Promise.reject(new Error(`${waiting.length} items already wait to be written`));
      }
      for (const item of items) waiting.push(item);
      next ??= current.then(begin, begin);
      return next;
    },
    async idle() {
      while (next !== null) await next.catch(() => {});
      await current.catch(() => {});
    },
  };
}
