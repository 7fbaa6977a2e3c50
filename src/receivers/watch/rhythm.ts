import { type HourProfile, knowsTheDay, learn, newProfile, normalPerS } from './profile.ts';

/**
 * The rhythm of one receiver, and whether it is broken. Silence is measured in messages missed: the normal rate of
 * each moment, summed over the silence. In that measure a quiet night costs nothing, and a receiver that is rare by
 * nature has a long time. How many may be missed is learned from the longest silence that was normal.
 */
export interface Rhythm {
  /** Messages in all. */
  arrivals: number;
  /** Seconds between its first and its latest message, as far as they were observed. */
  heardForS: number;
  /** The rate before the hours of the day are known, and what today is like: sums that fade. */
  count: number;
  seconds: number;
  readonly profile: HourProfile;
  /** Longest normal silence, in messages missed. */
  longest: number;
  /** The stretch over which the longest silence is being measured. */
  gaps: number;
  stretchS: number;
  stretchLongest: number;
  /** Stretches that are over. */
  stretches: number;
  /** Observed silence until now. */
  silentS: number;
  missed: number;
  /** Messages a second, today as against the profile, at the latest message: at most 1. */
  share: number;
  /** Heard at less than the least share: a receiver that fades away must not make longer and longer silences normal. */
  isFading: boolean;
  /** Heard since the server started: a silence that began before it did teaches nothing. */
  heardHere: boolean;
}

/** How much a silence may teach: nothing when the link was away, a little when it was taken for a failure. */
export type Lesson = 'all' | 'little' | 'nothing';

/** The rate of the last ten minutes, or of the last 32 messages where those are longer. */
const memoryS = 600;
const memoryArrivals = 32;
/** Poisson arrivals miss more than 20 in one of 5·10⁸ silences: what is allowed before a receiver is known. */
const unknownLongest = 8;
const allowance = 2.5;
/** A hundred arrivals of a Poisson feed without a silence of 2.5 are one in five thousand: this one is regular. */
const regularGaps = 100;
const regularLongest = 2.5;
const regularAllowed = 4;
const leastLongest = 2.4;
/** A stretch is long enough to tell the longest silence when it has so many silences and lasted a day. */
const stretchGaps = 1_000;
const dayS = 86_400;
/** Share of the longest silence that is left after a stretch without a like one. */
const fading = 0.7;
/** How much one silence that was taken for a failure widens what is normal. */
const widening = 1.5;
/** A quieter day is a matter of the day; below a fifth it is the receiver. */
const leastShare = 0.2;
/** Delays of the network are no silence. */
const leastSilenceS = 60;
/** Silence fills the hours of the day too; a rhythm comes from being heard. */
const knownFromS = 72_000;
const longestExpectationS = 14 * dayS;

export const newRhythm = (): Rhythm => ({
  arrivals: 0,
  heardForS: 0,
  count: 0,
  seconds: 0,
  profile: newProfile(),
  longest: unknownLongest,
  gaps: 0,
  stretchS: 0,
  stretchLongest: 0,
  stretches: 0,
  silentS: 0,
  missed: 0,
  share: 1,
  isFading: false,
  heardHere: false,
});

const runningPerS = (r: Rhythm): number => (r.seconds > 0 ? r.count / r.seconds : 0);

const expectedPerS = (r: Rhythm, atMs: number): number => {
  const normal = normalPerS(r.profile, atMs);
  return normal === null ? runningPerS(r) : normal * r.share;
};

/** Messages a second that are normal at that hour; of the last minutes while the hour is not known. */
export const usualPerS = (r: Rhythm, atMs: number): number => normalPerS(r.profile, atMs) ?? runningPerS(r);

function noteSilence(r: Rhythm, missed: number, lesson: Lesson): void {
  if (lesson === 'nothing' || (lesson === 'all' && r.isFading)) return;
  const noted = lesson === 'all' ? missed : Math.min(missed, r.longest * widening);
  r.stretchLongest = Math.max(r.stretchLongest, noted);
  r.longest = Math.max(r.longest, noted);
}

function endStretch(r: Rhythm): void {
  if (r.gaps < stretchGaps || r.stretchS < dayS) return;
  r.longest = Math.max(r.stretchLongest, r.longest * fading, leastLongest);
  r.gaps = 0;
  r.stretchS = 0;
  r.stretchLongest = 0;
  r.stretches++;
}

function noteRate(r: Rhythm, arrivals: number, gapS: number, nowMs: number): void {
  const spanS = Math.max(memoryS, r.count > 0 ? (memoryArrivals * r.seconds) / r.count : 0);
  const kept = Math.exp(-gapS / spanS);
  r.count = r.count * kept + arrivals;
  r.seconds = r.seconds * kept + gapS;
  const normal = normalPerS(r.profile, nowMs);
  const share = normal === null || normal === 0 ? 1 : runningPerS(r) / normal;
  r.share = Math.min(1, Math.max(leastShare, share));
  r.isFading = share < leastShare;
}

/**
 * Takes what arrived in the last `dtS` observed seconds.
 * @param sinceLastS age of the latest message; of consequence only when something arrived
 */
export function pass(
  r: Rhythm,
  arrivals: number,
  sinceLastS: number,
  dtS: number,
  nowMs: number,
  lesson: Lesson,
): void {
  learn(r.profile, arrivals, dtS, nowMs);
  r.stretchS += dtS;
  const perS = expectedPerS(r, nowMs);
  if (arrivals === 0) {
    r.silentS += dtS;
    r.missed += perS * dtS;
    return;
  }
  const gapS = r.silentS + Math.max(0, dtS - sinceLastS);
  // of several within one step, only the beginning is known to have been silent
  if (r.heardHere)
    noteSilence(r, arrivals > 1 ? r.missed : r.missed + perS * Math.max(0, dtS - sinceLastS), lesson);
  if (r.heardHere && lesson === 'all') {
    noteRate(r, arrivals, gapS, nowMs);
    r.gaps += arrivals;
    endStretch(r);
  }
  if (r.heardHere && lesson !== 'nothing') r.heardForS += gapS;
  r.arrivals += arrivals;
  r.heardHere = true;
  r.silentS = sinceLastS;
  r.missed = expectedPerS(r, nowMs) * sinceLastS;
}

/** Messages that may be missed before the rhythm counts as broken. */
export function patience(r: Rhythm): number {
  const regular = r.stretches === 0 && r.gaps >= regularGaps && r.stretchLongest < regularLongest;
  return allowance * (regular ? Math.min(r.longest, regularAllowed) : r.longest);
}

export const isBroken = (r: Rhythm): boolean => r.silentS >= leastSilenceS && r.missed >= patience(r);

/** True once the hours of the day are known: its rhythm is its own, however few vessels it hears. */
export const isKnown = (r: Rhythm): boolean => r.heardForS >= knownFromS && knowsTheDay(r.profile);

/** Part of the normal rate at which it is heard now; null while that cannot be said. */
export function shareOfNormal(r: Rhythm, nowMs: number): number | null {
  const normal = normalPerS(r.profile, nowMs);
  return normal === null || normal * memoryS < memoryArrivals ? null : runningPerS(r) / normal;
}

/** Seconds after a message at `atMs` within which the next one is expected; null beyond two weeks. */
export function expectedWithinS(r: Rhythm, atMs: number): number | null {
  let left = patience(r);
  let passedS = 0;
  while (passedS < longestExpectationS) {
    const nowMs = atMs + passedS * 1000;
    const perS = expectedPerS(r, nowMs);
    const hourLeftS = 3600 - ((nowMs / 1000) % 3600);
    if (perS * hourLeftS >= left) return Math.max(leastSilenceS, Math.ceil(passedS + left / perS));
    left -= perS * hourLeftS;
    passedS += hourLeftS;
  }
  return null;
}
