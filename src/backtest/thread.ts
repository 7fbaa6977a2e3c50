import type { Worker } from 'node:worker_threads';
import { startThread } from '../lib/thread.ts';
import type { Answer, Question, RunnerSettings } from './exchange.ts';

/** The thread of one back-test. */
export interface RunnerThread {
  /** One question at a time. Rejects when the thread ended instead. */
  ask(question: Question): Promise<Answer>;
  /** Ends it at once, whatever it does. */
  end(): Promise<void>;
}

export type StartThread = (settings: RunnerSettings) => Worker;

export const startWorker: StartThread = (settings) =>
  startThread(import.meta.url, 'worker', {
    name: 'backtest',
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });

/** @param signal ends the thread when it aborts */
export function runnerThread(worker: Worker, signal: AbortSignal): RunnerThread {
  let waiting: { resolve(answer: Answer): void; reject(reason: Error): void } | null = null;
  let over: Error | null = null;
  const lose = (reason: Error): void => {
    over ??= reason;
    waiting?.reject(over);
    waiting = null;
  };
  const end = async (): Promise<void> => {
    signal.removeEventListener('abort', end);
    lose(new Error('the back-test was ended'));
    await worker.terminate();
  };
  worker.on('message', (answer: Answer) => {
    waiting?.resolve(answer);
    waiting = null;
  });
  worker.on('error', (error: unknown) => lose(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => lose(new Error(`the thread of the back-test ended with code ${code}`)));
  signal.addEventListener('abort', end, { once: true });
  return {
    ask(question) {
      if (over !== null) return Promise.reject(over);
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        worker.postMessage(question);
      });
    },
    end,
  };
}
