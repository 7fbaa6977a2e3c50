import type { ReceiverKind, ReceiverTally } from '../model/reception.ts';

/** The counts of every receiver heard since start. */
export interface Ledger {
  /** The tally of that name, made when new. Keep no reference while the receiver has no connection: it may be folded away. */
  tally(name: string, kind: ReceiverKind): ReceiverTally;
  /** In order of first appearance. */
  all(): Iterable<ReceiverTally>;
}

/** Name of the tally that takes the counts of receivers for which there is no room. */
export const OTHER = 'other';

function newTally(name: string, kind: ReceiverKind): ReceiverTally {
  return {
    name,
    kind,
    connections: 0,
    bytes: 0,
    lines: 0,
    results: { accepted: 0, part: 0, duplicate: 0, other: 0, blank: 0 },
    refused: {},
    sideFaults: {},
    lastHeardMs: null,
    health: null,
  };
}

function addCounts<K extends string>(from: Partial<Record<K, number>>, to: Partial<Record<K, number>>): void {
  for (const key in from) to[key] = (to[key] ?? 0) + (from[key] ?? 0);
}

function fold(from: ReceiverTally, into: ReceiverTally): void {
  into.bytes += from.bytes;
  into.lines += from.lines;
  addCounts(from.results, into.results);
  addCounts(from.refused, into.refused);
  addCounts(from.sideFaults, into.sideFaults);
  if (from.lastHeardMs !== null) into.lastHeardMs = Math.max(from.lastHeardMs, into.lastHeardMs ?? 0);
}

const bySetting: ReadonlySet<ReceiverKind> = new Set(['tcp-client', 'file']);
/** Receivers from the settings are as many as were configured; only those that come by themselves can be too many. */
const mayBeFolded = (t: ReceiverTally): boolean =>
  t.connections === 0 && t.name !== OTHER && !bySetting.has(t.kind);

/**
 * @param maxReceivers beyond it, the idle receiver that was heard longest ago is folded into one tally named `other`
 * (strangers that never said anything valid go first); with none idle, the newcomer itself is counted there.
 */
export function createLedger(maxReceivers = 256): Ledger {
  const tallies = new Map<string, ReceiverTally>();

  function add(name: string, kind: ReceiverKind): ReceiverTally {
    const tally = newTally(name, kind);
    tallies.set(name, tally);
    return tally;
  }

  function leastMissed(): ReceiverTally | undefined {
    let found: ReceiverTally | undefined;
    for (const tally of tallies.values()) {
      if (mayBeFolded(tally) && (!found || (tally.lastHeardMs ?? 0) < (found.lastHeardMs ?? 0)))
        found = tally;
    }
    return found;
  }

  return {
    tally(name, kind) {
      const known = tallies.get(name);
      if (known) return known;
      if (tallies.size < maxReceivers) return add(name, kind);
      const other = tallies.get(OTHER) ?? add(OTHER, kind);
      const idle = leastMissed();
      if (!idle) return other;
      fold(idle, other);
      tallies.delete(idle.name);
      return add(name, kind);
    },
    all: () => tallies.values(),
  };
}
