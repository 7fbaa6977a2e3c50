import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Backoff } from '../lib/backoff.ts';
import { createPersistentLoop } from './persistent-loop.ts';

/** A loop over `work`, whose pieces are done from the front; 'bad' fails until it is taken away. */
function loopOver(work: string[]) {
  const done: string[] = [];
  const errors: unknown[] = [];
  const waits: { ms: number; run: () => void }[] = [];
  let tries = 0;
  const backoff: Backoff = {
    next: () => {
      tries += 1;
      return tries * 100;
    },
    reset: () => {
      tries = 0;
    },
  };
  const step = async (): Promise<boolean> => {
    await turn();
    const [piece] = work;
    if (piece === 'bad') throw new Error('bad piece');
    if (piece === undefined) return false;
    done.push(piece);
    work.shift();
    return true;
  };
  const schedule = (ms: number, run: () => void): (() => void) => {
    waits.push({ ms, run });
    return () => {};
  };
  const loop = createPersistentLoop(step, (error) => errors.push(error), backoff, schedule);
  return { loop, done, errors, waits };
}

test('all the work is done in order, also what comes while it runs', async () => {
  const work = ['a', 'b'];
  const { loop, done } = loopOver(work);
  loop.wake();
  work.push('c');
  loop.wake();
  await loop.settled();
  expect(done).toEqual(['a', 'b', 'c']);
  work.push('d');
  loop.wake();
  await loop.settled();
  expect(done.at(-1)).toBe('d');
});

test('after a failure it waits longer each time, a wake does not shorten the wait, and success ends it', async () => {
  const work = ['a', 'bad', 'b'];
  const { loop, done, errors, waits } = loopOver(work);
  loop.wake();
  await loop.settled();
  expect(loop.error).toEqual(new Error('bad piece'));
  loop.wake();
  await loop.settled();
  expect(waits.map((w) => w.ms)).toEqual([100]);
  waits[0]?.run();
  await loop.settled();
  expect(waits.map((w) => w.ms)).toEqual([100, 200]);
  work.shift();
  loop.hurry();
  await loop.settled();
  expect(done).toEqual(['a', 'b']);
  expect(errors).toHaveLength(2);
  expect(loop.error).toBeNull();
});

test('a stopped loop begins nothing', async () => {
  const { loop, done, waits } = loopOver(['bad']);
  loop.wake();
  loop.stop();
  await loop.settled();
  waits[0]?.run();
  loop.hurry();
  await loop.settled();
  expect(done).toEqual([]);
  expect(waits).toEqual([]);
});
