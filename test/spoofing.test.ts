import { expect, test } from 'vitest';
import { decode } from '../src/ais/decode.ts';
import { toSentences } from '../src/ais/sentences.ts';
import type { AisMessage } from '../src/model/messages.ts';
import type { TrustReason } from '../src/model/vessel.ts';
import { createReader } from '../src/nmea/reader.ts';
import type { ReceiverMemory } from '../src/receivers/watch/memory.ts';
import { createReceiverWatch } from '../src/receivers/watch/watch.ts';
import { createFeeding } from './picture-feed.ts';
import { sharedBytes, sharedFile } from './shared.ts';
import { type Heard, simulated } from './simulated.ts';
import { type Spoof, spoof, spoofKinds } from './spoofs.ts';

const minute = 60_000;
const startMs = Date.UTC(2026, 10, 23, 10);
const seeds = [41, 42, 43];
/** As for the golden picture: then its repeated part counts as sent anew. */
const logStartMs = Date.UTC(2012, 2, 14, 11, 30, 15);
const antwerp = sharedFile('nmea/antwerp-2012.nmea.gz');

interface Line {
  readonly atMs: number;
  readonly sentence: string;
}
interface Judged {
  readonly atMs: number;
  readonly message: AisMessage;
  readonly reasons: readonly TrustReason[];
}

/** A receiver that was heard for two days: what it cannot hear is known. */
const knownFor2Days: ReceiverMemory = {
  ...{ name: 'kallo', kind: 'tcp-listener', lastHeardMs: null, arrivals: 1_000_000, heardForS: 2 * 86_400 },
  ...{ silentS: 0, count: 8, seconds: 1, longest: 1, stretches: 1_000, coverage: null },
  perS: Array.from({ length: 24 }, () => 8),
  days: Array.from({ length: 24 }, () => 2),
};

/** Every message that is taken, from bytes on, and what is held against its sender after it. */
function judged(lines: readonly Line[]): Judged[] {
  const feeding = createFeeding({
    keepRows: false,
    watch: (ledger) => {
      const watch = createReceiverWatch({ ledger });
      watch.remember([knownFor2Days]);
      return watch;
    },
  });
  const link = feeding.link('kallo');
  let message: AisMessage | null = null;
  const reader = createReader({
    payload(payload) {
      const decoded = decode(payload);
      message = typeof decoded === 'string' ? null : decoded;
    },
    refused() {},
    faulted() {},
    counted() {},
  });
  const found: Judged[] = [];
  let tickMs = lines[0]?.atMs ?? 0;
  for (const { atMs, sentence } of lines) {
    for (; tickMs + 1000 <= atMs; tickMs += 1000) feeding.pipeline.tick(tickMs + 1000);
    const { accepted } = link.tally.results;
    message = null;
    reader.push(Buffer.from(`${sentence}\r\n`, 'latin1'), atMs);
    link.line(sentence, atMs);
    const of = message as AisMessage | null;
    if (of === null || link.tally.results.accepted === accepted) continue;
    found.push({ atMs, message: of, reasons: feeding.picture.get(of.mmsi)?.trust.reasons ?? [] });
  }
  return found;
}

const linesOf = (heard: readonly Heard[]): Line[] =>
  heard.flatMap(({ atMs, channel, message }, i) =>
    toSentences(message, { channel: channel === 'B' ? 'B' : 'A', sequence: i % 10 }).map((sentence) => ({
      atMs,
      sentence,
    })),
  );

/** What is held rightly against senders of the Antwerp log, the only ones of their reasons. */
const rightly: Partial<Record<TrustReason, readonly number[]>> = {
  // no form of M.585 with an allotted MID
  'mmsi-invalid': [
    1224570, 5472590, 8751754, 11064272, 16277172, 19985372, 22303714, 28719844, 31859434, 44670392,
  ],
  // tells 936513000
  'imo-invalid': [205474000],
  // 110 m by message 5 and 71 by FI 10; 50 and 0.2; 813 m
  dimensions: [244020225, 244700600, 354092000],
  // several vessels share it, in the world log too
  'duplicate-identity': [244645890],
  jump: [244645890],
};
const isWrong = ({ message, reasons }: Judged): boolean =>
  reasons.some((reason) => rightly[reason]?.includes(message.mmsi) !== true);

const runs = seeds.map((seed) => {
  const honest = simulated({ seed, vessels: 150, startMs }, 24);
  const { spoofs, heard } = spoof(honest.heard, startMs + 10 * minute, seed);
  return { honest: honest.sentences, spoofs, reports: judged(linesOf(heard)) };
});

/** Whether there was a fitting reason two minutes after the first false report, or with the second that came later. */
function isFlaggedInTime({ mmsi, fits, falseAtMs }: Spoof, reports: readonly Judged[]): boolean {
  const [beganMs = 0, secondMs = 0] = falseAtMs;
  const untilMs = Math.max(beganMs + 2 * minute, secondMs);
  return reports.some(
    ({ atMs, message, reasons }) =>
      message.mmsi === mmsi &&
      atMs >= beganMs &&
      atMs <= untilMs &&
      reasons.some((reason) => fits.includes(reason)),
  );
}

test('T40 checklist T4: of scripted forgeries 95 % or more have a fitting reason in time, and four of five of each kind', () => {
  const tried = runs.flatMap(({ spoofs, reports }) =>
    spoofs.map((of) => ({ kind: of.kind, flagged: isFlaggedInTime(of, reports) })),
  );
  expect(tried.length).toBeGreaterThanOrEqual(130);
  const share = (of: typeof tried): number => of.filter(({ flagged }) => flagged).length / of.length;
  expect(share(tried)).toBeGreaterThanOrEqual(0.95);
  for (const kind of spoofKinds)
    expect([kind, share(tried.filter((of) => of.kind === kind)) >= 0.8]).toEqual([kind, true]);
});

test('T41 checklist T4: of honest vessels, alone and beside forged ones, fewer than one report in a thousand is doubted', () => {
  for (const { honest, spoofs, reports } of runs) {
    const forged = new Set(spoofs.map(({ mmsi }) => mmsi));
    for (const of of [judged(honest), reports.filter(({ message }) => !forged.has(message.mmsi))]) {
      expect(of.length).toBeGreaterThan(10_000);
      expect(of.filter(({ reasons }) => reasons.length > 0).length / of.length).toBeLessThan(0.001);
    }
  }
});

test.runIf(antwerp !== null)(
  'T41 checklist T4: of the Antwerp log too, but for what is held rightly against it',
  () => {
    const lines = sharedBytes(antwerp).toString('latin1').split(/\r?\n/).filter(Boolean);
    const reports = judged(lines.map((sentence, i) => ({ atMs: logStartMs + i * 20, sentence })));
    expect(reports.length).toBe(5_572);
    expect(reports.filter(isWrong).length / reports.length).toBeLessThan(0.001);
  },
);
