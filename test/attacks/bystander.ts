import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RunningServer } from '../journeys/server.ts';
import { until } from '../receiving.ts';
import { ask } from './ask.ts';

/** Another user, who asks one question after the other, each over a new connection, before and during an attack. */
interface Delays {
  readonly beforeMs: number;
  /** Of nine out of ten answers during the attack. */
  readonly duringMs: number;
  readonly worstMs: number;
  readonly answers: number;
  readonly grownMB: number;
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const residentMB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

const promisedMs = 500;

/** When the archive is open, and memory grows no more by itself. */
export const settled = ({ log }: RunningServer): Promise<void> =>
  until(() => log.some((line) => line.includes('the picture was filled from the archive')));

/**
 * Runs the attack beside another user. That user is answered every time; nine of ten answers come within the half second that is promised, or
 * within a hundred times of what one takes in peace where the machine is slow; and memory grows by no more than `mostMB`.
 */
export async function withBystander<T>(
  { url, pid, headers }: RunningServer,
  mostMB: number,
  attack: () => Promise<T>,
): Promise<T> {
  // twenty times a second: within what a user may ask, and no load of its own
  const question = async (): Promise<number> => {
    await pause(50);
    const { status, ms } = await ask(url, '/api/v1/alerts?limit=10', { headers });
    expect(status).toBe(200);
    return ms;
  };
  const before: number[] = [];
  for (let i = 0; i < 40; i += 1) before.push(await question());
  const beforeMB = residentMB(pid);
  let isOver = false;
  const during: number[] = [];
  const others = (async () => {
    while (!isOver || during.length < 20) during.push(await question());
  })();
  const over = attack().finally(() => {
    isOver = true;
  });
  const [result] = await Promise.all([over, others]);
  const delays: Delays = {
    beforeMs: at(before, 0.5),
    duringMs: at(during, 0.9),
    worstMs: at(during, 1),
    answers: during.length,
    grownMB: residentMB(pid) - beforeMB,
  };
  const rounded = Object.entries(delays).map(([name, value]) => `${name} ${Number(value).toFixed(1)}`);
  console.log(`${expect.getState().currentTestName}: ${rounded.join(', ')}`);
  expect(delays.duringMs).toBeLessThan(Math.max(promisedMs, 100 * delays.beforeMs));
  expect(delays.grownMB).toBeLessThan(mostMB);
  return result;
}
