import { turn, wrap360 } from './plane.ts';
import type { Handling, Track, Vertex } from './track.ts';

/** A vessel on her track. Directions in degrees, speed over ground in m/s. */
export interface Motion {
  readonly track: Track;
  readonly handling: Handling;
  atMs: number;
  /** The vertex behind her. */
  leg: number;
  s: number;
  speedMps: number;
  courseDeg: number;
  headingDeg: number;
  turnDegPerS: number;
  waitUntilMs: number;
  finished: boolean;
}

const maxStepMs = 1_000;
/** Slowest way through the water that still steers: keeps the last metre from taking for ever. */
const creepMps = 0.25;
/** A bow further off the course than this, degrees, is brought round before way is made. */
const swingDeg = 60;
/** Seconds that a helmsman takes to answer. */
const answerS = 8;

export function beginTrack(track: Track, handling: Handling, headingDeg: number, atMs: number): Motion {
  return {
    track,
    handling,
    atMs,
    leg: 0,
    s: 0,
    speedMps: 0,
    courseDeg: track[0]?.courseDeg ?? headingDeg,
    headingDeg,
    turnDegPerS: 0,
    waitUntilMs: atMs,
    finished: track.length < 2,
  };
}

/** Puts a vessel that has been under way for long at `s` metres of the track, at the speed that is fit there. */
export function placeOnTrack(motion: Motion, s: number): void {
  const { track, handling } = motion;
  motion.s = s;
  while (motion.leg < track.length - 2 && (track[motion.leg + 1]?.s ?? 0) <= s) motion.leg += 1;
  const behind = track[motion.leg];
  const before = track[motion.leg + 1];
  if (!behind || !before) return;
  motion.speedMps = fitSpeed(behind, before, s, handling);
  motion.courseDeg = behind.courseDeg;
  motion.headingDeg = wrap360(behind.bowDeg ?? behind.courseDeg);
}

const fitSpeed = (behind: Vertex, before: Vertex, s: number, handling: Handling): number =>
  Math.min(
    handling.paceMps[behind.leg],
    Math.sqrt(before.limitMps ** 2 + 2 * handling.accelerationMps2 * Math.max(0, before.s - s)),
  );

/** Moves her to `toMs` in steps of at most a second. */
export function advanceMotion(motion: Motion, toMs: number): void {
  while (motion.atMs < toMs && !motion.finished) {
    const stepMs = Math.min(maxStepMs, toMs - motion.atMs);
    if (motion.atMs < motion.waitUntilMs) {
      const waitMs = Math.min(toMs, motion.waitUntilMs) - motion.atMs;
      motion.atMs += waitMs;
      motion.turnDegPerS = 0;
      continue;
    }
    motion.atMs += stepMs;
    step(motion, stepMs / 1_000);
  }
}

function step(motion: Motion, dtS: number): void {
  const { track, handling } = motion;
  const behind = track[motion.leg];
  const before = track[motion.leg + 1];
  if (!behind || !before) return;
  const bowDeg = behind.bowDeg ?? behind.courseDeg;
  const off = turn(motion.headingDeg, bowDeg);
  const mayGo = behind.bowDeg !== null || Math.abs(off) < swingDeg;
  const fit = mayGo ? Math.max(creepMps, fitSpeed(behind, before, motion.s, handling)) : 0;
  const change = fit - motion.speedMps;
  const most = handling.accelerationMps2 * dtS;
  motion.speedMps += Math.max(-2 * most, Math.min(most, change));

  const rate = Math.max(-handling.turnDegPerS, Math.min(handling.turnDegPerS, off / answerS));
  motion.turnDegPerS += (rate - motion.turnDegPerS) * Math.min(1, dtS / 3);
  motion.headingDeg = wrap360(motion.headingDeg + motion.turnDegPerS * dtS);
  motion.courseDeg = wrap360(
    motion.courseDeg + turn(motion.courseDeg, behind.courseDeg) * Math.min(1, dtS / 4),
  );
  motion.s += motion.speedMps * dtS;
  passVertices(motion);
}

function passVertices(motion: Motion): void {
  const { track } = motion;
  for (let next = track[motion.leg + 1]; next && motion.s >= next.s; next = track[motion.leg + 1]) {
    motion.leg += 1;
    if (next.waitMs > 0) {
      motion.s = next.s;
      motion.speedMps = 0;
      motion.waitUntilMs = motion.atMs + next.waitMs;
      return;
    }
    if (motion.leg === track.length - 1) {
      motion.s = next.s;
      motion.finished = true;
      return;
    }
  }
}

/** Where she is. */
export function positionOf({ track, leg, s }: Motion): { x: number; y: number } {
  const behind = track[leg];
  if (!behind) return { x: 0, y: 0 };
  const angle = (behind.courseDeg * Math.PI) / 180;
  const past = s - behind.s;
  return { x: behind.x + Math.sin(angle) * past, y: behind.y + Math.cos(angle) * past };
}
