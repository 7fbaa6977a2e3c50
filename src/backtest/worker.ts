import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, RunnerSettings } from './exchange.ts';
import { createRunner } from './runner.ts';

/** The thread in which a back-test computes. What it throws ends it, and with it the back-test. */
// on Linux this is the priority of the thread alone: where processors are scarce, the live path goes first
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
const answer = createRunner(workerData as RunnerSettings);
parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
