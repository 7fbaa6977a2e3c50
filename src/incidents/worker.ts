import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Answered, Numbered } from './exchange.ts';
import { createReckoner } from './reckoner.ts';

/** The thread that reckons. */
// on Linux this is the priority of the thread alone: where processors are scarce, the live path goes first
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const reckon = createReckoner();
parentPort?.on('message', ({ number, question }: Numbered) => {
  let answered: Answered;
  try {
    answered = { number, answer: reckon(question) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    answered = { number, error: text, isRange: error instanceof RangeError };
  }
  parentPort?.postMessage(answered);
});
