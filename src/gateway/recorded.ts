import type { Schedule } from '../lib/schedule.ts';
import { within } from './deadline.ts';
import { ProblemError } from './problem.ts';

/** Registers answer when what they were told is on disk; nobody waits longer than this. */
const patienceMs = 5000;

/** The register's answer. @throws a problem with 503 when it failed or did not come in time; `what` begins its sentence */
export async function recorded<T>(answer: Promise<T>, schedule: Schedule, what: string): Promise<T> {
  try {
    return await within(answer, patienceMs, schedule, () => new Error('too late'));
  } catch {
    throw new ProblemError(503, `${what} is not on disk yet; repeat it to be sure`);
  }
}
