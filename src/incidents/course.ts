import { cosDeg, mpsPerKn, sinDeg } from './plane.ts';
import { type Fix, lyingKn } from './tracks.ts';

/** From here on a straight line between two reports cuts corners. */
const straightMs = 60_000;

/**
 * Where a vessel was between two of her reports: on the straight line, or, where they lie further apart, on the curve (Hermite) that has her
 * course and speed at both ends.
 */
export function placeBetween(a: Fix, b: Fix, atMs: number): readonly [x: number, y: number] {
  const spanMs = b.atMs - a.atMs;
  if (spanMs <= 0) return [b.x, b.y];
  const t = Math.max(0, Math.min(1, (atMs - a.atMs) / spanMs));
  const isCurve = spanMs > straightMs && a.sogKn > lyingKn && b.sogKn > lyingKn;
  if (!isCurve || a.bowDeg === null || b.bowDeg === null)
    return [a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t];
  // no longer than the way itself, or the curve would have loops
  const most = Math.hypot(b.x - a.x, b.y - a.y);
  const [va, vb] = [a, b].map(({ sogKn }) => Math.min(most, (sogKn * mpsPerKn * spanMs) / 1000)) as [
    number,
    number,
  ];
  const [h0, h1] = [t * (1 - t) ** 2, t * t * (t - 1)];
  const h = t * t * (3 - 2 * t);
  return [
    a.x + (b.x - a.x) * h + h0 * va * sinDeg(a.bowDeg) + h1 * vb * sinDeg(b.bowDeg),
    a.y + (b.y - a.y) * h + h0 * va * cosDeg(a.bowDeg) + h1 * vb * cosDeg(b.bowDeg),
  ];
}

/** Longer silences, and those in which she came on at less than this part of her speed, hide a stay elsewhere. */
const knownMs = 30 * 60_000;
const leastSpeedShare = 0.4;

/** Whether it can be said where she was between two reports; after a silence in which she may have gone elsewhere it cannot. */
export function isKnownBetween(a: Fix, b: Fix): boolean {
  const spanMs = b.atMs - a.atMs;
  if (spanMs > knownMs) return false;
  const usualMps = Math.min(a.sogKn, b.sogKn) * mpsPerKn;
  return Math.hypot(b.x - a.x, b.y - a.y) >= (leastSpeedShare * usualMps * spanMs) / 1000;
}
