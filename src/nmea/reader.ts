import type { LineRefusal, LineResult, Payload, SideFault } from '../model/reception.ts';
import { lookAhead, newAhead } from './ahead.ts';
import { createAssembler } from './assembler.ts';
import { BACKSLASH, BANG, bytes, CHUNK, CR, DOLLAR, find, LF, LINE_CAP, lineEnd } from './bytes.ts';
import { isAnnounced, judge, noteOther, otherEnd } from './others.ts';
import { causeOf, checksumFault, newSentence, readSentence } from './sentence.ts';
import { readSignalBehind } from './signal.ts';
import { createSurroundings, type Place } from './surroundings.ts';

/** What a reader tells. All calls are made before `push` or `end` returns, and must not feed a reader. */
export interface ReaderHandler {
  /** One assembled payload; `payload` is reused, so read it before returning. */
  payload(payload: Payload, receivedAtMs: number): void;
  /** A line that was refused, once a line. */
  refused(cause: LineRefusal): void;
  /** Told beside a line's own result; the causes are explained where `SideFault` is. */
  faulted(fault: SideFault): void;
  /** A line that is neither refused nor completes a payload. */
  counted(result: Extract<LineResult, 'part' | 'other' | 'blank'>): void;
  /** Who is likely to speak in the lines that follow: the first `count` of `mmsis`, which is reused. */
  ahead?(mmsis: Int32Array, count: number): void;
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
  const place: Place = { from: 0, at: 0, end: 0, to: 0 };
  const faulted = (fault: SideFault): void => handler.faulted(fault);
  const orphanedWrapper = (): void => handler.faulted('orphan-wrapper');
  const around = createSurroundings(faulted);
  const { announced } = around;
  const assembler = createAssembler(() => handler.faulted('orphan-part'));
  const payload: Mutable<Payload> = {
    sextets: sentence.sextets,
    bits: 0,
    channel: '',
    own: false,
    station: null,
    recordedAtMs: null,
    recordedBy: null,
    signal: null,
  };
  const ahead = newAhead();
  /** AIS sentences so far. */
  let sentences = 0;
  /** The beginning of a line whose end has not come yet. */
  const carry = new Uint8Array(LINE_CAP);
  let carried = 0;
  /** In a line that was too long: everything up to its end is dropped. */
  let skipping = false;
  /** The last chunk ended between CR and LF. */
  let halfEnd = false;

  function give(sextets: Uint8Array, bits: number, receivedAtMs: number): void {
    payload.sextets = sextets;
    payload.bits = bits;
    payload.channel = CHANNEL[sentence.channel] ?? '';
    payload.own = sentence.own;
    handler.payload(payload, receivedAtMs);
  }

  /** Hands on a message of one sentence that nothing else is known about. */
  function bare(receivedAtMs: number): void {
    sentences++;
    give(sentence.sextets, sentence.length * 6 - sentence.fill, receivedAtMs);
  }

  /** Hands on the message at `place`, or keeps its part; `ahead … limit`: whole lines that follow. */
  function deliver(receivedAtMs: number, ahead: number, limit: number): void {
    sentences++;
    const about = around.describe(place, sentence, receivedAtMs, sentences);
    const isPart = sentence.total > 1;
    if (isPart && !assembler.add(sentence, about, receivedAtMs, sentences)) {
      handler.counted('part');
      return;
    }
    if (bytes[ahead] === DOLLAR || around.isGroupOpen()) readSignalBehind(ahead, limit, about);
    const from = isPart ? assembler.assembled : about;
    payload.station = from.station ?? about.station;
    payload.recordedAtMs = from.recordedAtMs;
    payload.recordedBy = from.recordedBy;
    payload.signal = about.signal;
    if (isPart) give(assembler.assembled.sextets, assembler.assembled.bits, receivedAtMs);
    else give(sentence.sextets, sentence.length * 6 - sentence.fill, receivedAtMs);
    payload.station = null;
    payload.recordedAtMs = null;
    payload.recordedBy = null;
    payload.signal = null;
  }

  /** Where the next sentence or TAG block of a line begins, or its end. */
  function restEnd(from: number, to: number): number {
    for (let i = from; i < to; i++) if (bytes[i] === BANG || bytes[i] === BACKSLASH) return i;
    return to;
  }

  /** Reads the line `from … to`: every good AIS sentence in it; `ahead … limit` is what follows. */
  function line(from: number, to: number, ahead: number, limit: number, receivedAtMs: number): void {
    let fault: LineRefusal | null = null;
    let rest = from;
    for (let at = find(BANG, from, to); at >= 0; ) {
      const end = readSentence(at, to, sentence);
      if (end > 0) {
        place.from = rest;
        place.at = at;
        place.end = end;
        place.to = restEnd(end, to);
        rest = place.to;
        deliver(receivedAtMs, rest === to ? ahead : limit, limit);
        at = find(BANG, rest, to);
      } else {
        const cause = causeOf(end);
        if (cause !== 'not-ais') fault ??= checksumFault(at, to) ?? cause;
        at = find(BANG, at + 1, to);
      }
    }
    if (rest > from) return;
    const result = judge(from, to, fault, announced, orphanedWrapper);
    around.afterOther(receivedAtMs, sentences);
    if (result === 'other' || result === 'blank') handler.counted(result);
    else handler.refused(result);
  }

  /** Position behind the line end at `at`. */
  function behind(at: number, to: number): number {
    if (bytes[at] === LF) return at + 1;
    if (at + 1 === to) halfEnd = true;
    return at + 1 < to && bytes[at + 1] === LF ? at + 2 : at + 1;
  }

  /** Reads the line at `at`; gives the position behind it, or −1 when it has no end yet. */
  function next(at: number, to: number, receivedAtMs: number): number {
    /** The common lines hold a sentence and nothing else: they are read without looking for their end first. */
    if (bytes[at] === BANG) {
      const end = readSentence(at, Math.min(to, at + LINE_CAP), sentence);
      if (end > 0 && end < to && (bytes[end] === LF || bytes[end] === CR)) {
        const ahead = behind(end, to);
        if (sentence.total === 1 && bytes[ahead] !== DOLLAR && !isAnnounced(announced)) bare(receivedAtMs);
        else {
          place.from = at;
          place.at = at;
          place.end = end;
          place.to = end;
          deliver(receivedAtMs, ahead, to);
        }
        return ahead;
      }
    } else if (bytes[at] === DOLLAR) {
      const end = otherEnd(at, Math.min(to, at + LINE_CAP));
      if (end > 0 && end < to && (bytes[end] === LF || bytes[end] === CR)) {
        noteOther(at, end, announced, orphanedWrapper);
        handler.counted('other');
        return behind(end, to);
      }
    }
    const end = lineEnd(at, to);
    if (end < 0) return -1;
    const ahead = behind(end, to);
    if (end - at > LINE_CAP) handler.refused('line-too-long');
    else line(at, end, ahead, to, receivedAtMs);
    return ahead;
  }

  /** Keeps the beginning of a line for later, or refuses it when it is too long already. */
  function keep(from: number, to: number): void {
    carried = 0;
    if (to - from > LINE_CAP) {
      handler.refused('line-too-long');
      skipping = true;
      return;
    }
    for (let i = from; i < to; i++) carry[carried++] = bytes[i] ?? 0;
  }

  /** Reads all lines of the first `to` bytes of the buffer. */
  function lines(to: number, receivedAtMs: number): void {
    let at = 0;
    if (halfEnd) {
      halfEnd = false;
      if (bytes[0] === LF) at = 1;
    }
    if (skipping) {
      const end = lineEnd(at, to);
      if (end < 0) return;
      skipping = false;
      at = behind(end, to);
    }
    let seen = at;
    while (at < to) {
      if (at >= seen && handler.ahead !== undefined) {
        lookAhead(at, to, ahead);
        handler.ahead(ahead.mmsis, ahead.count);
        seen = ahead.end;
      }
      const behindLine = next(at, to, receivedAtMs);
      if (behindLine < 0) break;
      at = behindLine;
    }
    keep(at, to);
  }

  return {
    push(chunk, receivedAtMs) {
      for (let from = 0; from < chunk.length; from += CHUNK) {
        const size = Math.min(CHUNK, chunk.length - from);
        if (carried > 0) bytes.set(carry);
        bytes.set(size === chunk.length ? chunk : chunk.subarray(from, from + size), carried);
        lines(carried + size, receivedAtMs);
      }
    },
    end(receivedAtMs) {
      bytes.set(carry);
      if (carried > 0) line(0, carried, carried, carried, receivedAtMs);
      around.end();
      carried = 0;
      skipping = false;
      halfEnd = false;
      assembler.end();
    },
  };
}
