import type { Schedule } from './schedule.ts';

/** Resolves when `work` has ended, or after `ms`, whichever comes first; rejects when `work` does before that. */
export async function waitAtMost(work: Promise<unknown>, ms: number, schedule: Schedule): Promise<void> {
  let cancel = (): void => {};
  const deadline = new Promise<void>((resolve) => {
    cancel = schedule(ms, resolve);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    cancel();
  }
}
