import type { LineRefusal, LineResult, Payload, SideFault } from '../model/reception.ts';
import { createAssembler } from './assembler.ts';
import { BACKSLASH, BANG, CR, find, LF, LINE_CAP, lineEnd } from './bytes.ts';
import { judge } from './others.ts';
import { checksumFault, isAis, newSentence, readSentence } from './sentence.ts';
import { clearTag, newTag, readTag } from './tag.ts';

/** What a reader tells. All calls are made before `push` or `end` returns. */
export interface ReaderHandler {
  /** One assembled payload; `payload` is reused, so read it before returning. */
  payload(payload: Payload, receivedAtMs: number): void;
  /** A line that was refused, once a line. */
  refused(cause: LineRefusal): void;
  /**
   * Told beside a line's own result. `bad-tag-block`: the TAG block is dropped and its sentence taken, which has a
   * checksum of its own; `orphan-part`: once for each message whose other parts never came.
   */
  faulted(fault: SideFault): void;
  /** A line that is neither refused nor completes a payload. */
  counted(result: Extract<LineResult, 'part' | 'other' | 'blank'>): void;
}

/** Bytes of one link in, payloads out. One for each connection, peer or file. */
export interface Reader {
  /** Takes the next bytes, cut anywhere. `receivedAtMs` must not go back. */
  push(chunk: Uint8Array, receivedAtMs: number): void;
  /** The link ended: the unfinished line counts as it stands, unfinished messages are given up. */
  end(receivedAtMs: number): void;
}

/** Channel character → channel; some stations number them 1 and 2. */
const CHANNEL: readonly string[] = Array.from({ length: 256 }, (_, code) => {
  const sent = String.fromCharCode(code);
  return sent === 'A' || sent === '1' ? 'A' : sent === 'B' || sent === '2' ? 'B' : '';
});

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function createReader(handler: ReaderHandler): Reader {
  const sentence = newSentence();
  const tag = newTag();
  const assembler = createAssembler(() => handler.faulted('orphan-part'));
  const payload: Mutable<Payload> = {
    sextets: sentence.sextets,
    bits: 0,
    channel: '',
    own: false,
    station: null,
    tagTimeMs: null,
  };
  /** AIS sentences so far. */
  let sentences = 0;
  /** The beginning of a line whose end has not come yet. */
  const carry = new Uint8Array(LINE_CAP);
  let carried = 0;
  /** In a line that was too long: everything up to its end is dropped. */
  let skipping = false;
  /** The last chunk ended between CR and LF. */
  let halfEnd = false;

  function deliver(receivedAtMs: number): void {
    sentences++;
    let from: Pick<Payload, 'sextets' | 'bits' | 'station' | 'tagTimeMs'> | null = null;
    if (sentence.total > 1) {
      if (!assembler.add(sentence, tag, receivedAtMs, sentences)) {
        handler.counted('part');
        return;
      }
      from = assembler.assembled;
    }
    payload.sextets = from === null ? sentence.sextets : from.sextets;
    payload.bits = from === null ? sentence.length * 6 - sentence.fill : from.bits;
    payload.station = from === null ? tag.station : from.station;
    payload.tagTimeMs = from === null ? tag.timeMs : from.tagTimeMs;
    payload.channel = CHANNEL[sentence.channel] ?? '';
    payload.own = sentence.own;
    handler.payload(payload, receivedAtMs);
  }

  /** Reads the TAG block that ends just before `to`; the tag stays empty when there is none. */
  function tagBefore(bytes: Uint8Array, from: number, to: number): void {
    if (to - from < 2 || bytes[to - 1] !== BACKSLASH) return;
    let open = to - 2;
    while (open > from && bytes[open] !== BACKSLASH) open--;
    if (bytes[open] !== BACKSLASH) return;
    if (!readTag(bytes, open + 1, to - 1, tag)) handler.faulted('bad-tag-block');
  }

  /** The first good AIS sentence of a line is taken; the text around it is the receiver's own affair. */
  function line(bytes: Uint8Array, from: number, to: number, receivedAtMs: number): void {
    let fault: LineRefusal | null = null;
    for (let at = find(bytes, BANG, from, to); at >= 0; at = find(bytes, BANG, at + 1, to)) {
      if (!isAis(bytes, at, to)) continue;
      if (readSentence(bytes, at, to, sentence) >= 0) {
        tagBefore(bytes, from, at);
        deliver(receivedAtMs);
        clearTag(tag);
        return;
      }
      fault ??= checksumFault(bytes, at, to) ?? sentence.cause;
    }
    const result = judge(bytes, from, to, fault);
    if (result === 'other' || result === 'blank') handler.counted(result);
    else handler.refused(result);
  }

  /** Position behind the line end at `at`. */
  function behind(bytes: Uint8Array, at: number, to: number): number {
    if (bytes[at] === LF) return at + 1;
    if (at + 1 === to) halfEnd = true;
    return at + 1 < to && bytes[at + 1] === LF ? at + 2 : at + 1;
  }

  /** Keeps the beginning of a line, or refuses it when it is too long already. */
  function keep(bytes: Uint8Array, from: number, to: number): void {
    if (skipping) return;
    if (carried + to - from > LINE_CAP) {
      handler.refused('line-too-long');
      skipping = true;
      carried = 0;
      return;
    }
    carry.set(bytes.subarray(from, to), carried);
    carried += to - from;
  }

  /** Finishes the line that an earlier chunk began; gives the position behind it. */
  function finish(chunk: Uint8Array, from: number, to: number, receivedAtMs: number): number {
    const end = lineEnd(chunk, from, to);
    keep(chunk, from, end < 0 ? to : end);
    if (end < 0) return to;
    if (!skipping) line(carry, 0, carried, receivedAtMs);
    skipping = false;
    carried = 0;
    return behind(chunk, end, to);
  }

  /** Reads the line at `at`; gives the position behind it. */
  function next(chunk: Uint8Array, at: number, to: number, receivedAtMs: number): number {
    /** The common line is a bare sentence: it is read without looking for its end first. */
    if (chunk[at] === BANG) {
      const end = readSentence(chunk, at, Math.min(to, at + LINE_CAP), sentence);
      if (end >= 0 && end < to && (chunk[end] === LF || chunk[end] === CR)) {
        deliver(receivedAtMs);
        return behind(chunk, end, to);
      }
    }
    const end = lineEnd(chunk, at, to);
    if (end < 0) {
      keep(chunk, at, to);
      return to;
    }
    if (end - at > LINE_CAP) handler.refused('line-too-long');
    else line(chunk, at, end, receivedAtMs);
    return behind(chunk, end, to);
  }

  return {
    push(chunk, receivedAtMs) {
      const to = chunk.length;
      let at = 0;
      if (halfEnd && to > 0) {
        halfEnd = false;
        if (chunk[0] === LF) at = 1;
      }
      if (carried > 0 || skipping) at = finish(chunk, at, to, receivedAtMs);
      while (at < to) at = next(chunk, at, to, receivedAtMs);
    },
    end(receivedAtMs) {
      if (carried > 0) line(carry, 0, carried, receivedAtMs);
      carried = 0;
      skipping = false;
      halfEnd = false;
      assembler.end();
    },
  };
}
