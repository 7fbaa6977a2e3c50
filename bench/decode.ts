import { resolve } from 'node:path';
import { type DecoderResult, isDecoderResult } from './decoders/result.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { runChild } from './lib/child.ts';
import { createFeed, type Feed } from './lib/feed.ts';

/**
 * Bytes to message objects on one thread, beside ais-stream-decoder on the same sentences: each in a process of its own,
 * so that "cold" includes all compilation. Both must have read the same messages.
 */
export const name = 'decode';

const SENTENCES = 1_000_000;
/**
 * Types that the other decoder reads from single sentences and whose length we judge alike: counts and MMSIs are equal.
 * Of the types sent in parts it loses interleaved ones, and it has no rule against cut ones; others it does not know.
 */
const COMPARED = ['1', '2', '3', '4', '18'];

async function child(file: string, feed: Feed, passes: number): Promise<DecoderResult> {
  const result = await runChild(resolve(import.meta.dirname, 'decoders', file), [feed.path, String(passes)]);
  if (!isDecoderResult(result)) throw new Error(`${file}: unexpected answer`);
  return result;
}

/** Throws when the two decoders read different messages. */
function compare(ours: DecoderResult, theirs: DecoderResult): void {
  for (const type of COMPARED) {
    const [own, other] = [ours.byType[type] ?? [0, 0], theirs.byType[type] ?? [0, 0]];
    if (own[0] !== other[0] || own[1] !== other[1]) {
      throw new Error(
        `type ${type}: ${own[0]} messages here, ${other[0]} there, MMSI sums ${own[1]}, ${other[1]}`,
      );
    }
  }
  if (!COMPARED.some((type) => ours.byType[type])) throw new Error('no message was compared');
}

const countsOf = ({ byType }: DecoderResult): Record<string, number> =>
  Object.fromEntries(Object.entries(byType).map(([type, [count]]) => [type, count]));

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  const feed = createFeed();
  try {
    const passes = smoke ? 1 : Math.ceil(SENTENCES / feed.lines);
    const count = passes * feed.lines;
    const theirs = await child('ais-stream-decoder.ts', feed, passes);
    const ours = await child('havenwacht.ts', feed, passes);
    compare(ours, theirs);
    const baseline = count / theirs.coldS;
    const common = { bench: name, count, feed: feed.name };
    const other = 'ais-stream-decoder';
    yield {
      ...common,
      case: other,
      perSecond: baseline,
      against: null,
      ratio: null,
      byType: countsOf(theirs),
    };
    for (const [pass, seconds] of [
      ['cold', ours.coldS],
      ['warm', ours.warmS ?? ours.coldS],
    ] as const) {
      const perSecond = count / seconds;
      yield {
        ...common,
        case: `havenwacht ${pass}`,
        perSecond,
        against: other,
        ratio: perSecond / baseline,
        byType: countsOf(ours),
      };
    }
  } finally {
    feed.remove();
  }
}
