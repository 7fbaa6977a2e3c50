import type { Finding } from '../../model/alert.ts';
import type { AisMessage } from '../../model/messages.ts';
import type { ReceiverTally } from '../../model/reception.ts';
import { type Ledger, OTHER } from '../ledger.ts';
import { addTime, judge } from './clock.ts';
import { addPosition, fade } from './coverage.ts';
import { hears, reaches } from './hearing.ts';
import { memoryOf, type ReceiverMemory, remembered } from './memory.ts';
import { expectedWithinS, isBroken, pass } from './rhythm.ts';
import { saidTimeMs, sentFrom } from './said.ts';
import {
  draw,
  hasLeft,
  hasRhythm,
  healthOf,
  newWatched,
  normalPerMinute,
  noteSender,
  refresh,
  type Watched,
} from './watched.ts';
import { clockWrong, ended, partsOf, silent } from './words.ts';

/** Watches every receiver of a ledger against what is normal for it; its findings are `receiver.silent` and `.clock`. */
export interface ReceiverWatch {
  /** A message that the receiver handed in. @param isLive false: it was recorded before, and its times say nothing */
  took(receiver: ReceiverTally, message: AisMessage, nowMs: number, isLive: boolean): void;
  /** It heard a vessel at that place, in a message that another receiver had handed in before. */
  heard(receiver: ReceiverTally, mmsi: number, lon: number, lat: number, nowMs: number): void;
  /** A time that came with a message. @param station MMSI of the base station (message 4); null for a TAG block */
  clock(receiver: ReceiverTally, station: number | null, saidMs: number, nowMs: number): void;
  /** Whether a receiver can hear a sender at that place, and whether it heard any so far away; null: not known. */
  canHear(receiver: string, lon: number, lat: number): boolean | null;
  reaches(receiver: string, lon: number, lat: number): boolean | null;
  /** Once a second: reads the tallies, and writes their `health`. */
  tick(nowMs: number): readonly Finding[];
  /** Before the first tick: what an earlier run learned. */
  remember(memories: Iterable<ReceiverMemory>): void;
  /** What to keep for a later run. */
  memories(): ReceiverMemory[];
  /** After `remember`: takes over causes open in the alert log; returns the end of those about receivers nobody knows. */
  restore(openCauses: Iterable<string>): readonly Finding[];
}

export interface WatchOptions {
  readonly ledger: Ledger;
  /** Receivers that carry simulated traffic: they are never silent, and nothing is kept of them. */
  readonly isSimulated?: (name: string) => boolean;
}

const maxWatched = 512;
/** The server was away when seconds passed unobserved: nobody is to blame for a silence in them. */
const longestStepS = 10;
/** Receivers get this long after a start to connect again. */
const startGraceS = 300;
const refreshEveryS = 10;
const drawEveryS = 60;
/** A listener closes pushing receivers that are silent for ten minutes; before that they left by themselves. */
const leftFromS = 60;
const leftUntilS = 540;
/** A receiver is missed for as long as it was there, within these bounds. */
const leastMissedS = 86_400;
const longestMissedS = 14 * 86_400;
const dayMs = 86_400_000;
/** Receivers whose clocks differ by less are off by the same. */
const alikeMs = 2_000;

const noFindings: readonly Finding[] = Object.freeze([]);

export function createReceiverWatch({ ledger, isSimulated = () => false }: WatchOptions): ReceiverWatch {
  const watched = new Map<string, Watched>();
  let tickedAtMs: number | null = null;
  let runS = 0;
  let sinceRefreshS = refreshEveryS;
  let drawnAtS = Number.NEGATIVE_INFINITY;
  let day = 0;
  let found: Finding[] = [];

  function end(w: Watched): void {
    if (w.silentSinceMs !== null) found.push(ended('receiver.silent', w.tally.name));
    if (w.clocks.wrong) found.push(ended('receiver.clock', w.tally.name));
  }

  function makeRoom(): void {
    let idlest: Watched | null = null;
    for (const w of watched.values())
      if (idlest === null || w.rhythm.silentS > idlest.rhythm.silentS) idlest = w;
    if (idlest === null) return;
    end(idlest);
    watched.delete(idlest.tally.name);
  }

  function add(tally: ReceiverTally): Watched {
    if (watched.size >= maxWatched) makeRoom();
    const w = newWatched(tally, tally.kind === 'file' || isSimulated(tally.name));
    watched.set(tally.name, w);
    return w;
  }

  /** Takes in receivers that are new, and tallies that were folded away and began anew. */
  function meet(): void {
    for (const tally of ledger.all()) {
      const known = watched.get(tally.name);
      if (known === undefined) {
        if (tally.name !== OTHER && tally.lastHeardMs !== null) add(tally);
      } else if (known.tally !== tally) {
        known.tally = tally;
        known.counted = 0;
      }
    }
  }

  function speak(w: Watched): void {
    if (w.silentSinceMs === null) return;
    found.push(ended('receiver.silent', w.tally.name));
    w.silentSinceMs = null;
    w.tally.health = null;
  }

  function raiseSilent(w: Watched, nowMs: number): void {
    const { rhythm, tally } = w;
    const { heardHere } = rhythm;
    w.silentSinceMs = heardHere ? (tally.lastHeardMs ?? nowMs) : nowMs - runS * 1000;
    const others = [...watched.values()].filter((other) => other !== w && hasRhythm(other));
    const silence = {
      sinceMs: w.silentSinceMs,
      heardHere,
      normalPerMinute: normalPerMinute(w, nowMs),
      expectedWithinS: expectedWithinS(rhythm, nowMs),
      others: others.length,
      othersSilent: others.filter((other) => other.silentSinceMs !== null || isBroken(other.rhythm)).length,
    };
    found.push(silent(tally, silence, nowMs));
    tally.health = null;
  }

  function listen(w: Watched, dtS: number, nowMs: number): void {
    const { tally, rhythm } = w;
    const total = tally.results.accepted + tally.results.duplicate;
    const arrivals = total - w.counted;
    w.counted = total;
    const sinceLastS = Math.min(dtS, Math.max(0, (nowMs - (tally.lastHeardMs ?? nowMs)) / 1000));
    if (hasLeft(tally) && rhythm.silentS >= leftFromS && rhythm.silentS < leftUntilS) w.interrupted = true;
    const lesson = w.interrupted ? 'nothing' : w.silentSinceMs === null ? 'all' : 'little';
    pass(rhythm, arrivals, sinceLastS, dtS, nowMs, lesson);
    if (arrivals > 0) {
      w.interrupted = false;
      speak(w);
      return;
    }
    const mayJudge = rhythm.heardHere || runS >= startGraceS;
    if (mayJudge && w.silentSinceMs === null && isBroken(rhythm) && hasRhythm(w)) raiseSilent(w, nowMs);
    const missedForS = Math.min(longestMissedS, Math.max(leastMissedS, rhythm.heardForS));
    if (rhythm.arrivals === 0 || rhythm.silentS <= missedForS) return;
    end(w);
    const fresh = newWatched(tally, w.exempt);
    watched.set(tally.name, Object.assign(fresh, { counted: total }));
  }

  function checkClock(w: Watched, dtS: number, nowMs: number): void {
    const turn = judge(w.clocks, w.offset, dtS);
    if (turn === 'ended') found.push(ended('receiver.clock', w.tally.name));
    if (turn !== 'began' || w.offset === null) return;
    const { offsetMs } = w.offset;
    let alike = 0;
    for (const { offset } of watched.values())
      if (offset !== null && Math.abs(offset.offsetMs - offsetMs) < alikeMs) alike++;
    found.push(clockWrong(w.tally, w.offset, alike - 1, nowMs));
  }

  function refreshAll(nowMs: number): void {
    const draws = runS - drawnAtS >= drawEveryS;
    if (draws) drawnAtS = runS;
    for (const w of watched.values()) {
      refresh(w, nowMs);
      if (draws || w.withinS === null) draw(w, nowMs);
    }
    for (const w of watched.values()) {
      checkClock(w, sinceRefreshS, nowMs);
      w.tally.health = healthOf(w, nowMs);
    }
    sinceRefreshS = 0;
  }

  function heard(name: string, mmsi: number, lon: number, lat: number, nowMs: number): void {
    const w = watched.get(name);
    if (w === undefined) return;
    noteSender(w, mmsi, nowMs);
    addPosition(w.coverage, lon, lat);
  }

  function clock(name: string, station: number | null, saidMs: number, nowMs: number): void {
    const w = watched.get(name);
    if (w !== undefined && !w.exempt) addTime(w.clocks, station, saidMs, nowMs);
  }

  return {
    took({ name }, message, nowMs, isLive) {
      const place = sentFrom(message);
      if (place !== null) heard(name, message.mmsi, place[0], place[1], nowMs);
      const saidMs = isLive ? saidTimeMs(message) : null;
      if (saidMs !== null) clock(name, message.mmsi, saidMs, nowMs);
    },
    heard: ({ name }, mmsi, lon, lat, nowMs) => heard(name, mmsi, lon, lat, nowMs),
    clock: ({ name }, station, saidMs, nowMs) => clock(name, station, saidMs, nowMs),
    canHear: (receiver, lon, lat) => hears(watched.get(receiver)?.hearing ?? null, lon, lat),
    reaches: (receiver, lon, lat) => reaches(watched.get(receiver)?.hearing ?? null, lon, lat),
    tick(nowMs) {
      const dtS = Math.min(longestStepS, Math.max(0, (nowMs - (tickedAtMs ?? nowMs)) / 1000));
      tickedAtMs = nowMs;
      runS += dtS;
      sinceRefreshS += dtS;
      meet();
      for (const w of watched.values()) if (!w.exempt) listen(w, dtS, nowMs);
      const today = Math.floor(nowMs / dayMs);
      if (day !== 0 && today !== day) for (const w of watched.values()) fade(w.coverage);
      day = today;
      if (sinceRefreshS >= refreshEveryS) refreshAll(nowMs);
      for (const w of watched.values()) w.tally.health ??= healthOf(w, nowMs);
      if (found.length === 0) return noFindings;
      const findings = found;
      found = [];
      return findings;
    },
    remember(memories) {
      for (const memory of memories) {
        if (watched.has(memory.name) || watched.size >= maxWatched || isSimulated(memory.name)) continue;
        const tally = ledger.tally(memory.name, memory.kind);
        if (tally.name !== memory.name) continue;
        tally.lastHeardMs ??= memory.lastHeardMs;
        const total = tally.results.accepted + tally.results.duplicate;
        Object.assign(add(tally), remembered(memory), { counted: total });
      }
    },
    memories: () =>
      [...watched.values()].filter((w) => !w.exempt && w.rhythm.arrivals > 0).map((w) => memoryOf(w)),
    restore(openCauses) {
      const unknown: Finding[] = [];
      for (const cause of openCauses) {
        const parts = partsOf(cause);
        if (parts === null) continue;
        const w = watched.get(parts.receiver);
        if (w === undefined || w.exempt) unknown.push(ended(parts.rule, parts.receiver));
        else if (parts.rule === 'receiver.clock') w.clocks.wrong = true;
        else w.silentSinceMs = w.tally.lastHeardMs ?? 0;
      }
      return unknown;
    },
  };
}
