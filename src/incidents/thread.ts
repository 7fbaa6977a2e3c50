import type { Worker } from 'node:worker_threads';
import { startThread } from '../lib/thread.ts';
import type { Answered, Answers, Numbered, Question } from './exchange.ts';

export type StartThread = () => Worker;

export const startWorker: StartThread = () =>
  startThread(import.meta.url, 'worker', {
    name: 'incidents',
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });

/** The thread that reckons, as one can ask it. */
export interface ReckonerThread {
  /** Rejects with a RangeError for a field, and with another error when the thread ended instead. */
  ask<A extends Question['ask']>(question: Extract<Question, { ask: A }>): Promise<Answers[A]>;
  readonly ended: boolean;
  end(): Promise<void>;
}

interface Waiting {
  resolve(answer: never): void;
  reject(reason: Error): void;
}

export function reckonerThread(worker: Worker): ReckonerThread {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let over: Error | null = null;
  const lose = (reason: Error): void => {
    over ??= reason;
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  worker.on('message', (answered: Answered) => {
    const one = waiting.get(answered.number);
    waiting.delete(answered.number);
    if (waiting.size === 0) worker.unref();
    if ('error' in answered) one?.reject(new (answered.isRange ? RangeError : Error)(answered.error));
    else one?.resolve(answered.answer as never);
  });
  worker.on('error', (error: unknown) => lose(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => lose(new Error(`the thread of the incident desk ended with code ${code}`)));
  // a process that ends waits for its answers, and for nothing else of it
  worker.unref();
  return {
    ask(question) {
      if (over !== null) return Promise.reject(over);
      const number = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker.ref();
        const numbered: Numbered = { number, question };
        worker.postMessage(numbered);
      });
    },
    get ended() {
      return over !== null;
    },
    async end() {
      lose(new Error('the incident desk was closed'));
      await worker.terminate();
    },
  };
}
