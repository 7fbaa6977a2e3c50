import type { Link, PostedNmea, ReceiverTally } from '../model/reception.ts';
import type { Receiver, ReceiverDeps } from './receiver.ts';

interface Poster {
  readonly tally: ReceiverTally;
  readonly link: Link;
  heardAtMs: number;
}

export interface PostedOptions {
  /** Receivers with an open link at once; the one heard longest ago gives way. */
  readonly maxReceivers?: number;
  /** A link on which nothing was posted for this long ends with the next post of anybody; default 10 minutes. */
  readonly idleMs?: number;
}

const LINE_FEED = 0x0a;
const lineEnd = Uint8Array.of(LINE_FEED);

/** Counts of causes as they are now, to be told from those of later. */
const copyOf = <K extends string>(counts: Partial<Record<K, number>>): Partial<Record<K, number>> => ({
  ...counts,
});

/** What was counted since `before`. */
function since(
  now: Partial<Record<string, number>>,
  before: Partial<Record<string, number>>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [cause, count = 0] of Object.entries(now))
    if (count > (before[cause] ?? 0)) counts[cause] = count - (before[cause] ?? 0);
  return counts;
}

/** Receivers that post their lines, each over a link of its own that stays open from one post to the next: a message may be cut between them. */
export function createPosted(
  { ledger, openLink, clock }: ReceiverDeps,
  { maxReceivers = 256, idleMs = 600_000 }: PostedOptions = {},
): PostedNmea & Receiver {
  /** In order of the last post: the first one is the one heard longest ago. */
  const posters = new Map<string, Poster>();

  function forget(name: string, { tally, link }: Poster): void {
    posters.delete(name);
    tally.connections--;
    link.end(clock());
  }

  function forgetIdle(nowMs: number): void {
    for (const [name, poster] of posters) {
      if (poster.heardAtMs > nowMs - idleMs && posters.size < maxReceivers) break;
      forget(name, poster);
    }
  }

  function posterOf(name: string, nowMs: number): Poster {
    const known = posters.get(name);
    posters.delete(name);
    forgetIdle(nowMs);
    const poster = known ?? opened(name, nowMs);
    posters.set(name, poster);
    return poster;
  }

  function opened(name: string, nowMs: number): Poster {
    const tally = ledger.tally(name, 'http');
    tally.connections++;
    return { tally, link: openLink(tally), heardAtMs: nowMs };
  }

  return {
    take(name, bytes) {
      const nowMs = clock();
      const poster = posterOf(name, nowMs);
      const { tally, link } = poster;
      const { lines } = tally;
      const results = copyOf(tally.results);
      const refused = copyOf(tally.refused);
      poster.heardAtMs = nowMs;
      link.bytes(bytes, nowMs);
      // the end of a body is the end of a line
      if (bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED) link.bytes(lineEnd, nowMs);
      return {
        lines: tally.lines - lines,
        results: since(tally.results, results),
        refused: since(tally.refused, refused),
      };
    },
    async close() {
      for (const [name, poster] of posters) forget(name, poster);
    },
  };
}
