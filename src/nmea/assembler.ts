import type { RecordedBy } from '../model/reception.ts';
import type { About } from './about.ts';
import { MAX_AGE_MS, MAX_APART } from './limits.ts';
import type { Sentence } from './sentence.ts';

/** Unfinished messages of one link at a time. */
export const MAX_GROUPS = 64;
/** Sextets of one message: nine full sentences. */
const MAX_SEXTETS = 576;
const MAX_PARTS = 9;
/** Fixed storage of a link's assembly, in bytes; with its objects it stays below 64 KiB. */
export const ASSEMBLY_BYTES = MAX_GROUPS * (MAX_SEXTETS + 2 * MAX_PARTS * Uint16Array.BYTES_PER_ELEMENT);
/**
 * A part that came before its predecessors is kept only shortly. Sequence numbers come round after ten messages, and in
 * real feeds many first parts are lost: a lone second part of one ship must not meet the first part of the next ship
 * with the same number. Nine parts on, the number cannot have come round yet, and a whole message can have turned over.
 */
const MAX_EARLY_MS = 2_000;
const MAX_EARLY_PARTS = 9;

interface Group {
  /** Which piece of the storage is its own. */
  readonly slot: number;
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
  tagGroup: number;
  recordedAtMs: number | null;
  recordedBy: RecordedBy | null;
  used: number;
  fill: number;
}

/** A message put together; valid until the next call. */
export interface Assembled {
  readonly sextets: Uint8Array;
  bits: number;
  station: string | null;
  recordedAtMs: number | null;
  recordedBy: RecordedBy | null;
}

export interface Assembler {
  /**
   * True when this part completes its message, which then stands in `assembled`. `sentences`: how many AIS sentences
   * the link has carried so far, so that distance counts where time stands still (a log read at full speed).
   */
  add(part: Sentence, about: About, receivedAtMs: number, sentences: number): boolean;
  /** Gives up on everything unfinished. */
  end(): void;
  readonly assembled: Assembled;
}

const keyOf = (p: Sentence): number =>
  ((p.talker * 256 + p.channel) * 11 + p.sequence) * 20 + p.total * 2 + (p.own ? 1 : 0);

const newGroup = (slot: number): Group => ({
  slot,
  key: 0,
  total: 0,
  seen: 0,
  startedMs: 0,
  startedAt: 0,
  startedAtSentence: 0,
  done: false,
  station: null,
  tagGroup: -1,
  recordedAtMs: null,
  recordedBy: null,
  used: 0,
  fill: 0,
});

/** Said by both, and different: two receivers, or two groups. */
const isForeign = (group: Group, about: About): boolean =>
  (group.station !== null && about.station !== null && group.station !== about.station) ||
  (group.tagGroup >= 0 && about.group >= 0 && group.tagGroup !== about.group);

/**
 * Puts multi-sentence messages together: parts by talker, formatter, channel, sequence and total, in any order,
 * repeated, interleaved. `orphan` is called once for each message that was given up.
 */
export function createAssembler(orphan: () => void): Assembler {
  const active: Group[] = [];
  const free: Group[] = [];
  /** Made with the first part: many links never carry one. */
  let store = new Uint8Array(0);
  let from = new Uint16Array(0);
  let lengths = new Uint16Array(0);
  const assembled: Assembled = {
    sextets: new Uint8Array(MAX_SEXTETS),
    bits: 0,
    station: null,
    recordedAtMs: null,
    recordedBy: null,
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

  /** Drops what is too old and gives the index of the group with `key`, or −1. */
  function sweep(key: number, nowMs: number): number {
    let found = -1;
    for (let i = active.length - 1; i >= 0; i--) {
      const group = active[i];
      if (group === undefined) continue;
      const ageMs = nowMs - group.startedMs;
      const isEarly = group.done || (group.seen & (group.seen + 1)) !== 0;
      const isStale = isEarly
        ? ageMs > MAX_EARLY_MS ||
          partCount - group.startedAt > MAX_EARLY_PARTS ||
          sentenceCount - group.startedAtSentence > MAX_APART
        : ageMs > MAX_AGE_MS;
      if (isStale) {
        // the last group takes its place, and it was looked at before
        if (found === active.length - 1) found = i;
        drop(i);
      } else if (group.key === key) {
        found = i;
      }
    }
    return found;
  }

  function dropOldest(): void {
    let oldest = 0;
    for (let i = 1; i < active.length; i++) {
      if ((active[i]?.startedAt ?? 0) < (active[oldest]?.startedAt ?? 0)) oldest = i;
    }
    drop(oldest);
  }

  function begin(key: number, part: Sentence, nowMs: number): Group {
    if (active.length >= MAX_GROUPS) dropOldest();
    if (store.length === 0) {
      store = new Uint8Array(MAX_GROUPS * MAX_SEXTETS);
      from = new Uint16Array(MAX_GROUPS * MAX_PARTS);
      lengths = new Uint16Array(MAX_GROUPS * MAX_PARTS);
    }
    const group = free.pop() ?? newGroup(active.length);
    group.key = key;
    group.total = part.total;
    group.seen = 0;
    group.startedMs = nowMs;
    group.startedAt = partCount;
    group.startedAtSentence = sentenceCount;
    group.done = false;
    group.station = null;
    group.tagGroup = -1;
    group.recordedAtMs = null;
    group.recordedBy = null;
    group.used = 0;
    active.push(group);
    return group;
  }

  function holds(group: Group, part: Sentence): boolean {
    const index = group.slot * MAX_PARTS + part.number - 1;
    if (lengths[index] !== part.length) return false;
    const at = group.slot * MAX_SEXTETS + (from[index] ?? 0);
    for (let i = 0; i < part.length; i++) if (store[at + i] !== part.sextets[i]) return false;
    return true;
  }

  /** The unfinished group that this part belongs to, or null for a repeat that adds nothing. */
  function groupFor(part: Sentence, about: About, nowMs: number): Group | null {
    const key = keyOf(part);
    const index = sweep(key, nowMs);
    const group = index < 0 ? undefined : active[index];
    if (group === undefined) return begin(key, part, nowMs);
    const foreign = isForeign(group, about);
    const repeated = (group.seen >> (part.number - 1)) & 1;
    if (!foreign && repeated === 1 && holds(group, part) && !(group.done && part.number === 1)) return null;
    if (!foreign && repeated === 0 && group.used + part.length <= MAX_SEXTETS) return group;
    drop(index);
    return begin(key, part, nowMs);
  }

  function keep(group: Group, part: Sentence, about: About): void {
    const index = group.slot * MAX_PARTS + part.number - 1;
    const at = group.slot * MAX_SEXTETS + group.used;
    from[index] = group.used;
    lengths[index] = part.length;
    for (let i = 0; i < part.length; i++) store[at + i] = part.sextets[i] ?? 0;
    group.used += part.length;
    group.seen |= 1 << (part.number - 1);
    if (part.number === part.total) group.fill = part.fill;
    if (group.station === null) group.station = about.station;
    if (group.tagGroup < 0) group.tagGroup = about.group;
    if (group.recordedAtMs === null) {
      group.recordedAtMs = about.recordedAtMs;
      group.recordedBy = about.recordedBy;
    }
  }

  function give(group: Group): void {
    let to = 0;
    for (let n = 0; n < group.total; n++) {
      const index = group.slot * MAX_PARTS + n;
      const at = group.slot * MAX_SEXTETS + (from[index] ?? 0);
      const length = lengths[index] ?? 0;
      for (let i = 0; i < length; i++) assembled.sextets[to + i] = store[at + i] ?? 0;
      to += length;
    }
    assembled.bits = to * 6 - group.fill;
    assembled.station = group.station;
    assembled.recordedAtMs = group.recordedAtMs;
    assembled.recordedBy = group.recordedBy;
    group.done = true;
  }

  return {
    assembled,
    add(part, about, receivedAtMs, sentences) {
      partCount++;
      sentenceCount = sentences;
      if (part.length > MAX_SEXTETS) {
        orphan();
        return false;
      }
      const group = groupFor(part, about, receivedAtMs);
      if (group === null) return false;
      keep(group, part, about);
      if (group.seen !== (1 << group.total) - 1) return false;
      give(group);
      return true;
    },
    end() {
      while (active.length > 0) drop(active.length - 1);
    },
  };
}
