import { resolve } from 'node:path';
import { type DecoderResult, isDecoderResult } from './decoders/result.ts';
import type { BenchOptions, Row } from './lib/case.ts';
import { runChild } from './lib/child.ts';
import { createFeed } from './lib/feed.ts';

/**
 * Bytes to the fused picture on one thread, without stores, beside ais-stream-decoder that only decodes the same
 * sentences; then the cost of a sentence and the heap for pictures of rising size, and beside it what one row of as many
 * costs on bare arrays, so that what is memory can be told from what is ours. Every case is a process of its own.
 */
export const name = 'pipeline';

const SENTENCES = 1_000_000;
const SIZES = [1_000, 10_000, 100_000];
const SMOKE_SIZES = [200, 1_000];

/** What `decoders/picture.ts` and `decoders/fleet.ts` print besides times. */
interface Fused extends DecoderResult {
  readonly vessels: number;
}
interface Fleet {
  readonly perSecond: number;
  readonly count: number;
  readonly vessels: number;
  readonly heapMB: number;
  /** What the memory asks for one row of a picture as large, without us: see `lib/bare-rows.ts`. */
  readonly rowNs: number;
}

const child = (file: string, args: readonly (string | number)[]): Promise<unknown> =>
  runChild(resolve(import.meta.dirname, 'decoders', file), args.map(String));

const isFused = (value: unknown): value is Fused => isDecoderResult(value) && 'vessels' in value;
const isFleet = (value: unknown): value is Fleet =>
  typeof value === 'object' &&
  value !== null &&
  'heapMB' in value &&
  'perSecond' in value &&
  'rowNs' in value;

export async function* run({ smoke }: BenchOptions): AsyncIterable<Row> {
  yield* besideDecoder(smoke);
  yield* bySize(smoke ? SMOKE_SIZES : SIZES);
}

const warmOf = ({ warmS, coldS }: DecoderResult): number => warmS ?? coldS;

async function* besideDecoder(smoke: boolean): AsyncIterable<Row> {
  const feed = createFeed();
  try {
    const passes = smoke ? 1 : Math.ceil(SENTENCES / feed.lines);
    const count = passes * feed.lines;
    const theirs = await child('ais-stream-decoder.ts', [feed.path, passes]);
    const ours = await child('picture.ts', [feed.path, passes]);
    if (!isDecoderResult(theirs) || !isFused(ours)) throw new Error('unexpected answer');
    const { vessels } = ours;
    // of a fresh process, of the same again in it, and of both together: a server runs for months, and its first second counts as well
    for (const [pass, times, theirS, ourS] of [
      ['cold', 1, theirs.coldS, ours.coldS],
      ['warm', 1, warmOf(theirs), warmOf(ours)],
      ['in all', 2, theirs.coldS + warmOf(theirs), ours.coldS + warmOf(ours)],
    ] as const) {
      const common = { bench: name, count: times * count, feed: feed.name };
      const against = `ais-stream-decoder, decoding only, ${pass}`;
      const baseline = (times * count) / theirS;
      yield { ...common, case: against, perSecond: baseline, against: null, ratio: null };
      const perSecond = (times * count) / ourS;
      yield {
        ...common,
        case: `fused, ${pass}`,
        ...{ perSecond, against, ratio: perSecond / baseline, vessels },
      };
    }
  } finally {
    feed.remove();
  }
}

async function* bySize(sizes: readonly number[]): AsyncIterable<Row> {
  let first: Row | null = null;
  for (const size of sizes) {
    const fleet = await child('fleet.ts', [size]);
    if (!isFleet(fleet)) throw new Error('unexpected answer');
    if (fleet.vessels !== size) throw new Error(`${fleet.vessels} vessels in the picture of ${size}`);
    const { perSecond, count, heapMB, rowNs } = fleet;
    const ratio = first === null ? null : perSecond / first.perSecond;
    const row: Row = {
      ...{ bench: name, case: `picture of ${size} vessels`, perSecond, count },
      ...{ against: first?.case ?? null, ratio, heapMB },
      ...{ sentenceNs: Math.round(1e9 / perSecond), bareRowNs: rowNs },
    };
    first ??= row;
    yield row;
  }
}
