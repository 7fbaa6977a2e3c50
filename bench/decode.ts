import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { type DecoderResult, isDecoderResult, isMemoryResult } from './decoders/result.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { runChild } from './lib/child.ts';
import { createFeed, type Feed, hasLog } from './lib/feed.ts';
import { median } from './lib/median.ts';

/**
 * Bytes to message objects on one thread, beside other decoders on the same sentences: each in a process of its own, so
 * that "cold" includes all compilation, and all of them in turn, so that a busy machine is busy for each. What was
 * read is compared by type.
 */
export const name = 'decode';

const SENTENCES = 1_000_000;
const ROUNDS = 3;
/**
 * Types that the others read from single sentences. ais-stream-decoder must have read the same messages of them: counts
 * and sums of MMSIs are equal. ggencoder refuses messages without a position, gpsdecode cut ones: they may have fewer.
 * Of the types sent in parts they lose interleaved ones or join two ships; others they do not know.
 */
const COMPARED = ['1', '2', '3', '4', '18'];
const baseline = 'ais-stream-decoder';
/** What a pass may leave behind for good, and what a link's assembly may take. */
const GROWTH_BYTES = 262_144;
const LINK_BYTES = 65_536;

const decoder = (file: string): string => resolve(import.meta.dirname, 'decoders', `${file}.ts`);

async function child(file: string, feed: Feed, passes: number): Promise<DecoderResult> {
  const result = await runChild(decoder(file), [feed.path, String(passes)]);
  if (!isDecoderResult(result)) throw new Error(`${file}: unexpected answer`);
  return result;
}

/** Throws when another decoder read what we did not, or the baseline anything else than we. */
function compare(ours: DecoderResult, theirs: DecoderResult, other: string): void {
  for (const type of COMPARED) {
    const [count, mmsis] = ours.byType[type] ?? [0, 0];
    const [otherCount, otherMmsis] = theirs.byType[type] ?? [0, 0];
    const same = count === otherCount && mmsis === otherMmsis;
    if (same || (other !== baseline && otherCount < count)) continue;
    throw new Error(
      `type ${type}: ${count} messages here, ${otherCount} in ${other}, MMSI sums ${mmsis}, ${otherMmsis}`,
    );
  }
  if (!COMPARED.some((type) => ours.byType[type])) throw new Error('no message was compared');
}

const countsOf = ({ byType }: DecoderResult): Record<string, number> =>
  Object.fromEntries(Object.entries(byType).map(([type, [count]]) => [type, count]));
async function* beside(feed: Feed, passes: number, rounds: number): AsyncIterable<Row> {
  const count = passes * feed.lines;
  const others = [baseline, 'ggencoder'];
  if (spawnSync('gpsdecode', ['-V']).status === 0) others.push('gpsdecode');
  else console.error('decode: gpsdecode (package gpsd-clients) is not installed and left out');
  const all = [...others, 'havenwacht'];
  const results: Record<string, DecoderResult[]> = Object.fromEntries(all.map((file) => [file, []]));
  for (let round = 0; round < rounds; round++)
    for (const file of all) results[file]?.push(await child(file, feed, passes));
  const ours = results['havenwacht'] ?? [];
  const common = { bench: name, count, feed: feed.name, rounds, load: loadavg()[0]?.toFixed(1) };
  for (const other of others) {
    const theirs = results[other] ?? [];
    const [first, own] = [theirs[0], ours[0]];
    if (!first || !own) throw new Error(`${other}: no result`);
    compare(own, first, other);
    const perSecond = count / median(theirs.map((r) => r.coldS));
    yield { ...common, case: other, perSecond, against: null, ratio: null, byType: countsOf(first) };
    for (const [pass, secondsOf] of [
      ['cold', (r: DecoderResult) => r.coldS],
      ['warm', (r: DecoderResult) => r.warmS ?? r.coldS],
    ] as const) {
      const ratio = median(ours.map((r, i) => (theirs[i]?.coldS ?? 0) / secondsOf(r)));
      const ownPerSecond = count / median(ours.map(secondsOf));
      const byType = countsOf(own);
      yield { ...common, case: `havenwacht ${pass}`, perSecond: ownPerSecond, against: other, ratio, byType };
    }
  }
}

/** The general path: every sentence with a TAG block and a `$PGHP` wrapper on lines of their own. */
async function* wrapped(passes: number): AsyncIterable<Row> {
  if (!hasLog('denmark-2013')) return;
  const feed = createFeed('denmark-2013');
  try {
    const result = await child('havenwacht', feed, passes);
    const row = { bench: name, count: passes * feed.lines, feed: feed.name, against: null, ratio: null };
    for (const [pass, seconds] of [
      ['cold', result.coldS],
      ['warm', result.warmS ?? result.coldS],
    ] as const)
      yield {
        ...row,
        case: `havenwacht ${pass}, wrapped`,
        perSecond: row.count / seconds,
        byType: countsOf(result),
      };
  } finally {
    feed.remove();
  }
}

/** Throws when memory grew, or when a full link takes more than it may. */
async function memory(feed: Feed, passes: number): Promise<Row> {
  const result = await runChild(decoder('memory'), [feed.path, String(passes)], ['--expose-gc']);
  if (!isMemoryResult(result)) throw new Error('memory: unexpected answer');
  const { seconds, messages, firstBytes, secondBytes, bytesPerLink } = result;
  if (secondBytes > GROWTH_BYTES) throw new Error(`memory grew by ${secondBytes} bytes in ${passes} passes`);
  if (bytesPerLink > LINK_BYTES) throw new Error(`a full link takes ${bytesPerLink} bytes`);
  const count = 2 * passes * feed.lines;
  const grown = {
    firstHalfBytes: firstBytes,
    secondHalfBytes: secondBytes,
    bytesPerLink: Math.round(bytesPerLink),
  };
  const perSecond = (passes * feed.lines) / seconds;
  return { bench: name, case: 'memory', perSecond, count, against: null, ratio: null, messages, ...grown };
}

export async function* run({ smoke, long }: BenchOptions): AsyncIterable<Row> {
  const feed = createFeed();
  const passesFor = (sentences: number): number => (smoke ? 1 : Math.ceil(sentences / feed.lines));
  try {
    yield* beside(feed, passesFor(SENTENCES), smoke ? 1 : ROUNDS);
    yield* wrapped(smoke ? 1 : 13);
    yield await memory(feed, passesFor(long ? 50 * SENTENCES : 2 * SENTENCES));
  } finally {
    feed.remove();
  }
}
