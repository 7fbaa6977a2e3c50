import type { Coverage, ReceiverHealth, ReceiverKind, ReceiverTally } from '../../model/reception.ts';
import { type Clocks, clockOffset, newClocks, type Offset } from './clock.ts';
import { type CoverageCounts, coverageOf, isWorthDrawing, newCoverage } from './coverage.ts';
import { type Hearing, hearingOf } from './hearing.ts';
import { expectedWithinS, isKnown, newRhythm, type Rhythm, shareOfNormal, usualPerS } from './rhythm.ts';

/** One receiver under watch. */
export interface Watched {
  tally: ReceiverTally;
  /** Files end and simulations stop: nothing of theirs is an alarm. */
  readonly exempt: boolean;
  /** Messages that were counted in the tally at the latest tick. */
  counted: number;
  rhythm: Rhythm;
  coverage: CoverageCounts;
  clocks: Clocks;
  /** Up to three senders, each with the time of its latest position. */
  readonly senders: { mmsi: number; atMs: number }[];
  /** The link was away while it was silent: that silence is not its rhythm. */
  interrupted: boolean;
  quiet: boolean;
  silentSinceMs: number | null;
  offset: Offset | null;
  /** What is worked out once a minute only. */
  coverageShown: Coverage | null;
  hearing: Hearing | null;
  withinS: number | null;
}

export const newWatched = (tally: ReceiverTally, exempt: boolean): Watched => ({
  tally,
  exempt,
  counted: 0,
  rhythm: newRhythm(),
  coverage: newCoverage(),
  clocks: newClocks(),
  senders: [0, 1, 2].map(() => ({ mmsi: -1, atMs: Number.NEGATIVE_INFINITY })),
  interrupted: false,
  quiet: false,
  silentSinceMs: null,
  offset: null,
  coverageShown: null,
  hearing: null,
  withinS: null,
});

const leastArrivals = 30;
const sendersMs = 600_000;
/** A link that is open is watched soon; one that closed may have been a visitor. */
const leastOpenS = 30;
const leastClosedS = 600;
/** One vessel is no rhythm: it sails on. One that stays for an hour is. */
const leastAloneS = 3_600;
/** Before a day has passed, a vessel from farther off is a new direction and no doubt. */
const learnedS = 86_400;
const quietBelow = 0.3;
const quietUntil = 0.5;

const listeners: ReadonlySet<ReceiverKind> = new Set(['tcp-listener', 'tls-listener']);
/** It came by itself, and is not connected any more. */
export const hasLeft = ({ kind, connections }: ReceiverTally): boolean =>
  listeners.has(kind) && connections === 0;

/** A sender of a position: one that was known goes on, else it takes the place of the one heard longest ago. */
export function noteSender({ senders }: Watched, mmsi: number, nowMs: number): void {
  let oldest = senders[0];
  for (const sender of senders) {
    if (sender.mmsi === mmsi) {
      sender.atMs = nowMs;
      return;
    }
    if (oldest === undefined || sender.atMs < oldest.atMs) oldest = sender;
  }
  if (oldest === undefined) return;
  oldest.mmsi = mmsi;
  oldest.atMs = nowMs;
}

/** Whether its silence means anything: it was heard long enough, often enough, and by enough senders. */
export function hasRhythm({ exempt, rhythm, tally, senders }: Watched): boolean {
  if (exempt || rhythm.arrivals < leastArrivals) return false;
  if (isKnown(rhythm)) return true;
  const lastMs = tally.lastHeardMs ?? 0;
  const isAlone = senders.some(({ atMs }) => lastMs - atMs > sendersMs);
  if (isAlone && rhythm.heardForS < leastAloneS) return false;
  return rhythm.heardForS >= (tally.connections > 0 ? leastOpenS : leastClosedS);
}

export const normalPerMinute = ({ rhythm }: Watched, nowMs: number): number =>
  Math.round(usualPerS(rhythm, nowMs) * 60_000) / 1000;

/** Judges what needs no second's accuracy. */
export function refresh(w: Watched, nowMs: number): void {
  const share = shareOfNormal(w.rhythm, nowMs);
  w.quiet = share !== null && share < (w.quiet ? quietUntil : quietBelow);
  w.offset = w.exempt ? null : clockOffset(w.clocks, nowMs);
}

/** Works out what needs no minute's accuracy. */
export function draw(w: Watched, nowMs: number): void {
  if (isWorthDrawing(w.coverage)) {
    w.coverageShown = coverageOf(w.coverage);
    w.hearing = w.exempt || w.rhythm.heardForS < learnedS ? null : hearingOf(w.coverage);
  }
  w.withinS = hasRhythm(w) ? expectedWithinS(w.rhythm, nowMs) : null;
}

export function healthOf(w: Watched, nowMs: number): ReceiverHealth {
  const { offset } = w;
  const isJudged = hasRhythm(w);
  return {
    state:
      w.silentSinceMs !== null
        ? 'silent'
        : w.clocks.wrong
          ? 'clock-wrong'
          : w.quiet && !w.exempt
            ? 'quiet'
            : 'normal',
    silentSinceMs: w.silentSinceMs,
    normalPerMinute: isJudged ? normalPerMinute(w, nowMs) : null,
    expectedWithinS: isJudged ? w.withinS : null,
    clockOffsetS: offset === null ? null : Math.round(offset.offsetMs / 100) / 10,
    coverage: w.coverageShown,
  };
}
