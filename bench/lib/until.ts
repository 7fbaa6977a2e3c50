import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks at what a server has written: each costs it a look at all its vessels, which others would have to wait for. */
const lookMs = 500;

export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(lookMs);
}
