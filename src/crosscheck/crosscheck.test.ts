import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { hear } from '../../test/heard.ts';
import { POSITION } from '../../test/sentences.ts';
import { decode } from '../ais/decode.ts';
import { createRandom } from '../lib/random.ts';
import { startThread } from '../lib/thread.ts';
import type { AisMessage } from '../model/messages.ts';
import type { Payload } from '../model/reception.ts';
import { type Crosscheck, createCrosscheck } from './crosscheck.ts';
import { readElsewhere } from './second-decoder.ts';
import { cleanSentence } from './sentence.ts';

const [payload] = hear(`${POSITION}\n`).payloads;
if (payload === undefined) throw new Error('no payload');
const decoded = decode(payload);
if (typeof decoded === 'string' || decoded.type !== 1) throw new Error('no position report');
const message = decoded;
/** Of a type that the other decoder does not know. */
const other: Payload = { ...payload, sextets: payload.sextets.with(0, 27) };
const otherMessage = decode(other);
if (typeof otherMessage === 'string') throw new Error(otherMessage);

interface Line {
  readonly fields: object;
  readonly text: string;
}
const open: Crosscheck[] = [];
function started(options: { share?: number; random?: () => number; start?: () => Worker } = {}) {
  const lines: Line[] = [];
  const add = (fields: object, text: string): void => {
    lines.push({ fields, text });
  };
  const log = { info: add, warn: add, error: add };
  const crosscheck = createCrosscheck({ share: 1, random: Math.random, log, ...options });
  open.push(crosscheck);
  return { crosscheck, lines };
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((crosscheck) => crosscheck.close()));
});
const answered = (crosscheck: Crosscheck) => vi.waitFor(() => expect(crosscheck.waiting).toBe(0), 20_000);
const idle = (code: string) => () => new Worker(code, { eval: true });

test('N18 two readings that agree are counted, and nothing is logged', async () => {
  const { crosscheck, lines } = started();
  for (let i = 0; i < 5; i++) crosscheck.consider(payload, message, 0);
  await answered(crosscheck);
  expect(crosscheck.results).toEqual({ agree: 5, disagree: 0, skipped: 0, failed: 0 });
  expect(lines).toEqual([]);
});

test('N18 a planted difference is counted and logged with the sentence and the field', async () => {
  const { crosscheck, lines } = started();
  const wrong: AisMessage = { ...message, sogKn: (message.sogKn ?? 0) + 0.1, lat: null };
  crosscheck.consider(payload, wrong, 0);
  await answered(crosscheck);
  expect(crosscheck.results).toMatchObject({ agree: 0, disagree: 1 });
  expect(lines).toMatchObject([
    {
      fields: {
        sentence: POSITION,
        differences: [expect.stringMatching(/^lat: null here/), expect.stringMatching(/^sogKn: /)],
      },
    },
  ]);
});

test('N20 disagreements are logged ten times a minute', async () => {
  const { crosscheck, lines } = started();
  const wrong: AisMessage = { ...message, headingDeg: 1 };
  const check = async (count: number, nowMs: number): Promise<void> => {
    for (let i = 0; i < count; i++) crosscheck.consider(payload, wrong, nowMs);
    await answered(crosscheck);
  };
  await check(25, 1_000);
  expect(lines).toHaveLength(10);
  await check(1, 61_000);
  expect(lines.at(-1)).toMatchObject({ fields: { unlogged: 15 } });
  expect(crosscheck.results.disagree).toBe(26);
});

test('N19 the share of messages is what was asked for', () => {
  for (const share of [0, 0.01, 0.5, 1]) {
    const { crosscheck } = started({ share, random: createRandom(7).unit });
    for (let i = 0; i < 100_000; i++) crosscheck.consider(other, otherMessage, 0);
    expect(Math.abs(crosscheck.results.skipped - share * 100_000)).toBeLessThan(share === 0.5 ? 1_000 : 150);
  }
});

test('N19 when 64 messages wait, further ones are skipped; one that waits too long is given up', async () => {
  const { crosscheck, lines } = started({ start: idle('for (;;) {}') });
  for (let i = 0; i < 100; i++) crosscheck.consider(payload, message, 0);
  expect(crosscheck.waiting).toBe(64);
  expect(crosscheck.results).toMatchObject({ skipped: 36, failed: 0 });
  crosscheck.consider(payload, message, 30_001);
  expect(crosscheck.results).toMatchObject({ skipped: 37, failed: 64 });
  expect(crosscheck.waiting).toBe(0);
  expect(lines).toMatchObject([{ text: expect.stringContaining('does not answer') }]);
});

test('N20 a thread that is killed or fails takes only its own messages with it, and is replaced', async () => {
  const threads: Worker[] = [];
  const start = (): Worker => {
    const url = import.meta.url.replace(/[^/]*$/, 'crosscheck.ts');
    const thread =
      threads.length === 0
        ? new Worker('setInterval(() => {}, 1000)', { eval: true })
        : startThread(url, 'worker', {});
    threads.push(thread);
    return thread;
  };
  const { crosscheck, lines } = started({ start });
  for (let i = 0; i < 3; i++) crosscheck.consider(payload, message, 0);
  await threads[0]?.terminate();
  await vi.waitFor(() => expect(crosscheck.results.failed).toBe(3));
  crosscheck.consider(payload, message, 9_999);
  expect(crosscheck.results.skipped).toBe(1);
  crosscheck.consider(payload, message, 10_000);
  await answered(crosscheck);
  expect(crosscheck.results).toEqual({ agree: 1, disagree: 0, skipped: 1, failed: 3 });
  expect(threads).toHaveLength(2);
  expect(lines).toHaveLength(1);
});

test('N20 an error in the thread is no error here', async () => {
  const { crosscheck, lines } = started({ start: idle('throw new Error("planted")') });
  crosscheck.consider(payload, message, 0);
  await vi.waitFor(() => expect(crosscheck.results.failed).toBe(1), 10_000);
  expect(lines).toMatchObject([{ text: expect.stringContaining('planted') }]);
});

test('N20 a sentence that the other decoder cannot read is no answer, and the next one is read', () => {
  const broken = [
    '',
    '\n',
    '$GPGGA,1*00',
    '!AIVDM,1,1,,A,,0*26',
    `${POSITION}\r\n`,
    POSITION.replace('*4D', '*4C'),
  ];
  expect(broken.map(readElsewhere)).toEqual(broken.map(() => null));
  expect(readElsewhere(POSITION)).toMatchObject({ type: 1, mmsi: message.mmsi });
});

test('N18 a message is handed over as one clean sentence, however it came', () => {
  expect(cleanSentence(payload.sextets, payload.bits, 'A')).toBe(POSITION);
  expect(cleanSentence(Uint8Array.of(0, 63, 40, 39, 32), 26, '')).toMatch(
    /^!AIVDM,1,1,,,0w`WP,4\*[0-9A-F]{2}$/,
  );
});
