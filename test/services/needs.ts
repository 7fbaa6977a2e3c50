import { describe } from 'vitest';

const required = (): boolean => {
  const { HW_TEST_SERVICES } = process.env;
  return HW_TEST_SERVICES === 'required';
};

/** Something outside this process that some tests need. */
export interface Need<T> {
  /** What was found, or null. */
  readonly found: T | null;
  /** Stands in for it while skipped tests are collected; no test body ever sees it. */
  readonly absent: T;
  /** One sentence: what is missing and how to get it. */
  readonly how: string;
}

/** `found`, or null when tests may be skipped without it. @throws with the remedy when HW_TEST_SERVICES=required. */
export function foundOrRequired<T>(need: Need<T>): T | null {
  if (need.found === null && required()) throw new Error(`HW_TEST_SERVICES=required, but: ${need.how}`);
  return need.found;
}

/** A `describe` block that runs when the need is met, and otherwise is skipped with one line that says why. */
export function describeNeeding<T>(need: Need<T>, title: string, tests: (found: T) => void): void {
  const found = foundOrRequired(need);
  if (found === null) process.stderr.write(`skipped "${title}": ${need.how}\n`);
  describe.skipIf(found === null)(title, () => tests(found ?? need.absent));
}
