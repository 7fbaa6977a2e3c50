import { parentPort, workerData } from 'node:worker_threads';
import type { Question, RunnerSettings } from './exchange.ts';
import { createRunner } from './runner.ts';

/** The thread in which a back-test computes. What it throws ends it, and with it the back-test. */
const answer = createRunner(workerData as RunnerSettings);
parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
