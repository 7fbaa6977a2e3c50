import type { Sentence } from './sentence.ts';
import type { Tag } from './tag.ts';

/** Unfinished messages of one link at a time. */
export const MAX_GROUPS = 64;
/** Sextets of one message: nine full sentences. 64 × 576 B keep a link's assembly below 64 KiB. */
const MAX_SEXTETS = 576;
/** Parts of one message arrive together; a gap longer than this is another message with the same number. */
export const MAX_AGE_MS = 10_000;
/**
 * A part that came before its predecessors is kept only shortly. Sequence numbers come round after ten messages, and in
 * real feeds many first parts are lost: a lone second part of one ship must not meet the first part of the next ship
 * with the same number. Nine parts on, the number cannot have come round yet, and a whole message can have turned over.
 */
const MAX_EARLY_MS = 2_000;
const MAX_EARLY_PARTS = 9;
const MAX_EARLY_SENTENCES = 64;

interface Group {
  key: number;
  total: number;
  /** Bit n−1 set: part n is there. */
  seen: number;
  startedMs: number;
  /** Count of part sentences, and of all sentences, on this link when it began. */
  startedAt: number;
  startedAtSentence: number;
  /** Given out already; kept to recognise repeats of its parts. */
  done: boolean;
  station: string | null;
  tagGroup: string | null;
  tagTimeMs: number | null;
  readonly from: Uint16Array;
  readonly length: Uint16Array;
  readonly sextets: Uint8Array;
  used: number;
  fill: number;
}

/** A message put together; valid until the next call. */
export interface Assembled {
  readonly sextets: Uint8Array;
  bits: number;
  station: string | null;
  tagTimeMs: number | null;
}

export interface Assembler {
  /**
   * True when this part completes its message, which then stands in `assembled`. `sentences`: how many AIS sentences
   * the link has carried so far, so that distance counts where time stands still (a log read at full speed).
   */
  add(part: Sentence, tag: Tag, receivedAtMs: number, sentences: number): boolean;
  /** Gives up on everything unfinished. */
  end(): void;
  readonly assembled: Assembled;
}

const keyOf = (p: Sentence): number =>
  ((p.talker * 128 + (p.channel & 127)) * 11 + p.sequence) * 20 + p.total * 2 + (p.own ? 1 : 0);

const conflict = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;

function newGroup(): Group {
  return {
    key: 0,
    total: 0,
    seen: 0,
    startedMs: 0,
    startedAt: 0,
    startedAtSentence: 0,
    done: false,
    station: null,
    tagGroup: null,
    tagTimeMs: null,
    from: new Uint16Array(9),
    length: new Uint16Array(9),
    sextets: new Uint8Array(MAX_SEXTETS),
    used: 0,
    fill: 0,
  };
}

function holds(group: Group, part: Sentence): boolean {
  const from = group.from[part.number - 1] ?? 0;
  if (group.length[part.number - 1] !== part.length) return false;
  for (let i = 0; i < part.length; i++) if (group.sextets[from + i] !== part.sextets[i]) return false;
  return true;
}

/**
 * Puts multi-sentence messages together: parts by talker, formatter, channel, sequence and total, in any order,
 * repeated, interleaved. `orphan` is called once for each message that was given up.
 */
export function createAssembler(orphan: () => void): Assembler {
  const active: Group[] = [];
  const free: Group[] = [];
  const assembled: Assembled = {
    sextets: new Uint8Array(MAX_SEXTETS),
    bits: 0,
    station: null,
    tagTimeMs: null,
  };
  let partCount = 0;
  let sentenceCount = 0;

  function drop(index: number): void {
    const group = active[index];
    const last = active.pop();
    if (group === undefined || last === undefined) return;
    if (group !== last) active[index] = last;
    if (!group.done) orphan();
    free.push(group);
  }

  const stale = (group: Group, nowMs: number): boolean => {
    const ageMs = nowMs - group.startedMs;
    const early = group.done || (group.seen & (group.seen + 1)) !== 0;
    return early
      ? ageMs > MAX_EARLY_MS ||
          partCount - group.startedAt > MAX_EARLY_PARTS ||
          sentenceCount - group.startedAtSentence > MAX_EARLY_SENTENCES
      : ageMs > MAX_AGE_MS;
  };

  /** Drops what is too old and finds the group of `key`: its index, or −1. */
  function sweep(key: number, nowMs: number): number {
    for (let i = active.length - 1; i >= 0; i--) {
      const group = active[i];
      if (group !== undefined && stale(group, nowMs)) drop(i);
    }
    return active.findIndex((group) => group.key === key);
  }

  function begin(key: number, part: Sentence, nowMs: number): Group {
    if (active.length >= MAX_GROUPS) {
      let oldest = 0;
      active.forEach((g, i) => {
        if (g.startedAt < (active[oldest]?.startedAt ?? 0)) oldest = i;
      });
      drop(oldest);
    }
    const group = free.pop() ?? newGroup();
    group.key = key;
    group.total = part.total;
    group.seen = 0;
    group.startedMs = nowMs;
    group.startedAt = partCount;
    group.startedAtSentence = sentenceCount;
    group.done = false;
    group.station = null;
    group.tagGroup = null;
    group.tagTimeMs = null;
    group.used = 0;
    active.push(group);
    return group;
  }

  /** The unfinished group that this part belongs to, or null for a repeat that adds nothing. */
  function groupFor(part: Sentence, tag: Tag, nowMs: number): Group | null {
    const key = keyOf(part);
    const index = sweep(key, nowMs);
    const group = active[index];
    if (group === undefined) return begin(key, part, nowMs);
    const foreign = conflict(group.station, tag.station) || conflict(group.tagGroup, tag.group);
    const repeated = (group.seen >> (part.number - 1)) & 1;
    if (!foreign && repeated === 1 && holds(group, part) && !(group.done && part.number === 1)) return null;
    if (!foreign && repeated === 0 && group.used + part.length <= MAX_SEXTETS) return group;
    drop(index);
    return begin(key, part, nowMs);
  }

  function store(group: Group, part: Sentence, tag: Tag): void {
    group.from[part.number - 1] = group.used;
    group.length[part.number - 1] = part.length;
    for (let i = 0; i < part.length; i++) group.sextets[group.used + i] = part.sextets[i] ?? 0;
    group.used += part.length;
    group.seen |= 1 << (part.number - 1);
    if (part.number === part.total) group.fill = part.fill;
    group.station ??= tag.station;
    group.tagGroup ??= tag.group;
    group.tagTimeMs ??= tag.timeMs;
  }

  function give(group: Group): void {
    let at = 0;
    for (let n = 0; n < group.total; n++) {
      const from = group.from[n] ?? 0;
      const length = group.length[n] ?? 0;
      for (let i = 0; i < length; i++) assembled.sextets[at++] = group.sextets[from + i] ?? 0;
    }
    assembled.bits = at * 6 - group.fill;
    assembled.station = group.station;
    assembled.tagTimeMs = group.tagTimeMs;
    group.done = true;
  }

  return {
    assembled,
    add(part, tag, receivedAtMs, sentences) {
      partCount++;
      sentenceCount = sentences;
      const group = groupFor(part, tag, receivedAtMs);
      if (group === null || part.length > MAX_SEXTETS) return false;
      store(group, part, tag);
      if (group.seen !== (1 << group.total) - 1) return false;
      give(group);
      return true;
    },
    end() {
      while (active.length > 0) drop(active.length - 1);
    },
  };
}
