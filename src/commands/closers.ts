type Close = () => unknown;

/** What has to be closed, in the order of opening. */
export interface Closers {
  add(close: Close): void;
  /** Closes from the last opened to the first, each after the one before has ended, whether it failed or not. */
  close(): Promise<void>;
}

export function createClosers(): Closers {
  const open: Close[] = [];
  return {
    add(close) {
      open.push(close);
    },
    async close() {
      const failures: unknown[] = [];
      for (let close = open.pop(); close !== undefined; close = open.pop()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed cleanly');
    },
  };
}
