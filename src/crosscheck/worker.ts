import { parentPort } from 'node:worker_threads';
import { differences } from './compare.ts';
import type { Answer, Question } from './exchange.ts';
import { readElsewhere } from './second-decoder.ts';
import { cleanSentence } from './sentence.ts';

/** The thread in which the second decoder works: whatever becomes of it, the server goes on. */
parentPort?.on('message', ({ id, sextets, bits, channel, message }: Question) => {
  const sentence = cleanSentence(sextets, bits, channel);
  const reading = readElsewhere(sentence);
  const answer: Answer = { id, sentence, differences: reading && differences(message, reading) };
  parentPort?.postMessage(answer);
});
